// What the tests of the views look for on a screen, by role and name as screens.md lists them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/client/ui/support/test_frame.hpp"

namespace parley::ui::test {

/// Role and name of what Tab reaches, in its order, without what lies under a dialog.
std::vector<std::string> controls(const TestScreen& screen);
bool says(const TestScreen& screen, std::string_view words);
const Node* by_name(const TestScreen& screen, Role role, std::string_view name);
/// A click on the button.
void press(TestScreen& screen, std::string_view name);
const VideoPlacement* video(const TestScreen& screen, Video which);

}  // namespace parley::ui::test
