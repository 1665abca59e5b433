// The accessible tree of one frame, as plain data: what the screen is for whoever does not see it. Widgets fill it while
// they draw; the browser mirrors it into real DOM elements. No decision about the DOM is made here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/ui/color.hpp"
#include "client/ui/geometry/rect.hpp"
#include "client/ui/text_rasterizer.hpp"

namespace parley::ui {

/// The roles that Parley uses, named after their ARIA roles.
enum class Role : std::uint8_t {
  kBanner,
  kMain,
  kRegion,
  kGroup,
  kHeading,
  kText,  ///< a paragraph; its words are `name`
  kImage,
  kButton,
  kTextBox,
  kComboBox,  ///< a choice from `Node::options`; `value` is the index of the chosen one, and changes come as TextInput
  kSwitch,
  kRadioGroup,
  kRadio,
  kTabList,
  kTab,
  kTabPanel,
  kLink,  ///< to `Node::url`, opened by the browser in a page of its own
  kMeter,
  kProgress,
  kLog,  ///< new children are read out by assistive software itself
  kList,
  kListItem,
  kDialog,
  kTimer,  ///< `role=timer` with `aria-live=off`: its words are `name` and change every second
  kStatus,
  kAlert,
};

/// Whether an element can have DOM focus.
enum class Focus : std::uint8_t {
  kNone,
  kByProgram,  ///< tabindex -1: headings and dialogs that receive focus when they appear
  kByTab,      ///< tabindex 0 or natively focusable
};

enum class FieldKind : std::uint8_t { kText, kSearch, kPassword };
enum class EnterKey : std::uint8_t { kGo, kSearch };

/// What a text box needs to be a real <input> lying over its drawn box. The canvas draws box, label, icon and notes; the
/// input draws its own text, placeholder and caret over them and has neither background nor border.
struct TextField {
  FieldKind kind = FieldKind::kText;
  EnterKey enter_key = EnterKey::kGo;  ///< `enterkeyhint`
  std::string placeholder;
  std::string autocomplete;  ///< the value of the attribute
  int max_length = 0;        ///< `maxlength`; 0 for none
  bool secret = false;       ///< also while it is shown: no listing and no recording repeats what is typed
  bool spellcheck = false;   ///< also `autocapitalize` and `autocorrect`
  bool read_only = false;    ///< to be selected and copied, not changed
  Rect text_rect;            ///< where the text lies, CSS px of the viewport; inside the node's `rect`
  FontSpec font;
  float line_height = 0;
  Color text_color;
  Color placeholder_color;
  bool operator==(const TextField&) const = default;
};

/// What a meter or a progress bar shows; its words are `Node::value`.
struct ValueRange {
  float now = 0;
  float min = 0;
  float max = 1;
  bool operator==(const ValueRange&) const = default;
};

/// One element. `rect` is in CSS px of the viewport, also where it is scrolled out of `clip`.
struct Node {
  std::string id;   ///< control and entity, stable over frames and languages: "call.mute", "people.video:p_17"
  int parent = -1;  ///< index in `Tree::nodes`, always smaller than the node's own; -1 at the top
  Role role = Role::kGroup;
  std::string name;
  std::string value;         ///< what a text box holds
  std::string description;   ///< words not shown elsewhere (`aria-description`)
  std::string described_by;  ///< id of the node whose words describe this one (`aria-describedby`)
  Rect rect;
  std::optional<Rect> clip;  ///< the visible part of the scroll area that holds it
  int level = 0;             ///< of a heading, 1 to 6
  Focus focus = Focus::kNone;
  bool disabled = false;  ///< `aria-disabled`: it keeps its place in the tab order and `description` says why
  bool invalid = false;
  bool busy = false;
  bool modal = false;            ///< a dialog; everything outside it is `inert`
  bool inert = false;            ///< out of reach because a dialog lies over it; set on top-level nodes
  std::optional<bool> pressed;   ///< `aria-pressed`; unused by controls whose name says what a press does
  std::optional<bool> checked;   ///< of a switch or a radio button
  std::optional<bool> selected;  ///< of a tab
  std::optional<bool> expanded;  ///< of a button that opens something
  std::optional<ValueRange> range;
  std::vector<std::string> options;  ///< of a combo box
  std::string url;                   ///< of a link: http or https
  int position = 0;                  ///< in a list of which only a part is there: from 1; 0 for none
  int set_size = 0;                  ///< of that list
  std::optional<TextField> field;    ///< of a text box
  bool operator==(const Node&) const = default;
};

/// Words for a live region. `serial` grows whenever the same words are to be said again: the region is emptied first.
struct Announcement {
  std::string text;
  std::uint32_t serial = 0;
  bool operator==(const Announcement&) const = default;
};

/// The tree of one frame in reading order, which is also the tab order: parents before children, siblings in order.
struct Tree {
  std::vector<Node> nodes;
  Announcement status;  ///< for the one permanent `role=status` element (not among the nodes)
  Announcement alert;   ///< for the one permanent `role=alert` element (not among the nodes)
  bool operator==(const Tree&) const = default;

  /// The node with this id, or null.
  const Node* find(std::string_view id) const;
  /// The index of the node with this id, or -1.
  int index_of(std::string_view id) const;
  bool inside(int node, int ancestor) const;
};

/// The ARIA name of a role: "button", "textbox", "listitem"; "paragraph" for text and "img" for images.
const char* role_name(Role role);

/// A dot for each character: how a secret is drawn and listed.
std::string dots_for(std::string_view secret);

/// A readable listing, one node a line and indented by depth, for failing tests and recorded screens.
std::string describe(const Tree& tree);

/// The same as JSON: an array of nodes with only the members that are set.
std::string to_json(const Tree& tree);

}  // namespace parley::ui
