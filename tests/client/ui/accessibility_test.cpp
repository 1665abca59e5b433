#include "client/ui/accessibility.hpp"

#include <gtest/gtest.h>

namespace parley::ui {
namespace {

Tree small_tree() {
  Tree tree;
  Node list;
  list.id = "people";
  list.role = Role::kList;
  list.name = "People online";
  list.rect = {0, 0, 100, 64};
  Node item;
  item.id = "people:p_1";
  item.role = Role::kListItem;
  item.parent = 0;
  item.rect = {0, 0, 100, 64};
  Node button;
  button.id = "people.video:p_1";
  button.role = Role::kButton;
  button.parent = 1;
  button.name = "Video call \"Ben\"";
  button.focus = Focus::kByTab;
  button.rect = {56, 10, 44, 44};
  tree.nodes = {list, item, button};
  return tree;
}

TEST(Accessibility, NodesAreFoundByTheirIds) {
  const Tree tree = small_tree();
  EXPECT_EQ(tree.index_of("people:p_1"), 1);
  EXPECT_EQ(tree.find("nobody"), nullptr);
  EXPECT_EQ(tree.find(""), nullptr);
}

TEST(Accessibility, InsideFollowsTheParents) {
  const Tree tree = small_tree();
  EXPECT_TRUE(tree.inside(2, 0));
  EXPECT_FALSE(tree.inside(0, 2));
}

TEST(Accessibility, TheListingIsIndentedAndQuoted) {
  EXPECT_EQ(describe(small_tree()),
            "list people name=\"People online\" [0,0,100,64]\n"
            "  listitem people:p_1 [0,0,100,64]\n"
            "    button people.video:p_1 name=\"Video call \\\"Ben\\\"\" tabStop [56,10,44,44]\n");
}

TEST(Accessibility, TheJsonHoldsOnlyWhatIsSet) {
  Tree tree;
  Node heading;
  heading.id = "h";
  heading.role = Role::kHeading;
  heading.level = 1;
  heading.name = "a\nb";
  tree.nodes = {heading};
  EXPECT_EQ(to_json(tree), R"([{"id":"h","role":"heading","parent":-1,"name":"a\u000ab","level":1,"rect":[0,0,0,0]}])");
}

TEST(Accessibility, TreesCompareByValue) {
  Tree other = small_tree();
  EXPECT_EQ(small_tree(), other);
  other.nodes[2].name = "Voice call";
  EXPECT_NE(small_tree(), other);
}

}  // namespace
}  // namespace parley::ui
