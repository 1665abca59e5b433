#include "client/ui/views/chat_lines.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "client/app/file_name.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/utf8.hpp"
#include "client/ui/views/chat_text.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

using app::chat::Conversation;
using app::chat::Delivery;
using app::chat::Line;
using app::transfers::Answer;
using app::transfers::Transfer;
using Stage = app::transfers::Stage;

constexpr float kWidest = .78F;  // of the log
constexpr float kRadius = 18;
constexpr float kCorner = 6;  // the last of a run, at its speaker
constexpr float kPadX = 14;
constexpr float kPadY = 8;
constexpr float kInRun = 4;
constexpr float kBetweenRuns = 12;
constexpr float kCopySize = 32;
constexpr float kCopyTarget = 44;
constexpr double kRunEndsAfter = 5 * 60'000;
constexpr float kProgressHeight = 4;
constexpr std::size_t kNamedBytes = 40;  // of a line, in the name of a button that is about it

/// The bubble's two lower corners may differ.
void bubble(ImDrawList& list, const Rect& rect, Color fill, bool own, bool last) {
  paint::fill(list, rect, std::min(kRadius, rect.height / 2), fill);
  if (!last) return;
  // A square over the round corner, so much larger that its own other corners lie within the bubble.
  const float side = std::min(kRadius, rect.height / 2) + kCorner;
  const Rect corner{own ? rect.right() - side : rect.x, rect.bottom() - side, side, side};
  paint::fill(list, corner, kCorner, fill);
}

std::string beginning(const std::string& text) {
  if (text.size() <= kNamedBytes) return text;
  std::size_t end = 0;
  for (std::size_t at = 0; at <= kNamedBytes; next_cluster(text, at)) end = at;
  return text.substr(0, end) + "…";
}

struct Lines {
  Ui& ui;
  const app::Model& model;
  ChatView& state;
  Color behind;
  Emit emit;
  const Conversation& talk;
  float width = 0;

  const Theme& theme() const { return ui.theme(); }
  TextStyle style_of(bool large) const {
    TextStyle style = theme().type.body;
    if (!large) return style;
    style.font.size *= 2;
    style.line_height *= 1.75F;
    return style;
  }

  static std::string key_of(const Line& line) { return line.from.value() + ":" + line.id; }

