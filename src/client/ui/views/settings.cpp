// The dialog "Settings": preview, level, devices, and what somebody chose for this browser.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "client/ui/icons.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/views/views.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/choice.hpp"
#include "client/ui/widgets/dialog.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/meter.hpp"
#include "client/ui/widgets/notice.hpp"
#include "client/ui/widgets/select.hpp"
#include "client/ui/widgets/words.hpp"

namespace parley::ui {
namespace {

using app::settings::DeviceKind;
using app::settings::Finding;
using app::settings::Preferences;
using app::settings::Wish;

constexpr float kWidth = 800;
constexpr float kTwoColumns = 560;  // from this width of the content on
constexpr float kLeftShare = .457F;
constexpr float kFieldGap = 20;
constexpr float kLineIcon = 20;
constexpr int kRevealFrames = 3;  // the first ones still scroll by what there was before

struct SettingsDialog {
  Ui& ui;
  const app::Model& model;
  UiState& state;
  Emit emit;

  const Theme& theme() const { return ui.theme(); }
  const Preferences& chosen() const { return model.settings.chosen; }
  void press(Wish wish) { emit(app::settings::Press{wish}); }

  template <class Value>
  void change(Value Preferences::*member, Value value) {
    Preferences changed = chosen();
    changed.*member = value;
    emit(app::settings::Change{std::move(changed)});
  }

  // ---- what is told

  void notices(Column& column) {
    const auto show = [&](const Notice& notice) {
      const bool pressed = alert_box(ui, notice, column.x(), column.y(), column.width());
      column.gap(alert_height(ui, notice, column.width()) + space::k16);
      return pressed;
    };
    if (const auto& told = model.settings.notice) {
      show({"settings.notice",
            told->text,
            {},
            told->warning ? NoticeKind::kWarning : NoticeKind::kInfo,
            told->warning ? Icon::kWarning : Icon::kInfo,
            {}});
    }
    if (model.settings.offered) {
      const std::string words = app::settings::offer_words(model);
      const std::string action = app::settings::offer_action(model);
      if (show({"settings.offer", words, {}, NoticeKind::kInfo, Icon::kInfo, action})) press(Wish::UseOffered);
    }
  }

  // ---- the parts of the left column

  void preview(Column& column) {
    const Theme& t = theme();
    const Rect picture = column.take(std::min(column.width() * .75F, ui.layout().phone() ? 224.0F : 280.0F));
    const bool on = call::devices::camera_on(app::settings::shown_devices(model));
    if (on) {
      VideoPlacement video;
      video.video = Video::kLocal;
      video.rect = picture;
      video.radius = radius::kRow;
      video.mirrored = app::settings::mirrored(model);
      video.name = "Your video";
      ui.place(std::move(video));
      ui.punch(picture, radius::kRow);
      return;
    }
    if (ui.visible(picture)) {
      paint::fill(ui.list(), picture, radius::kRow, t.sunken);
      if (t.forced) paint::outline(ui.list(), picture, radius::kRow, t.outline);
      draw_icon(ui.list(), Icon::kCameraOff, {picture.center().x, picture.y + picture.height * .34F}, 24, t.muted,
                t.sunken);
    }
    words(ui, {"settings.preview", app::settings::preview_words(model), t.type.small, t.muted, Align::kCenter},
          picture.x + space::k16, picture.y + picture.height * .34F + space::k24, picture.width - 2 * space::k16);
  }

  void level(Column& column) {
    const auto lit = static_cast<int>(model.settings.level);
    column.gap(meter(ui, {"settings.level", "Microphone level", lit, app::settings::level_words(model.settings.level)},
                     column.x(), column.y(), column.width()));
  }

  void toggle(Column& column, std::string id, std::string_view label, std::string_view helper,
              bool Preferences::*member, bool disabled = false) {
    const bool on = chosen().*member;
    const Switch row{std::move(id), label, helper, on, disabled};
    if (switch_row(ui, row, column.x(), column.y(), column.width())) change(member, !on);
    column.gap(switch_height(ui, row, column.width()));
  }

  // ---- the parts of the right column

  void device(Column& column, std::string id, std::string_view label, DeviceKind kind) {
    const auto choices = app::settings::choices(model, kind);
    float height = 0;
    const Select select{std::move(id), label, choices.labels, choices.chosen, {}, choices.none};
    if (const auto index = whole_select(ui, select, column.x(), column.y(), column.width(), height))
      emit(app::settings::Change{app::settings::with_choice(model, kind, *index)});
    column.gap(height + kFieldGap);
  }

