// What holds on every screen, in every state, at every size, in every appearance: everything can be read, reached and hit.
// With PARLEY_UI_PICTURES set to a folder, the screens are also written there as pictures.
#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/client/ui/support/models.hpp"
#include "tests/client/ui/support/test_frame.hpp"

namespace parley::ui {
namespace {

using test::NamedModel;
using test::TestScreen;

constexpr float kTolerance = .6F;  // half a device pixel at density 1, and rounding

struct Case {
  std::string name;
  Size viewport;
  float text_scale = 1;
  ColorScheme scheme = ColorScheme::kLight;
  bool long_names = false;
  bool safe_area = false;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

std::vector<Case> all_cases() {
  constexpr Size kSizes[] = {{320, 568},  {568, 320},  {390, 844},  {844, 390},
                             {820, 1180}, {1024, 768}, {1440, 900}, {2560, 1440}};
  std::vector<Case> all;
  for (const Size size : kSizes) {
    const std::string name =
        std::to_string(static_cast<int>(size.width)) + "x" + std::to_string(static_cast<int>(size.height));
    all.push_back({name, size});
    all.push_back({name + "Dark", size, 1, ColorScheme::kDark});
    all.push_back({name + "LargeText", size, 2});
    all.push_back({name + "LongNames", size, 1, ColorScheme::kLight, true});
    all.push_back({name + "LargeTextLongNames", size, 2, ColorScheme::kLight, true});
    all.push_back({name + "Notched", size, 1, ColorScheme::kLight, false, true});
  }
  return all;
}

std::vector<Case> cases_with_short_names() {
  std::vector<Case> all = all_cases();
  std::erase_if(all, [](const Case& c) { return c.long_names; });
  return all;
}

bool interactive(const Node& node) { return node.role == Role::kButton || node.role == Role::kTextBox; }
bool has_words(const Node& node) {
  return node.role == Role::kText || node.role == Role::kHeading || node.role == Role::kTimer;
}

/// What of a node can be seen.
Rect shown(const Node& node) { return node.clip ? node.rect.intersection(*node.clip) : node.rect; }

bool within(const Rect& inner, const Rect& outer) {
  return inner.x >= outer.x - kTolerance && inner.y >= outer.y - kTolerance &&
         inner.right() <= outer.right() + kTolerance && inner.bottom() <= outer.bottom() + kTolerance;
}

/// The news of a recording lies over the stage, or for a few seconds over another screen.
bool floats(const Tree& tree, const Node& node) {
  return node.parent >= 0 && tree.nodes[static_cast<std::size_t>(node.parent)].id == "recorded" &&
         !tree.nodes[static_cast<std::size_t>(node.parent)].modal;
}

/// Where a node may not be touched by another: of a text box the text, since "Clear" stands in its box.
Rect own_place(const Node& node) {
  const Rect rect = node.field ? node.field->text_rect : node.rect;
  return (node.clip ? rect.intersection(*node.clip) : rect).inset(kTolerance);
}

/// Runs `check` on every screen of the case, after everything that moves has arrived.
void on_each_screen(const Case& c, const std::function<void(const NamedModel&, TestScreen&)>& check) {
  for (NamedModel named : test::all_screens()) {
    SCOPED_TRACE(named.name);
    if (c.long_names) named.model = test::with_long_names(named.model);
    TestScreen screen(named.model, c.viewport);
    screen.frame.input.appearance.text_scale = c.text_scale;
    screen.frame.input.appearance.scheme = c.scheme;
    if (c.safe_area) screen.frame.input.safe_area = {47, 20, 34, 20};
    screen.frame.rasterizer.ellipses = 0;
    screen.frame.advance(1000);
    check(named, screen);
  }
}

/// What is left of a screen once it is drawn.
struct Drawn {
  std::string name;
  Tree tree;
  int ellipses = 0;  ///< texts that were cut
};

/// All screens of the case. Drawn once: most tests only look at them.
const std::vector<Drawn>& drawn_screens(const Case& c) {
  static std::map<std::string, std::vector<Drawn>> all;
  std::vector<Drawn>& drawn = all[c.name];
  if (drawn.empty()) {
    on_each_screen(c, [&](const NamedModel& named, TestScreen& screen) {
      drawn.push_back({named.name, screen.frame.output.tree, screen.frame.rasterizer.ellipses});
    });
  }
  return drawn;
}

class Screens : public testing::TestWithParam<Case> {
 protected:
  void each(const std::function<void(const NamedModel&, TestScreen&)>& check) { on_each_screen(GetParam(), check); }
  void each_drawn(const std::function<void(const Drawn&)>& check) {
    for (const Drawn& screen : drawn_screens(GetParam())) {
      SCOPED_TRACE(screen.name);
      check(screen);
    }
  }
};
class ScreensWithShortNames : public Screens {};

constexpr auto kCaseName = [](const auto& c) { return c.param.name; };
INSTANTIATE_TEST_SUITE_P(All, Screens, testing::ValuesIn(all_cases()), kCaseName);
INSTANTIATE_TEST_SUITE_P(All, ScreensWithShortNames, testing::ValuesIn(cases_with_short_names()), kCaseName);

TEST_P(Screens, NodesFormATreeWithUniqueIds) {
  each_drawn([](const Drawn& screen) {
    std::set<std::string> ids;
    const auto& nodes = screen.tree.nodes;
    ASSERT_FALSE(nodes.empty());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      EXPECT_TRUE(ids.insert(nodes[i].id).second) << nodes[i].id;
      EXPECT_FALSE(nodes[i].id.empty());
      EXPECT_LT(nodes[i].parent, static_cast<int>(i));
    }
  });
}

TEST_P(Screens, RoleAndNameTogetherAreUnique) {
  each_drawn([](const Drawn& screen) {
    std::set<std::pair<Role, std::string>> seen;
    for (const Node& node : screen.tree.nodes) {
      if (!interactive(node)) continue;
      EXPECT_FALSE(node.name.empty()) << node.id;
      EXPECT_TRUE(seen.insert({node.role, node.name}).second) << node.name;
    }
  });
}

TEST_P(Screens, EveryTargetIsLargeEnoughToBeHit) {
  each_drawn([](const Drawn& screen) {
    for (const Node& node : screen.tree.nodes) {
      if (!interactive(node)) continue;
      EXPECT_GE(node.rect.width, 44) << node.id;
      EXPECT_GE(node.rect.height, 44) << node.id;
    }
  });
}

TEST_P(Screens, NothingLeavesItsParentOrTheViewport) {
  each_drawn([](const Drawn& screen) {
    const Tree& tree = screen.tree;
    const Size size = GetParam().viewport;
    for (const Node& node : tree.nodes) {
      EXPECT_FALSE(node.rect.empty()) << node.id;
      EXPECT_GE(node.rect.x, -kTolerance) << node.id;
      EXPECT_LE(node.rect.right(), size.width + kTolerance) << node.id << ": no sideways scrolling";
      if (!node.clip) {
        EXPECT_GE(node.rect.y, -kTolerance) << node.id;
        EXPECT_LE(node.rect.bottom(), size.height + kTolerance) << node.id;
      }
      if (node.parent < 0) continue;
      const Node& parent = tree.nodes[static_cast<std::size_t>(node.parent)];
      // A scroll area within the parent may hold more than the parent shows.
      const Rect inner = parent.clip == node.clip ? node.rect : shown(node);
      if (inner.empty()) continue;
      EXPECT_TRUE(within(inner, parent.rect)) << node.id << " in " << parent.id;
    }
  });
}

TEST_P(Screens, NothingThatIsReadOrPressedOverlaps) {
  each_drawn([](const Drawn& screen) {
    std::vector<const Node*> solid;
    const Tree& tree = screen.tree;
    int modal = -1;
    for (std::size_t i = 0; i < tree.nodes.size(); ++i)
      if (tree.nodes[i].modal) modal = static_cast<int>(i);
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
      const Node& node = tree.nodes[i];
      const bool under_dialog = modal >= 0 && !tree.inside(static_cast<int>(i), modal);
      if (floats(tree, node)) continue;
      if (!under_dialog && (interactive(node) || has_words(node)) && !own_place(node).empty()) solid.push_back(&node);
    }
    for (std::size_t i = 0; i < solid.size(); ++i)
      for (std::size_t j = i + 1; j < solid.size(); ++j)
        EXPECT_FALSE(own_place(*solid[i]).overlaps(own_place(*solid[j]))) << solid[i]->id << " and " << solid[j]->id;
  });
}

// Lines with a name of the greatest length do end in an ellipsis.
TEST_P(ScreensWithShortNames, NoTextIsCut) {
  each_drawn([](const Drawn& screen) { EXPECT_EQ(screen.ellipses, 0); });
}

TEST_P(Screens, WordsHaveRoomForAllTheirLines) {
  each_drawn([](const Drawn& screen) {
    for (const Node& node : screen.tree.nodes) {
      if (!has_words(node) && node.role != Role::kButton) continue;
      EXPECT_GE(node.rect.height, 16 * GetParam().text_scale - kTolerance) << node.id;
    }
  });
}

TEST_P(Screens, WhateverReceivesFocusComesIntoView) {
  each([](const NamedModel&, TestScreen& screen) {
    std::vector<std::string> stops;
    const Tree tree = screen.frame.output.tree;
    int modal = -1;
    for (std::size_t i = 0; i < tree.nodes.size(); ++i)
      if (tree.nodes[i].modal) modal = static_cast<int>(i);
    for (std::size_t i = 0; i < tree.nodes.size(); ++i)
      if (tree.nodes[i].focus == Focus::kByTab && (modal < 0 || tree.inside(static_cast<int>(i), modal)))
        stops.push_back(tree.nodes[i].id);
    screen.frame.input.focus_visible = true;
    for (const std::string& id : stops) {
      screen.frame.input.focused_id = id;
      screen.frame.run();
      const Node& node = screen.frame.node(id);
      const Rect visible = shown(node).intersection({0, 0, GetParam().viewport.width, GetParam().viewport.height});
      const float most = node.clip ? std::min(node.rect.height, node.clip->height - 32) : node.rect.height;
      EXPECT_GE(visible.height, most - 1) << id;
      EXPECT_GE(visible.width, node.rect.width - 1) << id;
    }
  });
}

TEST_P(Screens, EachPressReachesTheControlThatIsDrawnThere) {
  each([](const NamedModel&, TestScreen& screen) {
    const Tree tree = screen.frame.output.tree;
    int modal = -1;
    for (std::size_t i = 0; i < tree.nodes.size(); ++i)
      if (tree.nodes[i].modal) modal = static_cast<int>(i);
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
      const Node& node = tree.nodes[i];
      if (node.role != Role::kButton || node.busy || shown(node) != node.rect) continue;
      if (modal >= 0 && !tree.inside(static_cast<int>(i), modal)) continue;
      if (node.id == "idle.call.clear" || node.id == "entry.password.show" || node.id == "chat.send" ||
          node.id == "call.own-picture")
        continue;  // the views' own
      const std::size_t before = screen.intents.size();
      screen.frame.click(node.rect.center());
      EXPECT_EQ(screen.intents.size(), before + 1) << node.id;
    }
  });
}

TEST(Pictures, CanBeLookedAt) {
  const char* folder = std::getenv("PARLEY_UI_PICTURES");
  const std::vector<Case> cases = folder != nullptr ? all_cases() : std::vector<Case>{{"320x568", {320, 568}}};
  const std::string to = folder != nullptr ? folder : testing::TempDir();
  for (const Case& c : cases) {
    on_each_screen(c, [&](const NamedModel& named, TestScreen& screen) {
      if (folder == nullptr && std::string_view(named.name) != "idle") return;
      const test::Picture picture = test::render(screen.frame.frame.render(), screen.frame.output, 1);
      EXPECT_TRUE(test::write_png(picture, to + "/" + named.name + "-" + c.name + ".png"));
    });
  }
}

}  // namespace
}  // namespace parley::ui
