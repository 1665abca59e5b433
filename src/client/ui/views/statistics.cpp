// "Statistics": figures of one side of the call with their last minute, beside the stage or, where that has no room, as a dialog.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "client/ui/geometry/column.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/views/stage.hpp"
#include "client/ui/views/views.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/dialog.hpp"
#include "client/ui/widgets/surface.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

using app::statistics::Figures;

constexpr float kWidth = 336;
constexpr float kPadding = 20;
constexpr float kTop = 84;        // under the pills
constexpr float kDockRoom = 104;  // the dock with what keeps clear of it
constexpr float kLeastHeight = 560;
constexpr float kGraphHeight = 40;
constexpr float kGraphWidth = 172;
constexpr float kTabInset = 4;

/// On the stage, or in a dialog.
struct Colors {
  Color text;
  Color muted;
  Color line;
  Color field;
  Color hover;
  Color accent;
  Color on_accent;
  Color positive;
  Color warning;
};

Colors colors_of(const Theme& t, bool on_stage) {
  const StageColors& s = t.stage;
  if (on_stage)
    return {s.text, s.muted, s.dock_line, s.button, s.button_hover, s.accent, s.on_accent, s.positive, s.warning};
  return {t.text, t.muted, t.outline, t.sunken, t.outline, t.accent, t.on_accent, t.positive, t.warning};
}

/// One figure with its graph.
struct Curve {
  std::string_view id;
  std::string_view label;
  std::string (*words)(const Figures&);
  std::optional<double> (*value)(const Figures&);
  double at_least;  ///< what the whole height stands for, unless the curve goes higher
  Color Colors::*color;
};

constexpr std::array<Curve, 5> kCurves{{
    {"round-trip", "Round trip", app::statistics::round_trip_words, [](const Figures& f) { return f.round_trip; }, 100,
     &Colors::accent},
    {"receiving", "Receiving", [](const Figures& f) { return app::statistics::rate_words(f.receiving); },
     [](const Figures& f) { return std::optional(f.receiving); }, 100, &Colors::positive},
    {"sending", "Sending", [](const Figures& f) { return app::statistics::rate_words(f.sending); },
     [](const Figures& f) { return std::optional(f.sending); }, 100, &Colors::positive},
    {"lost", "Lost packets", app::statistics::lost_words, [](const Figures& f) { return f.lost; }, 2, &Colors::warning},
    {"jitter", "Jitter", app::statistics::jitter_words, [](const Figures& f) { return f.jitter; }, 20, &Colors::accent},
}};

struct Line {
  std::string_view id;
  std::string_view label;
  std::string (*words)(const Figures&);
};

constexpr std::array<Line, 3> kLines{{
    {"picture", "Picture", app::statistics::picture_words},
    {"codecs", "Codecs", app::statistics::codec_words},
    {"path", "Path", app::statistics::path_words},
}};

struct Panel {
  Ui& ui;
  const app::Model& model;
  Emit emit;
  bool on_stage = true;
  Colors colors = colors_of(ui.theme(), on_stage);

  const Theme& theme() const { return ui.theme(); }

  void separator(const Column& column) {
    paint::line(ui.list(), {column.x(), column.y()}, {column.x() + column.width(), column.y()}, colors.line);
  }

  /// The graph in words: between what and what it went.
  static std::string graph_words(const Curve& curve, const app::statistics::History& history) {
    const Figures* least = nullptr;
    const Figures* most = nullptr;
    for (const Figures& one : history) {
      const auto value = curve.value(one);
      if (!value) continue;
      if (least == nullptr || *value < *curve.value(*least)) least = &one;
      if (most == nullptr || *value > *curve.value(*most)) most = &one;
    }
    const std::string label(curve.label);
    if (least == nullptr) return label + " in the last minute: unknown";
    return label + " in the last minute: " + curve.words(*least) + " to " + curve.words(*most);
  }

  void graph(const Curve& curve, const app::statistics::History& history, const Rect& box) {
    Node node;
    node.id = "statistics.graph:" + std::string(curve.id);
    node.role = Role::kImage;
    node.name = graph_words(curve, history);
    node.rect = box;
    ui.add(std::move(node));
    if (ui.measuring() || !ui.visible(box)) return;
    double whole = curve.at_least;
    for (const Figures& one : history) whole = std::max(whole, curve.value(one).value_or(0));
    std::vector<float> shares;
    shares.reserve(history.size());
    for (const Figures& one : history) {
      const auto value = curve.value(one);
      shares.push_back(value ? static_cast<float>(*value / whole) : -1);
    }
    paint::graph(ui.list(), box, shares, call::statistics::kHistory, colors.*curve.color, colors.line);
  }