  void speaker(Column& column) {
    const Theme& t = theme();
    const Size natural = button_size(ui, "Test speaker", Icon::kSpeaker);
    const bool choice = model.settings.can_choose_speaker;
    const bool beside = choice && !ui.layout().portrait_phone() && column.width() >= natural.width + 176;
    field_label(ui, "Speaker", column.x(), column.y(), column.width());
    column.gap(field_label_height(ui));
    auto choices = app::settings::choices(model, DeviceKind::Speaker);
    const Select select{"settings.speaker", "Speaker", std::move(choices.labels), choices.chosen, {}, false};
    const float width = column.width() - (beside ? natural.width + space::k8 : 0);
    const Rect box{column.x(), column.y(), width, select_box_height(ui, select, width)};
    Rect test{box.right() + space::k8, box.y, natural.width, box.height};
    if (choice) {
      if (const auto index = select_box(ui, select, box))
        emit(app::settings::Change{app::settings::with_choice(model, DeviceKind::Speaker, *index)});
      column.gap(box.height);
    } else {
      column.gap(words(ui,
                       {"settings.speaker-words",
                        "This browser plays sound where the system does. Choose the speaker in the system's settings.",
                        t.type.small, t.muted},
                       column.x(), column.y(), column.width()));
    }
    if (!beside) {
      column.gap(space::k8);
      test = column.take(button_height(ui, "Test speaker", Icon::kSpeaker, column.width()));
    }
    if (button(ui, {"settings.test", "Test speaker", test, ButtonKind::kSecondary, Icon::kSpeaker, Surface::kDialog}))
      press(Wish::TestSpeaker);
    column.gap(kFieldGap);
  }

  void appearance(Column& column) {
    float height = 0;
    const Segments looks{
        "settings.appearance", "Appearance", {"System", "Light", "Dark"}, static_cast<int>(chosen().appearance)};
    if (const auto index = segments(ui, looks, column.x(), column.y(), column.width(), height))
      change(&Preferences::appearance, static_cast<app::settings::Appearance>(*index));
    column.gap(height);
  }

  // ---- below both

  void heading(Column& column, std::string id, std::string_view text) {
    const TextStyle style = theme().type.body.strong();
    column.gap(words(ui, {std::move(id), text, style, theme().text, Align::kStart, 3}, column.x(), column.y(),
                     column.width()) +
               space::k8);
  }

  void sound(Column& column) {
    heading(column, "settings.sound", "Sound");
    toggle(column, "settings.echo", "Echo cancellation", {}, &Preferences::echo_cancellation);
    toggle(column, "settings.noise", "Noise suppression", {}, &Preferences::noise_suppression);
    toggle(column, "settings.gain", "Automatic gain", {}, &Preferences::gain_control);
    column.gap(space::k16);
    heading(column, "settings.ways", "Keys and calls");
    toggle(column, "settings.keys", "Keyboard shortcuts", "M mutes, V is the camera", &Preferences::single_keys);
    column.gap(space::k12);
    toggle(column, "settings.notifications", "Notifications", "Of calls while this tab is hidden",
           &Preferences::notifications);
  }

  void picture(Column& column) {
    heading(column, "settings.picture", "Picture");
    float height = 0;
    const Segments heights{"settings.resolution",
                           "Resolution",
                           {"Automatic", "360p", "720p", "1080p"},
                           static_cast<int>(chosen().resolution)};
    if (const auto index = segments(ui, heights, column.x(), column.y(), column.width(), height))
      change(&Preferences::resolution, static_cast<app::settings::Resolution>(*index));
    column.gap(height + space::k16);
    toggle(column, "settings.saver", "Data saver", "Your picture takes at most 300 kbit/s", &Preferences::data_saver);
    column.gap(space::k16);
    heading(column, "settings.privacy", "Privacy");
    const bool pointless = model.session.identity && !app::settings::has_relay(model) && !chosen().relay_only;
    toggle(column, "settings.relay", "Relay only", app::settings::relay_words(model), &Preferences::relay_only,
           pointless);
  }

  void line(Column& column, const app::settings::CheckLine& line) {
    const Theme& t = theme();
    const TextStyle style = t.type.small;
    const float inset = kLineIcon + space::k12;
    const float width = column.width() - inset;
    const std::string name(line.name);
    Node item;
    item.id = "settings.line:" + name;
    item.role = Role::kListItem;
    item.rect = {column.x(), column.y(), column.width(),
                 words_height(ui, name, style.strong(), width) + words_height(ui, line.words, style, width)};
    const Rect row = item.rect;
    const Ui::Scope scope = ui.open(std::move(item));
    const bool works = line.finding == Finding::Works;
    const bool fails = line.finding == Finding::Fails;
    draw_icon(ui.list(),
              works   ? Icon::kCheck
              : fails ? Icon::kWarning
                      : Icon::kInfo,
              {row.x + kLineIcon / 2, row.y + style.line_height / 2}, kLineIcon,
              works   ? t.positive
              : fails ? t.danger
                      : t.muted,
              t.raised);
    const float y =
        row.y + words(ui, {"settings.line-name:" + name, name, style.strong(), t.text}, row.x + inset, row.y, width);
    words(ui, {"settings.line-words:" + name, line.words, style, fails ? t.danger : t.muted}, row.x + inset, y, width);
    column.gap(row.height + space::k12);
  }

