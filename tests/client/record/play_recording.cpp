// Plays a recording back that a page made with ?record: from standard input, ends with 0 if it leads to the same screens.
#include <cstdio>
#include <string>

#include "client/record/playback.hpp"
#include "client/ui/views/views.hpp"
#include "tests/client/ui/support/software_renderer.hpp"

int main() {
  std::string recording;
  char part[65536];
  while (const std::size_t read = std::fread(part, 1, sizeof part, stdin)) recording.append(part, read);

  parley::ui::UiState state;
  const auto played = parley::record::play_back(recording, [&](parley::ui::Ui& ui, const parley::app::Model& model) {
    parley::ui::draw_screen(ui, model, state, [](const parley::app::Intent&) {});
    parley::ui::test::answer_texture_requests();
  });
  if (played.difference) {
    std::printf("line %zu differs\nexpected: %s\ngot:      %s\n", played.difference->line,
                played.difference->expected.c_str(), played.difference->got.c_str());
    return 1;
  }
  std::printf("the same: %zu events, %zu frames, %zu screens\n", played.events, played.frames, played.trees);
  return played.trees > 0 ? 0 : 1;
}
