// Recent calls: with whom, what came of the latest one, when, and calling back.
#include <algorithm>
#include <string>

#include "client/ui/icons.hpp"
#include "client/ui/views/views.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/surface.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

constexpr float kRowHeight = 64;
constexpr float kIcon = 20;

struct RecentCalls {
  Ui& ui;
  const app::Model& model;
  Emit emit;

  const Theme& theme() const { return ui.theme(); }
  std::string when(const app::RecentCall& call) const {
    return app::day_or_time(model.account.clock, call.at, instant(ui));
  }

  float edge() const { return ui.layout().phone() ? space::k8 : space::k12; }
  float text_start() const { return space::k12 + kIcon + space::k12; }
  float text_room(float row_width) const { return row_width - text_start() - space::k8 - kIconButtonSize - edge(); }

  /// Whether the time stands below the words: it does on every row as soon as one has no room for it beside them.
  bool stacked(float row_width) {
    const TextStyle style = theme().type.small;
    return std::any_of(model.account.calls.begin(), model.account.calls.end(), [&](const app::RecentCall& call) {
      return ui.text().width(app::call_words(call), style) + ui.text().width(when(call), style.figures()) + space::k12 >
             text_room(row_width);
    });
  }

  float row_height(bool stacked) const {
    const TypeScale& type = theme().type;
    const float lines = type.body.line_height + type.small.line_height * (stacked ? 2 : 1);
    return std::max(kRowHeight, lines + 16);
  }

  void row(const app::RecentCall& call, const Rect& row, bool stacked) {
    const Theme& t = theme();
    const std::string& id = call.person.value();
    Node item;
    item.id = "calls:" + id;
    item.role = Role::kListItem;
    item.rect = row;
    const Ui::Scope scope = ui.open(std::move(item));

    const Color ink = call.missed ? t.danger : t.muted;
    const Icon icon = call.missed ? Icon::kMissedCall : call.outgoing ? Icon::kArrowOut : Icon::kArrowIn;
    if (ui.visible(row))
      draw_icon(ui.list(), icon, {row.x + space::k12 + kIcon / 2, row.center().y}, kIcon, ink, t.surface);

    const TextStyle name = t.type.body.strong();
    const TextStyle line = t.type.small;
    const TextStyle figures = line.figures();
    const std::string time = when(call);
    const float x = row.x + text_start();
    const float room = text_room(row.width);
    const float time_width = std::min(room, ui.text().width(time, figures) + 1);
    const float words_width = stacked ? room : room - time_width - space::k8;
    float y = row.center().y - (name.line_height + line.line_height * (stacked ? 2 : 1)) / 2;
    line_of(ui, {"calls.name:" + id, call.shown, name, call.missed ? t.danger : t.text},
            {x, y, words_width, name.line_height});
    y += name.line_height;
    line_of(ui, {"calls.what:" + id, app::call_words(call), line, t.muted}, {x, y, words_width, line.line_height});
    const Rect below{x, y + line.line_height, room, line.line_height};
    const Rect beside{x + room - time_width, row.center().y - line.line_height / 2, time_width, line.line_height};
    line_of(ui, {"calls.when:" + id, time, figures, t.muted, stacked ? Align::kStart : Align::kEnd},
            stacked ? below : beside);

    const Icon medium = call.media == protocol::Media::Video ? Icon::kCamera : Icon::kPhone;
    const Rect back{row.right() - edge() - kIconButtonSize, row.center().y - kIconButtonSize / 2, kIconButtonSize,
                    kIconButtonSize};
    if (icon_button(ui,
                    {"calls.back:" + id, "Call back " + call.shown, medium, back, IconButtonKind::kBare, t.surface}))
      emit(app::CallSomeone{call.name, call.person, call.media});
  }
};

}  // namespace

float recent_calls(Ui& ui, const app::Model& model, float x, float y, float width, Emit emit) {
  const auto& calls = model.account.calls;
  if (calls.empty()) return 0;
  const Theme& t = ui.theme();
  const Layout& layout = ui.layout();
  RecentCalls all{ui, model, emit};
  const float side = layout.phone() ? space::k4 : space::k12;
  const float head = (layout.phone() ? space::k12 : 20.0F) + t.type.title.line_height + space::k8;
  const float list_width = width - 2 * side;
  const bool stacked = all.stacked(list_width);
  const float row_height = all.row_height(stacked);
  const float list_height = row_height * static_cast<float>(calls.size());
  const Rect box{x, y, width, head + list_height + space::k12};
  card(ui, box);
  line_of(ui, {"calls.title", "Recent calls", t.type.title, t.text, Align::kStart, 2},
          {x + side + space::k12, y + head - space::k8 - t.type.title.line_height, list_width - 2 * space::k12,
           t.type.title.line_height});
  Node list;
  list.id = "calls";
  list.role = Role::kList;
  list.name = "Recent calls";
  list.rect = {x + side, y + head, list_width, list_height};
  Rect row{x + side, y + head, list_width, row_height};
  const Ui::Scope scope = ui.open(std::move(list));
  for (const app::RecentCall& call : calls) {
    all.row(call, row, stacked);
    row.y += row_height;
  }
  return box.height;
}

}  // namespace parley::ui