  /// What has to be measured once for each line and width.
  void measure() {
    const float scale = ui.layout().text_scale;
    auto& kept = state.measured;
    if (state.measured_width != width || state.measured_scale != scale || state.measured_of != state.key) kept.clear();
    state.measured_width = width;
    state.measured_scale = scale;
    state.measured_of = state.key;
    const auto& lines = talk.lines;
    // The oldest go first, so what is left of the measures moves up.
    const auto first = std::find_if(kept.begin(), kept.end(), [&](const ChatView::Measured& one) {
      return !lines.empty() && one.key == key_of(lines.front());
    });
    kept.erase(kept.begin(), first);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i < kept.size() && kept[i].key == key_of(lines[i])) continue;
      kept.resize(i);
      kept.push_back(measured(lines[i]));
      kept.back().number = number_of(i);
    }
    kept.resize(lines.size());
  }

  /// What tells a line's controls from those of an earlier line that begins like it.
  int number_of(std::size_t i) const {
    const std::string begins = beginning(talk.lines[i].text);
    int number = 1;
    for (std::size_t other = 0; other < i; ++other)
      if (beginning(talk.lines[other].text) == begins) number = std::max(number, state.measured[other].number + 1);
    return number;
  }

  static std::string named(std::string_view what, const Line& line, int number) {
    std::string name = std::string(what) + beginning(line.text);
    return number == 1 ? name : name + " (" + std::to_string(number) + ")";
  }

  ChatView::Measured measured(const Line& line) {
    if (line.file != 0) return {key_of(line), 0, 0, false, 1};
    const bool large = is_emoji_only(line.text);
    const TextStyle style = style_of(large);
    const float most = width * kWidest - (large ? 0 : 2 * kPadX);
    float widest = 0;
    float height = 0;
    for (const std::string_view text : ui.text().wrap(line.text, style, most)) {
      widest = std::max(widest, ui.text().width(text, style));
      height += style.line_height;
    }
    const float pad = large ? 0 : 1;
    return {key_of(line), widest + 1 + 2 * kPadX * pad, height + 2 * kPadY * pad, large, 1};
  }

  bool ends_run(std::size_t i) const {
    const auto& lines = talk.lines;
    if (i + 1 == lines.size()) return true;
    if (lines[i].own && lines[i].delivery == Delivery::Failed) return true;
    return lines[i + 1].from != lines[i].from || lines[i + 1].at - lines[i].at > kRunEndsAfter;
  }

  float note_width() const { return width - 2 * kPadX; }

  /// Below the last line of a run: who, when, what became of it; "Try again" where it failed.
  float note(const Line& line, int number, float x, float y) {
    const Theme& t = theme();
    const std::string text = app::chat::line_note(model, line);
    const TextStyle style = t.type.caption;
    const bool failed = line.own && line.delivery == Delivery::Failed;
    const bool fits = ui.text().width(text, style) <= note_width();
    const Align align = line.own && fits ? Align::kEnd : Align::kStart;
    float height = kInRun + words(ui, {"chat.note:" + key_of(line), text, style, failed ? t.danger : t.muted, align},
                                  x + kPadX, y + kInRun, note_width());
    if (!failed) return height;
    const Size size = button_size(ui, "Try again", Icon::kNone);
    const std::string name = named("Try again: ", line, number);
    const Rect rect{x + width - size.width, y + height + kInRun, size.width, size.height};
    Button again{"chat.again:" + key_of(line), "Try again", rect, ButtonKind::kQuiet};
    again.name = name;
    if (button(ui, again)) emit(app::chat::TryAgain{line.id});
    return height + kInRun + size.height;
  }

  // ---- a text

  void text_line(const Line& line, const ChatView::Measured& size, const Rect& box, bool last) {
    const Theme& t = theme();
    Node node;
    node.id = "chat.line:" + key_of(line);
    node.role = Role::kText;
    node.name = line.text;
    node.rect = box;
    ui.add(std::move(node));
    if (!ui.visible(box)) return;
    if (!size.large) {
      bubble(ui.list(), box, line.own ? t.accent : t.sunken, line.own, last);
      if (t.forced) paint::outline(ui.list(), box, kRadius, t.outline);
    }
    const TextStyle style = style_of(size.large);
    const Color ink = line.own && !size.large ? t.on_accent : t.text;
    const float pad = size.large ? 0 : 1;
    const Rect inner{box.x + kPadX * pad, box.y + kPadY * pad, box.width - 2 * kPadX * pad, style.line_height};
    const bool rtl = base_direction(line.text) == Direction::kRightToLeft;
    const auto links = addresses_in(line.text);
    Rect row = inner;
    for (const std::string_view part : ui.text().wrap(line.text, style, width * kWidest - 2 * kPadX * pad)) {
      draw_part(line, part, links, row, style, ink, rtl);
      row.y += style.line_height;
    }
    copy(line, size.number, box);
  }

  /// One row of the text, and of it what belongs to addresses underlined, under a link that can be followed.
  void draw_part(const Line& line, std::string_view part, const std::vector<Address>& links, const Rect& row,
                 const TextStyle& style, Color ink, bool rtl) {
    const auto begin = static_cast<std::size_t>(part.data() - line.text.data());
    Rect at = row;
    std::size_t done = 0;
    const auto draw = [&](std::size_t to, Color color) {
      const std::string_view piece = part.substr(done, to - done);
      const float advance = ui.text().width(piece, style);
      const Rect rect{at.x, at.y, advance + 1, at.height};
      ui.text().draw(ui.list(), rect, piece, style, color);
      at.x += advance;
      done = to;
      return rect;
    };
    for (std::size_t n = 0; n < links.size(); ++n) {
      const Address& link = links[n];
      if (link.end <= begin || link.begin >= begin + part.size()) continue;
      const std::size_t from = link.begin > begin ? link.begin - begin : 0;
      const std::size_t to = std::min(link.end - begin, part.size());
      Rect rect = row;
      const Color color = line.own ? ink : theme().accent;
      if (!rtl) {
        if (from > done) draw(from, ink);
        rect = draw(to, color);
        paint::line(ui.list(), {rect.x, rect.y + style.line_height - 4},
                    {rect.right() - 1, rect.y + style.line_height - 4}, color);
      }
      if (begin + from == link.begin) follow(line, link, n, rect);
    }
    if (rtl)
      ui.text().draw(ui.list(), row, part, style, ink, Align::kEnd);
    else if (done < part.size())
      draw(part.size(), ink);
  }

  /// An address that goes over several rows is one link, over the first of them.
  void follow(const Line& line, const Address& link, std::size_t number, const Rect& rect) {
    Node node;
    node.id = "chat.link:" + std::to_string(number) + ":" + key_of(line);
    node.role = Role::kLink;
    node.name = line.text.substr(link.begin, link.end - link.begin);
    node.url = link.url;
    node.rect = rect;
    node.focus = Focus::kByTab;
    if (ui.control(std::move(node)).focused) paint::focus_ring(ui.list(), rect, 4, theme().focus, theme().focus_width);
  }

  /// Stands beside the bubble under the pointer, or that has the focus; a finger brings it up by a tap on the line.
  void copy(const Line& line, int number, const Rect& box) {
    const Theme& t = theme();
    const Pointer pointer = ui.pointer();
    const Rect row{box.x - kCopyTarget, box.y, box.width + 2 * kCopyTarget, box.height};
    const bool over = pointer.at && row.contains(*pointer.at);
    if (over && pointer.touch && pointer.released && !pointer.dragging) state.tapped = key_of(line);
    const float x = line.own ? box.x - kCopyTarget : box.right();
    const Rect target{x, box.center().y - kCopyTarget / 2, kCopyTarget, kCopyTarget};
    const Rect rect = target.centered({kCopySize, kCopySize});
    Node node;
    node.id = "chat.copy:" + key_of(line);
    node.role = Role::kButton;
    node.name = named("Copy message: ", line, number);
    node.rect = target;
    node.focus = Focus::kByTab;
    const Interaction use = ui.control(std::move(node));
    if (use.pressed) emit(app::chat::Copy{line.from, line.id});
    if (!over && !use.focused && state.tapped != key_of(line)) return;
    const Color fill = behind.blended(t.hover, use.hovered ? 1 : 0);
    paint::fill(ui.list(), rect, kCopySize / 2, fill);
    if (t.forced) paint::outline(ui.list(), rect, kCopySize / 2, t.outline);
    draw_icon(ui.list(), Icon::kCopy, rect.center(), 18, t.muted, fill);
    if (use.focused) draw_focus(ui, rect, kCopySize / 2, Surface::kDialog);
  }

  // ---- a file

  struct Choice {
    Answer answer;
    std::string_view word;
    ButtonKind kind;
  };

  static std::vector<Choice> choices(const Transfer& file) {
    switch (file.stage) {
      case Stage::Offered:
        if (file.outgoing) return {{Answer::Cancel, "Cancel", ButtonKind::kQuiet}};
        return {{Answer::Accept, "Accept", ButtonKind::kPrimary}, {Answer::Decline, "Decline", ButtonKind::kQuiet}};
      case Stage::Moving:
      case Stage::Paused: return {{Answer::Cancel, "Cancel", ButtonKind::kQuiet}};
      case Stage::Done:
        if (file.outgoing || file.to_disk) return {};
        return {{Answer::Save, "Save", file.saved ? ButtonKind::kQuiet : ButtonKind::kPrimary}};
      default: return {};
    }
  }

  /// The card from (`x`, `y`) downwards; its height.
  float file_card(const Line& line, const Transfer& file, float x, float y) {
    const Theme& t = theme();
    const std::string id = key_of(line);
    const TextStyle name = t.type.body.strong();
    const TextStyle small = t.type.small;
    const std::string state_words = app::transfers::words(model, file);
    const float card = std::min(width, std::max(width * kWidest, 260.0F));
    const float text_x = kPadX + 20 + space::k12;
    const float text = card - text_x - kPadX;
    const bool moving = file.stage == Stage::Moving || file.stage == Stage::Paused;
    const auto offered = choices(file);
    const float words_high = words_height(ui, file.name, name, text) + words_height(ui, state_words, small, text);
    const float button_height = ui.layout().control_height(name.line_height);
    float row = -space::k8;  // wide, all the buttons beside each other
    for (const Choice& choice : offered) row += button_size(ui, choice.word, Icon::kNone).width + space::k8;
    const bool stacked = row > card - 2 * kPadX;
    const auto rows = static_cast<float>(stacked ? offered.size() : offered.empty() ? 0 : 1);
    const float buttons = rows * (button_height + space::k8);
    const float height = 2 * space::k12 + words_high + (moving ? space::k8 + kProgressHeight : 0) + buttons;
    const Rect box{line.own ? x + width - card : x, y, card, height};

    Node group;
    group.id = "chat.file:" + id;
    group.role = Role::kGroup;
    group.name = file.name + ", " + app::size_words(file.size);
    group.rect = box;
    const Ui::Scope scope = ui.open(std::move(group));
    const bool shown = ui.visible(box);
    if (shown) {
      paint::fill(ui.list(), box, kRadius, t.sunken);
      if (t.forced) paint::outline(ui.list(), box, kRadius, t.outline);
      draw_icon(ui.list(), Icon::kAttach, {box.x + kPadX + 10, box.y + space::k12 + words_high / 2}, 20, t.text,
                t.sunken);
    }
    float at = box.y + space::k12;
    at += words(ui, {"chat.file-name:" + id, file.name, name, t.text}, box.x + text_x, at, text);
    const bool failed = file.stage == Stage::Failed;
    at +=
        words(ui, {"chat.file-state:" + id, state_words, small, failed ? t.danger : t.muted}, box.x + text_x, at, text);
    if (moving) {
      at += space::k8;
      progress(file, id, {box.x + text_x, at, text, kProgressHeight});
      at += kProgressHeight;
    }
    float left = box.x + kPadX;
    at += space::k8;
    for (const Choice& choice : offered) {
      const float wide = stacked ? card - 2 * kPadX : button_size(ui, choice.word, Icon::kNone).width;
      const std::string full = std::string(choice.word) + " " + file.name;
      Button press{"chat.file-" + std::string(choice.word) + ":" + id,
                   choice.word,
                   {left, at, wide, button_height},
                   choice.kind,
                   Icon::kNone,
                   Surface::kDialog};
      press.name = full;
      if (button(ui, press)) emit(app::transfers::Decide{file.number, file.outgoing, choice.answer});
      if (stacked)
        at += button_height + space::k8;
      else
        left += wide + space::k8;
    }
    return height;
  }

  void progress(const Transfer& file, const std::string& id, const Rect& rect) {
    const Theme& t = theme();
    const float share = file.size > 0 ? static_cast<float>(file.done / file.size) : 1;
    Node node;
    node.id = "chat.progress:" + id;
    node.role = Role::kProgress;
    node.name = file.name;
    node.value = app::progress_words(file.done, file.size);
    node.range = ValueRange{share * 100, 0, 100};
    node.rect = rect;
    ui.add(std::move(node));
    if (!ui.visible(rect)) return;
    paint::fill(ui.list(), rect, rect.height / 2, t.outline_strong.blended(t.sunken, .5F));
    if (share > 0)
      paint::fill(ui.list(), {rect.x, rect.y, std::max(rect.height, rect.width * share), rect.height}, rect.height / 2,
                  t.accent);
  }

  // ---- all of them

  /// From `top` downwards; the height of it all.
  float draw(float x, float top) {
    const Theme& t = theme();
    float y = top;
    const std::string audience = app::chat::audience(model, talk);
    y += space::k12;
    y += words(ui, {"chat.audience", audience, t.type.caption, t.muted, Align::kCenter}, x + kPadX, y, note_width());
    y += space::k16;
    for (std::size_t i = 0; i < talk.lines.size(); ++i) {
      const Line& line = talk.lines[i];
      const bool last = ends_run(i);
      if (line.file != 0) {
        const Transfer* file = app::transfers::find(model, line.file, line.own);
        if (file == nullptr) continue;
        y += file_card(line, *file, x, y);
      } else {
        const ChatView::Measured& size = state.measured[i];
        const Rect box{line.own ? x + width - size.width : x, y, size.width, size.height};
        text_line(line, size, box, last);
        y += size.height;
      }
      y += last ? note(line, state.measured[i].number, x, y) + kBetweenRuns : kInRun;
    }
    return y - top;
  }
};

}  // namespace

void chat_lines(Ui& ui, const app::Model& model, ChatView& state, const Rect& view, Color behind, Emit emit) {
  Node log;
  log.id = "chat.log";
  log.role = Role::kLog;
  log.name = "Messages";
  log.rect = view;
  const Ui::Scope scope = ui.open(std::move(log));
  const float margin = ui.layout().phone() ? space::k12 : space::k16;
  Lines lines{ui, model, state, behind, emit, app::chat::shown(model), view.width - 2 * margin};
  lines.measure();
  const float height = ui.measure([&] { return lines.draw(0, 0); });
  Ui::ScrollArea area(ui, "chat.log:" + state.key, view, true);
  // A conversation that is short stands at the bottom, where the next line is written.
  lines.draw(view.x + margin, area.top() + std::max(0.0F, view.height - height));
  area.finish(height);
}

}  // namespace parley::ui
