#include "client/ui/accessibility.hpp"

#include <cstdio>

namespace parley::ui {
namespace {

void append_number(std::string& out, float value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.5g", static_cast<double>(value));
  out += buffer;
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char buffer[8];
      std::snprintf(buffer, sizeof buffer, "\\u%04x", static_cast<unsigned>(c));
      out += buffer;
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_rect(std::string& out, const Rect& rect) {
  out += '[';
  append_number(out, rect.x);
  out += ',';
  append_number(out, rect.y);
  out += ',';
  append_number(out, rect.width);
  out += ',';
  append_number(out, rect.height);
  out += ']';
}

std::string range_words(const ValueRange& range) {
  std::string words;
  append_number(words, range.now);
  words += " in ";
  append_number(words, range.min);
  words += " to ";
  append_number(words, range.max);
  return words;
}

/// Writes the set members of a node through `text(key, value)` and `flag(key)`, in one order for both listings.
template <typename TextSink, typename FlagSink>
void each_member(const Node& node, TextSink&& text, FlagSink&& flag) {
  if (!node.name.empty()) text("name", node.name);
  if (!node.value.empty()) text("value", node.field && node.field->secret ? dots_for(node.value) : node.value);
  if (!node.description.empty()) text("description", node.description);
  if (!node.described_by.empty()) text("describedBy", node.described_by);
  if (node.disabled) flag("disabled");
  if (node.invalid) flag("invalid");
  if (node.busy) flag("busy");
  if (node.modal) flag("modal");
  if (node.inert) flag("inert");
  if (node.pressed) flag(*node.pressed ? "pressed" : "notPressed");
  if (node.checked) flag(*node.checked ? "checked" : "notChecked");
  if (node.selected) flag(*node.selected ? "selected" : "notSelected");
  if (node.expanded) flag(*node.expanded ? "expanded" : "collapsed");
  if (node.range) text("range", range_words(*node.range));
  for (const std::string& option : node.options) text("option", option);
  if (!node.url.empty()) text("url", node.url);
  if (node.set_size > 0) text("position", std::to_string(node.position) + " of " + std::to_string(node.set_size));
  if (node.focus == Focus::kByTab) flag("tabStop");
  if (node.focus == Focus::kByProgram) flag("focusable");
}

}  // namespace

const Node* Tree::find(std::string_view id) const {
  const int index = index_of(id);
  return index < 0 ? nullptr : &nodes[static_cast<std::size_t>(index)];
}

int Tree::index_of(std::string_view id) const {
  if (id.empty()) return -1;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (nodes[i].id == id) return static_cast<int>(i);
  return -1;
}

bool Tree::inside(int node, int ancestor) const {
  while (node >= 0 && node != ancestor) node = nodes[static_cast<std::size_t>(node)].parent;
  return node == ancestor;
}

const char* role_name(Role role) {
  switch (role) {
    case Role::kBanner: return "banner";
    case Role::kMain: return "main";
    case Role::kRegion: return "region";
    case Role::kGroup: return "group";
    case Role::kHeading: return "heading";
    case Role::kText: return "paragraph";
    case Role::kImage: return "img";
    case Role::kButton: return "button";
    case Role::kTextBox: return "textbox";
    case Role::kComboBox: return "combobox";
    case Role::kSwitch: return "switch";
    case Role::kRadioGroup: return "radiogroup";
    case Role::kRadio: return "radio";
    case Role::kTabList: return "tablist";
    case Role::kTab: return "tab";
    case Role::kTabPanel: return "tabpanel";
    case Role::kLink: return "link";
    case Role::kMeter: return "meter";
    case Role::kProgress: return "progressbar";
    case Role::kLog: return "log";
    case Role::kList: return "list";
    case Role::kListItem: return "listitem";
    case Role::kDialog: return "dialog";
    case Role::kTimer: return "timer";
    case Role::kStatus: return "status";
    case Role::kAlert: return "alert";
  }
  return "generic";
}

std::string dots_for(std::string_view secret) {
  std::string dots;
  for (const char c : secret)
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) dots += "\u2022";  // once a code point
  return dots;
}

std::string describe(const Tree& tree) {
  std::string out;
  for (const Node& node : tree.nodes) {
    for (int p = node.parent; p >= 0; p = tree.nodes[static_cast<std::size_t>(p)].parent) out += "  ";
    out += role_name(node.role);
    out += ' ';
    out += node.id;
    each_member(
        node,
        [&out](const char* key, const std::string& value) {
          out += ' ';
          out += key;
          out += '=';
          append_quoted(out, value);
        },
        [&out](const char* key) {
          out += ' ';
          out += key;
        });
    out += ' ';
    append_rect(out, node.rect);
    out += '\n';
  }
  if (!tree.status.text.empty()) out += "status: " + tree.status.text + "\n";
  if (!tree.alert.text.empty()) out += "alert: " + tree.alert.text + "\n";
  return out;
}

std::string to_json(const Tree& tree) {
  std::string out = "[";
  for (const Node& node : tree.nodes) {
    if (out.size() > 1) out += ',';
    out += "{\"id\":";
    append_quoted(out, node.id);
    out += ",\"role\":\"";
    out += role_name(node.role);
    out += "\",\"parent\":";
    out += std::to_string(node.parent);
    each_member(
        node,
        [&out](const char* key, const std::string& value) {
          out += ",\"";
          out += key;
          out += "\":";
          append_quoted(out, value);
        },
        [&out](const char* key) {
          out += ",\"";
          out += key;
          out += "\":true";
        });
    if (node.level > 0) out += ",\"level\":" + std::to_string(node.level);
    out += ",\"rect\":";
    append_rect(out, node.rect);
    if (node.clip) {
      out += ",\"clip\":";
      append_rect(out, *node.clip);
    }
    if (node.field) {
      out += ",\"placeholder\":";
      append_quoted(out, node.field->placeholder);
      out += ",\"textRect\":";
      append_rect(out, node.field->text_rect);
    }
    out += '}';
  }
  out += ']';
  return out;
}

}  // namespace parley::ui