  void curve(const Curve& curve, const app::statistics::History& history, Column& column) {
    separator(column);
    const TextStyle caption = theme().type.caption;
    const TextStyle value = theme().type.body.strong().figures();
    const float words_height = caption.line_height + value.line_height;
    const bool beside = ui.layout().text_scale <= 1.3F;
    column.gap(space::k8);
    const Rect row = column.take(beside ? std::max(words_height, kGraphHeight) : words_height + kGraphHeight);
    const float width = beside ? row.width - kGraphWidth - space::k12 : row.width;
    const std::string id(curve.id);
    line_of(ui, {"statistics.label:" + id, curve.label, caption, colors.muted},
            {row.x, row.y, width, caption.line_height});
    line_of(ui, {"statistics.value:" + id, curve.words(history.back()), value, colors.text},
            {row.x, row.y + caption.line_height, width, value.line_height});
    graph(curve, history,
          {beside ? row.right() - kGraphWidth : row.x, row.bottom() - kGraphHeight, beside ? kGraphWidth : row.width,
           kGraphHeight});
    column.gap(space::k8);
  }

  void line(const Line& line, const Figures& figures, Column& column) {
    const TextStyle caption = theme().type.caption;
    const std::string said = line.words(figures);
    Rect row = column.take(caption.line_height + 3);
    float label = ui.text().width(line.label, caption) + space::k12;
    const std::string id(line.id);
    line_of(ui, {"statistics.label:" + id, line.label, caption, colors.muted},
            {row.x, row.y, std::min(label, row.width), caption.line_height});
    if (label + ui.text().width(said, caption.figures()) > row.width) {  // each in a row of its own
      row = column.take(caption.line_height + 3);
      label = 0;
    }
    line_of(ui, {"statistics.value:" + id, said, caption.figures(), colors.text, Align::kEnd},
            {row.x + label, row.y, row.width - label, caption.line_height});
  }

  /// A tab is lower than what takes its presses.
  static Rect drawn_tab(const Rect& target) { return target.inset({kTabInset, 0, kTabInset, 0}); }

  void tab(std::string_view id, const std::string& name, bool theirs, const Rect& target) {
    const Rect rect = drawn_tab(target);
    const bool chosen = model.statistics.theirs == theirs;
    Node node;
    node.id = id;
    node.role = Role::kTab;
    node.name = name;
    node.selected = chosen;
    node.rect = target;
    node.focus = Focus::kByTab;
    const Interaction state = ui.control(std::move(node));
    if (state.pressed && !chosen) emit(app::statistics::Choose{theirs});
    const float round = rect.height / 2;
    if (chosen)
      paint::fill(ui.list(), rect, round, colors.accent);
    else if (state.hover > 0)
      paint::fill(ui.list(), rect, round, colors.hover.faded(state.hover));
    if (theme().forced) paint::outline(ui.list(), rect, round, colors.text);
    if (state.focused) draw_focus(ui, rect, round, on_stage ? Surface::kStage : Surface::kDialog);
    const TextStyle style = theme().type.small.strong();
    line_of(
        ui, {"", name, style, chosen ? colors.on_accent : colors.text, Align::kCenter},
        {rect.x + space::k8, rect.center().y - style.line_height / 2, rect.width - 2 * space::k8, style.line_height});
  }

  void tabs(const protocol::Person& other, Column& column) {
    const TextStyle style = theme().type.small.strong();
    const std::string theirs = other.name + "'s";
    const float half = column.width() / 2;
    const bool beside = ui.text().width(theirs, style) <= half - 2 * space::k8;
    const float height = std::max(kIconButtonSize, style.line_height + 2 * space::k12);
    const Rect row = column.take(beside ? height : 2 * height);
    Node list;
    list.id = "statistics.sides";
    list.role = Role::kTabList;
    list.name = "Whose figures";
    list.rect = row;
    const Ui::Scope scope = ui.open(std::move(list));
    paint::fill(ui.list(), drawn_tab(row), drawn_tab({0, 0, 0, height}).height / 2, colors.field);
    const float width = beside ? half : row.width;
    tab("statistics.own", "Yours", false, {row.x, row.y, width, height});
    tab("statistics.other", theirs, true, {row.right() - width, row.bottom() - height, width, height});
    column.gap(space::k12);
  }

