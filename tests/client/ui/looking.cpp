#include "tests/client/ui/looking.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace parley::ui::test {

std::vector<std::string> controls(const TestScreen& screen) {
  std::vector<std::string> all;
  const Tree& tree = screen.frame.output.tree;
  int modal = -1;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i)
    if (tree.nodes[i].modal) modal = static_cast<int>(i);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i)
    if (tree.nodes[i].focus == Focus::kByTab && (modal < 0 || tree.inside(static_cast<int>(i), modal)))
      all.push_back(std::string(role_name(tree.nodes[i].role)) + " " + tree.nodes[i].name);
  return all;
}

bool says(const TestScreen& screen, std::string_view words) {
  const auto& nodes = screen.frame.output.tree.nodes;
  return std::any_of(nodes.begin(), nodes.end(), [words](const Node& node) { return node.name == words; });
}

const Node* by_name(const TestScreen& screen, Role role, std::string_view name) {
  for (const Node& node : screen.frame.output.tree.nodes)
    if (node.role == role && node.name == name) return &node;
  return nullptr;
}

void press(TestScreen& screen, std::string_view name) {
  const Node* node = by_name(screen, Role::kButton, name);
  ASSERT_NE(node, nullptr) << name;
  screen.frame.click(node->rect.center());
}

const VideoPlacement* video(const TestScreen& screen, Video which) {
  for (const VideoPlacement& placement : screen.frame.output.videos)
    if (placement.video == which) return &placement;
  return nullptr;
}

}  // namespace parley::ui::test
