#include "client/browser/mirror.hpp"

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace parley::browser {
namespace {

void set_text(val& object, const char* key, const std::string& text) {
  if (!text.empty()) object.set(key, text);
}

void set_flag(val& object, const char* key, bool flag) {
  if (flag) object.set(key, true);
}

val field_to_js(const ui::TextField& field) {
  val object = val::object();
  constexpr const char* kKinds[] = {"text", "search", "password"};  // in the order of FieldKind
  object.set("kind", to_js(kKinds[static_cast<std::size_t>(field.kind)]));
  object.set("enter_key", to_js(field.enter_key == ui::EnterKey::kSearch ? "search" : "go"));
  set_text(object, "placeholder", field.placeholder);
  set_text(object, "autocomplete", field.autocomplete);
  if (field.max_length > 0) object.set("max_length", field.max_length);
  set_flag(object, "spellcheck", field.spellcheck);
  set_flag(object, "read_only", field.read_only);
  object.set("text_rect", to_js(field.text_rect));
  object.set("size", field.font.size);
  object.set("weight", static_cast<unsigned>(field.font.weight));
  object.set("line_height", field.line_height);
  object.set("color", css_color(field.text_color));
  object.set("placeholder_color", css_color(field.placeholder_color));
  return object;
}

/// A MirrorNode of web/types.d.ts.
val node_to_js(const ui::Node& node) {
  val object = val::object();
  object.set("id", node.id);
  object.set("role", to_js(ui::role_name(node.role)));
  set_text(object, "name", node.name);
  set_text(object, "value", node.value);
  set_text(object, "description", node.description);
  set_text(object, "described_by", node.described_by);
  object.set("rect", to_js(node.rect));
  if (node.clip) object.set("clip", to_js(*node.clip));
  if (node.level > 0) object.set("level", node.level);
  if (node.focus == ui::Focus::kByTab) object.set("focus", to_js("tab"));
  if (node.focus == ui::Focus::kByProgram) object.set("focus", to_js("program"));
  set_flag(object, "disabled", node.disabled);
  set_flag(object, "invalid", node.invalid);
  set_flag(object, "busy", node.busy);
  set_flag(object, "modal", node.modal);
  set_flag(object, "inert", node.inert);
  if (node.pressed) object.set("pressed", *node.pressed);
  if (node.checked) object.set("checked", *node.checked);
  if (node.selected) object.set("selected", *node.selected);
  if (node.expanded) object.set("expanded", *node.expanded);
  if (node.range) {
    val range = val::array();
    range.call<void>("push", node.range->now, node.range->min, node.range->max);
    object.set("range", range);
  }
  if (!node.options.empty()) object.set("options", val::array(node.options));
  set_text(object, "url", node.url);
  if (node.set_size > 0) {
    object.set("position", node.position);
    object.set("set_size", node.set_size);
  }
  if (node.field) object.set("field", field_to_js(*node.field));
  return object;
}

val announcement_to_js(const ui::Announcement& words) {
  val object = val::object();
  object.set("text", words.text);
  object.set("serial", words.serial);
  return object;
}

/// Whether both trees have the same nodes in the same places.
bool same_structure(const ui::Tree& a, const ui::Tree& b) {
  if (a.nodes.size() != b.nodes.size()) return false;
  for (std::size_t i = 0; i < a.nodes.size(); ++i)
    if (a.nodes[i].id != b.nodes[i].id || a.nodes[i].parent != b.nodes[i].parent) return false;
  return true;
}

val order_to_js(const ui::Tree& tree) {
  val order = val::array();
  for (const ui::Node& node : tree.nodes) {
    val entry = val::array();
    entry.call<void>("push", node.id, node.parent);
    order.call<void>("push", entry);
  }
  return order;
}

/// The node of the earlier tree, with its parent's index left out of the comparison: that is the structure's matter.
bool same_node(const ui::Node& before, const ui::Node& now) {
  if (before.parent == now.parent) return before == now;
  ui::Node moved = before;
  moved.parent = now.parent;
  return moved == now;
}

}  // namespace

void Mirror::show(ui::Tree tree) {
  if (tree == shown_) return;
  std::unordered_map<std::string_view, const ui::Node*> before;
  for (const ui::Node& node : shown_.nodes) before.emplace(node.id, &node);

  val nodes = val::array();
  for (const ui::Node& node : tree.nodes) {
    const auto found = before.find(node.id);
    if (found == before.end() || !same_node(*found->second, node)) nodes.call<void>("push", node_to_js(node));
  }
  val change = val::object();
  change.set("nodes", nodes);
  if (!same_structure(shown_, tree)) change.set("order", order_to_js(tree));
  if (!(shown_.status == tree.status)) change.set("status", announcement_to_js(tree.status));
  if (!(shown_.alert == tree.alert)) change.set("alert", announcement_to_js(tree.alert));
  before.clear();
  shown_ = std::move(tree);
  mirror_.call<void>("apply", change);  // last: it may report a change of focus before it returns
}

}  // namespace parley::browser
