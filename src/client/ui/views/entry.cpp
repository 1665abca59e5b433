// Entry: what Parley is, why the last session ended if it did, and joining with or without a name.
#include <algorithm>
#include <utility>

#include "client/ui/geometry/column.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/painter.hpp"
#include "client/ui/views/views.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/notice.hpp"
#include "client/ui/widgets/surface.hpp"
#include "client/ui/widgets/words.hpp"
#include "core/protocol/limits.hpp"

namespace parley::ui {
namespace {

constexpr std::string_view kHeadline = "Talk face to face";
constexpr std::string_view kLede = "Private calls between two people, straight from one browser to the other.";
constexpr float kTileWidth = 520;
constexpr float kFormWidth = 376;
constexpr float kNarrowForm = 400;

/// An older page than the server: only a reload helps, so it stands where that is said.
bool needs_reload(const app::Model& model) {
  const session::Farewell* why = nullptr;
  if (const auto* out = std::get_if<session::SignedOut>(&model.session.phase); out != nullptr && out->why)
    why = &*out->why;
  else if (model.session.trouble)
    why = &*model.session.trouble;
  return why != nullptr && why->code == protocol::ErrorCode::VersionUnsupported;
}

struct Form {
  Ui& ui;
  const app::Model& model;
  UiState& state;
  Emit emit;

  void join() { emit(app::Join{state.name}); }

  void use_account(app::AccountAsk ask) {
    // The model says what is missing; the place to fill it in is ours.
    if (state.name.find_first_not_of(' ') == std::string::npos)
      ui.request_focus("entry.name");
    else if (state.password.empty())
      ui.request_focus("entry.password");
    emit(app::AccountWish{ask, state.name, state.password, {}, {}});
  }

  /// "or use an account" between two lines.
  void divider(const Rect& rect) {
    const Theme& t = ui.theme();
    constexpr std::string_view kWords = "or use an account";
    const float text = ui.text().width(kWords, t.type.caption) + 1;
    const float line = (rect.width - text) / 2 - space::k12;
    const float y = rect.center().y;
    if (line > 0) {
      paint::line(ui.list(), {rect.x, y}, {rect.x + line, y}, t.outline);
      paint::line(ui.list(), {rect.right() - line, y}, {rect.right(), y}, t.outline);
    }
    line_of(ui, {"entry.or", kWords, t.type.caption, t.muted, Align::kCenter}, rect);
  }

  /// "Sign in" beside "Create account", or above it where large text needs the room.
  void account_buttons(Column& column) {
    const float half = (column.width() - space::k8) / 2;
    const Size size = button_size(ui, "Create account", Icon::kNone);
    const bool pair = size.width <= half;
    const Rect first = column.take(size.height);
    if (!pair) column.gap(space::k8);
    const Rect second = pair ? first.moved(half + space::k8, 0) : column.take(size.height);
    const auto place = [&](std::string id, std::string_view label, ButtonKind kind, Rect rect, app::AccountAsk ask) {
      if (pair) rect.width = half;
      if (button(ui,
                 {std::move(id), label, rect, kind, Icon::kNone, Surface::kPage, false, app::is_asking(model, ask)}))
        use_account(ask);
    };
    place("entry.sign-in", "Sign in", ButtonKind::kSecondary, first, app::AccountAsk::SignIn);
    place("entry.create", "Create account", ButtonKind::kQuiet, second, app::AccountAsk::Create);
  }

