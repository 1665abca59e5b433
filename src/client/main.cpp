// The client: the model of client/app, the screens of client/ui, the page of client/browser. Composition only.
#include <memory>
#include <utility>

#include "client/browser/host.hpp"
#include "client/ui/views/views.hpp"

namespace {

class AllScreens final : public parley::browser::Screens {
 public:
  void draw(parley::ui::Ui& ui, const parley::app::Model& model,
            parley::ui::FunctionRef<void(parley::app::Intent)> emit) override {
    parley::ui::draw_screen(ui, model, state_, emit);
  }

 private:
  parley::ui::UiState state_;
};

}  // namespace

int main() {
  parley::browser::set_up(std::make_unique<AllScreens>());
  return 0;
}