  void check(Column& column) {
    const auto lines = app::settings::check_lines(model);
    const bool asking = model.settings.server == Finding::Asking || model.settings.relay == Finding::Asking;
    const Size natural = button_size(ui, "Check", Icon::kNone);
    const Rect row = column.take(natural.height);
    const TextStyle style = theme().type.body.strong();
    line_of(ui, {"settings.check-title", "Before a call", style, theme().text, Align::kStart, 3},
            {row.x, row.center().y - style.line_height / 2, row.width - natural.width - space::k8, style.line_height});
    if (button(ui, {"settings.check",
                    "Check",
                    {row.right() - natural.width, row.y, natural.width, row.height},
                    ButtonKind::kQuiet,
                    Icon::kNone,
                    Surface::kDialog,
                    false,
                    asking}))
      press(Wish::Check);
    if (lines.empty()) {
      state.check_frames = 0;
      return;
    }
    column.gap(space::k12);
    float height = 0;
    height = ui.measure([&] {
      Column room(column.x(), 0, column.width());
      for (const auto& one : lines) line(room, one);
      return room.used();
    });
    Node list;
    list.id = "settings.lines";
    list.role = Role::kList;
    list.name = "Check";
    list.rect = {column.x(), column.y(), column.width(), height};
    if (!ui.measuring() && state.check_frames < kRevealFrames) {  // it may stand below what is in view
      ++state.check_frames;
      ui.reveal(list.rect);
      ui.redraw_at(ui.now_ms());
    }
    const Ui::Scope scope = ui.open(std::move(list));
    for (const auto& one : lines) line(column, one);
  }

  void erase(Column& column) {
    const bool sure = model.settings.erasing;
    if (sure) {
      const Notice notice{
          "settings.erase-words", app::settings::erase_words(), {}, NoticeKind::kDanger, Icon::kWarning, {}};
      alert_box(ui, notice, column.x(), column.y(), column.width());
      column.gap(alert_height(ui, notice, column.width()) + space::k16);
    }
    if (button(ui, {"settings.erase", "Erase settings",
                    column.take(button_height(ui, "Erase settings", Icon::kNone, column.width())),
                    sure ? ButtonKind::kDanger : ButtonKind::kQuiet, Icon::kNone, Surface::kDialog}))
      press(Wish::Erase);
    if (!sure) return;
    column.gap(space::k8);
    if (button(ui, {"settings.keep", "Keep settings",
                    column.take(button_height(ui, "Keep settings", Icon::kNone, column.width())), ButtonKind::kQuiet,
                    Icon::kNone, Surface::kDialog}))
      press(Wish::KeepThings);
  }

  void devices(Column& left, Column& right) {
    preview(left);
    left.gap(space::k24);
    level(left);
    left.gap(space::k16);
    toggle(left, "settings.talk", "Push to talk", "Hold Space to speak while muted", &Preferences::push_to_talk);
    if (&left == &right) left.gap(space::k16);
    device(right, "settings.camera", "Camera", DeviceKind::Camera);
    device(right, "settings.microphone", "Microphone", DeviceKind::Microphone);
    speaker(right);
    appearance(right);
  }

  void divider(Column& column) {
    column.gap(space::k24);
    paint::line(ui.list(), {column.x(), column.y()}, {column.x() + column.width(), column.y()}, theme().outline);
    column.gap(space::k24);
  }

  void content(Column& column) {
    notices(column);
    const bool pair = column.width() >= kTwoColumns && ui.layout().text_scale <= 1.3F;
    const float left_width = pair ? std::round(column.width() * kLeftShare) : column.width();
    const float right_x = column.x() + left_width + space::k32;
    const float right_width = column.width() - left_width - space::k32;
    const auto side_by_side = [&](auto draw) {
      if (!pair) return draw(column, column);
      Column left(column.x(), column.y(), left_width);
      Column right(right_x, column.y(), right_width);
      draw(left, right);
      column.gap(std::max(left.used(), right.used()));
    };
    side_by_side([&](Column& left, Column& right) { devices(left, right); });
    divider(column);
    side_by_side([&](Column& left, Column& right) {
      sound(left);
      if (&left == &right) left.gap(space::k16);
      picture(right);
    });
    divider(column);
    check(column);
    divider(column);
    erase(column);
  }
};

}  // namespace

void draw_settings(Ui& ui, const app::Model& model, UiState& state, Emit emit) {
  SettingsDialog settings{ui, model, state, emit};
  const Dialog frame{"settings", "Settings", "Close settings", kWidth, true};
  if (dialog(ui, frame, [&](Column& column) { settings.content(column); })) emit(app::settings::Show{false});
}

}  // namespace parley::ui