  float draw(const Rect& area) {
    const Theme& t = ui.theme();
    const TypeScale& type = t.type;
    Column column(area);
    const TextStyle& display = ui.layout().phone() ? type.display_small : type.display;
    column.gap(
        words(ui, {"entry.heading", kHeadline, display, t.text, Align::kStart, 1}, area.x, column.y(), area.width));
    column.gap(space::k8);
    column.gap(words(ui, {"entry.lede", kLede, type.body, t.muted}, area.x, column.y(), area.width));
    column.gap(space::k24);

    // Without a link there is nothing to say, and what says it is in the program's second part.
    const bool invited = !model.links.room.empty() || !model.links.rings.empty();
    const std::string invitation = invited ? app::links::invitation(model) : std::string();
    if (!invitation.empty()) {
      const Notice notice{"entry.invitation", invitation, {}, NoticeKind::kInfo, Icon::kLink, {}};
      alert_box(ui, notice, area.x, column.y(), area.width);
      column.gap(alert_height(ui, notice, area.width) + space::k16);
    }
    const std::string alert = app::entry_alert(model);
    const std::string next = next_try(ui, model);
    if (!alert.empty()) {
      const Notice notice{"entry.alert",       alert,          next,
                          NoticeKind::kDanger, Icon::kWarning, needs_reload(model) ? "Reload" : std::string_view{}};
      const float height = alert_height(ui, notice, area.width);
      if (alert_box(ui, notice, area.x, column.y(), area.width)) emit(app::UserReloads{});
      column.gap(height + space::k16);
    }

    if (!state.name_offered && !model.account.name.empty()) {
      state.name_offered = true;
      if (state.name.empty()) state.name = model.account.name;
    }
    const std::string name_error = app::name_error(model);
    Field name;
    name.id = "entry.name";
    name.label = "Your name";
    name.placeholder = "How others see you";
    name.value = &state.name;
    name.error = name_error;
    name.autocomplete = "username";
    float height = 0;
    if (whole_field(ui, name, area.x, column.y(), area.width, height).submitted) {
      if (state.password.empty())
        join();
      else
        use_account(app::AccountAsk::SignIn);
    }
    column.gap(height + 20);

    const bool joining = app::is_joining(model);
    const auto wide_button = [&](std::string id, std::string_view label, ButtonKind kind, bool busy) {
      const Rect rect = column.take(button_height(ui, label, Icon::kNone, area.width));
      return button(ui, {std::move(id), label, rect, kind, Icon::kNone, Surface::kPage, false, busy});
    };
    if (wide_button("entry.join", "Join", ButtonKind::kPrimary, joining)) join();
    column.gap(space::k4);
    if (wide_button("entry.anonymous", "Join without a name", ButtonKind::kGhost, false)) emit(app::Join{});
    column.gap(space::k24);
    divider(column.take(type.caption.line_height));
    column.gap(space::k16);

    const std::string password_error = app::password_error(model);
    Field password;
    password.id = "entry.password";
    password.label = "Password";
    password.value = &state.password;
    password.error = password_error;
    password.helper = "To create an account, choose at least 8 characters.";
    password.autocomplete = "current-password";
    password.secret = true;
    password.revealed = &state.password_shown;
    if (whole_field(ui, password, area.x, column.y(), area.width, height).submitted)
      use_account(app::AccountAsk::SignIn);
    column.gap(height + space::k16);
    account_buttons(column);
    return column.used();
  }
};

/// The mark, large: what the product is about, and nothing that could be pressed or read. On request one's own camera.
void tile(Ui& ui, const app::Model& model, const Rect& rect) {
  const Theme& t = ui.theme();
  // What is asked of settings is in the program's second part, which is there once a preview was asked for.
  const bool previewing = model.settings.previewing;
  if (previewing && call::devices::camera_on(app::settings::shown_devices(model))) {
    VideoPlacement video;
    video.video = Video::kLocal;
    video.rect = rect;
    video.radius = radius::kCard;
    video.mirrored = app::settings::mirrored(model);
    video.name = "Your video";
    ui.place(std::move(video));
    ui.punch(rect, radius::kCard);
    return;
  }
  paint::fill(ui.list(), rect, radius::kCard, t.accent_soft);
  if (t.forced) paint::outline(ui.list(), rect, radius::kCard, t.outline);
  if (previewing) {
    words(ui, {"entry.preview-words", app::settings::preview_words(model), t.type.small, t.text, Align::kCenter},
          rect.x + space::k24, rect.y + rect.height * .3F, rect.width - 2 * space::k24);
    return;
  }
  if (t.forced) return;
  draw_motif(ui.list(), rect.center(), std::min(240.0F, rect.height * .56F), t.motif_a, t.motif_b);
}

/// "Show camera preview" or "Hide camera preview".
struct PreviewButton {
  Ui& ui;
  const app::Model& model;
  Emit emit;