  /// Why there is nothing to be seen.
  std::string empty_words(const protocol::Person& other) const {
    if (std::holds_alternative<call::negotiation::InRoom>(model.negotiation.phase))
      return "Calls with programs are not measured here.";
    return model.statistics.theirs ? other.name + "'s side has told no figures yet."
                                   : std::string("Figures come as soon as you are connected.");
  }

  void figures(const protocol::Person& other, Column& column) {
    Node panel;
    panel.id = "statistics.figures";
    panel.role = Role::kTabPanel;
    panel.name = model.statistics.theirs ? other.name + "'s" : std::string("Yours");
    panel.rect = {column.x(), column.y(), column.width(), 0};
    const app::statistics::History& history = app::statistics::shown(model);
    panel.rect.height = ui.measure([&] {
      Column inside = column;
      rows(other, history, inside);
      return inside.y() - column.y();
    });
    const Ui::Scope scope = ui.open(std::move(panel));
    rows(other, history, column);
  }

  void rows(const protocol::Person& other, const app::statistics::History& history, Column& column) {
    if (history.empty()) {
      separator(column);
      column.gap(space::k12);
      column.gap(words(ui, {"statistics.none", empty_words(other), theme().type.small, colors.muted}, column.x(),
                       column.y(), column.width()));
      return;
    }
    for (const Curve& one : kCurves) curve(one, history, column);
    separator(column);
    column.gap(space::k12);
    for (const Line& one : kLines) line(one, history.back(), column);
  }

  void content(const protocol::Person& other, Column& column) {
    tabs(other, column);
    figures(other, column);
  }
};

/// Under the tools at the right, down to the dock.
Rect room_of(const Layout& layout, const app::Model& model) {
  const Rect safe = stage::area(layout, model).intersection(layout.safe());
  const float top = safe.y + kTop;
  return {safe.right() - stage::margin(layout) - kWidth, top, kWidth, safe.bottom() - kDockRoom - top};
}

void draw_beside(Panel& panel, const protocol::Person& other, const Rect& room) {
  Ui& ui = panel.ui;
  const float head = kIconButtonSize + 2 * space::k8;
  const float inside = ui.measure([&] {
    Column column(kPadding, 0, room.width - 2 * kPadding);
    panel.content(other, column);
    return column.used();
  });
  const Rect box{room.x, room.y, room.width, std::min(room.height, head + inside + kPadding)};
  Node region;
  region.id = "statistics";
  region.role = Role::kRegion;
  region.name = "Statistics";
  region.rect = box;
  const Ui::Scope scope = ui.open(std::move(region));
  stage_panel(ui, box, radius::kCard);
  const TextStyle title = ui.theme().type.body.strong();
  const float middle = box.y + head / 2;
  const Rect cross{box.right() - kPadding - kIconButtonSize + space::k12, middle - kIconButtonSize / 2, kIconButtonSize,
                   kIconButtonSize};
  line_of(ui, {"statistics.title", "Statistics", title, panel.colors.text, Align::kStart, 2},
          {box.x + kPadding, middle - title.line_height / 2, cross.x - box.x - kPadding, title.line_height});
  if (icon_button(ui, {"statistics.close", "Close statistics", Icon::kClose, cross, IconButtonKind::kStage,
                       ui.theme().stage.dock_solid}))
    panel.emit(app::statistics::Show{false});
  const Rect view{box.x, box.y + head, box.width, box.height - head};
  Ui::ScrollArea area(ui, "statistics.area", view);
  Column column(box.x + kPadding, area.top(), box.width - 2 * kPadding);
  panel.content(other, column);
  area.finish(inside + kPadding);
}

}  // namespace

bool statistics_covers(const Layout& layout, const app::Model& model) {
  return layout.phone() || layout.text_scale > 1.3F || room_of(layout, model).height < kLeastHeight ||
         room_of(layout, model).x < stage::margin(layout) + kWidth;
}

float statistics_width(const Layout& layout, const app::Model& model) {
  return model.statistics.open && !statistics_covers(layout, model) ? kWidth + space::k12 : 0;
}

void draw_statistics(Ui& ui, const app::Model& model, UiState& /*state*/, Emit emit) {
  const auto* other = app::other_person(model);
  if (other == nullptr) return;
  const Layout& layout = ui.layout();
  const bool covers = statistics_covers(layout, model);
  Panel panel{ui, model, emit, !covers};
  if (!covers) return draw_beside(panel, *other, room_of(layout, model));
  if (dialog(ui, {"statistics", "Statistics", "Close statistics"},
             [&](Column& column) { panel.content(*other, column); }))
    emit(app::statistics::Show{false});
}

}  // namespace parley::ui
