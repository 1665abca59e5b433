#include "server/program/settings.hpp"

#include <gtest/gtest.h>

namespace parley::program {

void PrintTo(const Setting& setting, std::ostream* out) {
  *out << setting.place << ": " << setting.flag << "=" << setting.value;
}

namespace {

const OptionKinds kKinds{
    {"--port", OptionKind::Value}, {"--stun", OptionKind::List}, {"--trust-ids", OptionKind::Switch}};

TEST(Settings, FlagsTakeTheirValueAfterThemOrAfterAnEqualsSign) {
  const Source source = from_arguments({"--port", "1", "--stun=a=b", "--stun", "--odd", "--trust-ids"}, kKinds);
  EXPECT_TRUE(source.mistakes.empty());
  EXPECT_EQ(source.settings, (std::vector<Setting>{{"--port", "1", "--port"},
                                                   {"--stun", "a=b", "--stun"},
                                                   {"--stun", "--odd", "--stun"},
                                                   {"--trust-ids", "true", "--trust-ids"}}));
}

TEST(Settings, WhatIsNoFlagAndWhatIsCutOffAreMistakes) {
  const Source source = from_arguments({"-p", "1", "--unknown", "--port"}, kKinds);
  ASSERT_EQ(source.mistakes.size(), 4u);
  EXPECT_EQ(source.mistakes[0].place, "-p");
  EXPECT_EQ(source.mistakes[2].place, "--unknown");
  EXPECT_EQ(source.mistakes[3].sentence, "A value is missing.");
}

TEST(Settings, LinesOfAFileHaveNumbers) {
  const Source source =
      from_file("# first\r\n\nport=1\n  stun =  a b \nstun = \" c \"\nnonsense\nunknown=1\nport =", "f", kKinds);
  EXPECT_EQ(source.settings,
            (std::vector<Setting>{
                {"--port", "1", "f:3"}, {"--stun", "a b", "f:4"}, {"--stun", " c ", "f:5"}, {"--port", "", "f:8"}}));
  ASSERT_EQ(source.mistakes.size(), 2u);
  EXPECT_EQ(source.mistakes[0].place, "f:6");
  EXPECT_EQ(source.mistakes[1].place, "f:7");
}

TEST(Settings, AFileMayBeEmptyAndMayHoldAnything) {
  EXPECT_TRUE(from_file("", "f", kKinds).settings.empty());
  EXPECT_EQ(from_file(std::string("\0=\0\n=\n\xff\xfe", 7), "f", kKinds).mistakes.size(), 3u);
}

}  // namespace
}  // namespace parley::program