  std::string_view label() const { return model.settings.previewing ? "Hide camera preview" : "Show camera preview"; }
  Icon icon() const { return model.settings.previewing ? Icon::kCameraOff : Icon::kCamera; }
  void draw(const Rect& rect, bool pill) {
    if (button(ui, {"entry.preview", label(), rect, ButtonKind::kQuiet, icon(), Surface::kPage, pill}))
      emit(app::settings::Press{app::settings::Wish::TogglePreview});
  }
  /// At the lower edge of the tile.
  void draw_in(const Rect& tile) {
    const float width = std::min(button_size(ui, label(), icon()).width, tile.width - 2 * space::k16);
    const float height = button_height(ui, label(), icon(), width);
    draw({tile.center().x - width / 2, tile.bottom() - space::k16 - height, width, height}, true);
  }
};

/// The form, and on phones the preview below it.
float draw_form(Form& form, PreviewButton& preview, const Rect& area, bool with_preview) {
  float height = form.draw(area);
  if (!with_preview) return height;
  Column column(area.x, area.y + height + space::k24, area.width);
  if (preview.model.settings.previewing) {
    tile(form.ui, preview.model, column.take(area.width * 9 / 16));
    column.gap(space::k8);
  }
  preview.draw(column.take(button_height(form.ui, preview.label(), preview.icon(), area.width)), false);
  return column.y() - area.y;
}

}  // namespace

void draw_entry(Ui& ui, const app::Model& model, UiState& state, Emit emit) {
  const Layout& layout = ui.layout();
  page_backdrop(ui);
  const float keyboard = layout.keyboard_inset;
  const Rect view{0, 0, layout.viewport.width, layout.viewport.height - keyboard};
  Ui::ScrollArea page(ui, "entry.page", view);
  const float bar = brand_bar_height(ui);
  {
    Node banner;
    banner.id = "banner";
    banner.role = Role::kBanner;
    banner.rect = {0, page.top(), view.width, bar};
    const Ui::Scope scope = ui.open(std::move(banner));
    const Rect tools = brand_bar(ui, page.top());
    const Rect settings{tools.right() - kIconButtonSize, tools.center().y - kIconButtonSize / 2, kIconButtonSize,
                        kIconButtonSize};
    if (icon_button(ui, {"entry.settings",
                         "Settings",
                         Icon::kSettings,
                         settings,
                         IconButtonKind::kStrong,
                         ui.theme().background,
                         false,
                         {}}))
      emit(app::settings::Show{true});
  }

  const Rect safe = layout.safe();
  const float margin = layout.page_margin();
  const float room = safe.width - 2 * margin;
  const bool two_columns = layout.wide();
  const bool tablet = !two_columns && !layout.phone() && layout.viewport.height >= 800;
  const float form_width = two_columns ? kFormWidth : std::min(layout.portrait_phone() ? room : kNarrowForm, room);
  const float tile_width = two_columns ? std::min(kTileWidth, room - kFormWidth - space::k72) : form_width;
  const float tile_height = two_columns ? tile_width * 3 / 4 : tile_width * 9 / 16;

  Form form{ui, model, state, emit};
  PreviewButton preview{ui, model, emit};
  const bool below = !two_columns && !tablet;
  const float form_height = ui.measure([&] { return draw_form(form, preview, {0, 0, form_width, 0}, below); });
  const float above = tablet ? tile_height + space::k32 : 0;
  const float content = two_columns ? std::max(form_height, tile_height) : above + form_height;
  const float padding_top = space::k8;
  const float padding_bottom = (two_columns ? 92.0F : space::k24) + layout.safe_area.bottom;
  // Phones begin at the top: a centred form would jump when the keyboard comes.
  const float spare = layout.phone() ? 0 : std::max(0.0F, view.height - bar - padding_top - padding_bottom - content);
  const float top = page.top() + bar + padding_top + spare / 2;

  Node main;
  main.id = "main";
  main.role = Role::kMain;
  main.rect = {0, page.top() + bar, view.width, content + spare + padding_top + padding_bottom};
  {
    const Ui::Scope scope = ui.open(std::move(main));
    if (two_columns) {
      const float x = safe.x + (safe.width - tile_width - space::k72 - form_width) / 2;
      const Rect picture{x, top + (content - tile_height) / 2, tile_width, tile_height};
      tile(ui, model, picture);
      preview.draw_in(picture);
      form.draw({x + tile_width + space::k72, top + (content - form_height) / 2, form_width, form_height});
    } else {
      const float x = safe.x + (safe.width - form_width) / 2;
      const Rect picture{x, top, tile_width, tile_height};
      if (tablet) {
        tile(ui, model, picture);
        preview.draw_in(picture);
      }
      draw_form(form, preview, {x, top + above, form_width, form_height}, below);
    }
  }
  page.finish(bar + padding_top + content + padding_bottom);
}

}  // namespace parley::ui
