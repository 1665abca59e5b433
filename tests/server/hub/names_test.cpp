#include "server/hub/names.hpp"

#include <gtest/gtest.h>

#include "server/hub/directory.hpp"

namespace parley::hub {
namespace {

using protocol::ErrorCode;

std::string shown(std::string_view text) {
  const auto name = read_name(text);
  return name ? name.value().text : std::string("refused");
}

bool clash(std::string_view left, std::string_view right) {
  const auto a = read_name(left);
  const auto b = read_name(right);
  EXPECT_TRUE(a.ok() && b.ok()) << left << " " << right;
  return a.value().folded == b.value().folded || a.value().look == b.value().look;
}

TEST(Names, AreTrimmedAndTheirSpacesSingle) { EXPECT_EQ(shown("  Ada \xC2\xA0 Lovelace\xE3\x80\x80"), "Ada Lovelace"); }

TEST(Names, AreComposed) { EXPECT_EQ(shown("Ame\xCC\x81lie"), "Am\xC3\xA9lie"); }

TEST(Names, OfAnyScriptAreShown) {
  for (const char* name :
       {"Ada", "Åsa", "Ольга", "Ελένη", "محمد", "שרה", "अनुष्का", "李小龍", "さくら", "김민준", "สมชาย", "ஆதித்யா"}) {
    EXPECT_EQ(shown(name), name);
  }
}

TEST(Names, OfEmojiAndJoinersAreShown) {
  EXPECT_EQ(shown("👩‍🔬 Ada"), "👩‍🔬 Ada");
  EXPECT_EQ(shown("❤️ Ada"), "❤️ Ada");
  EXPECT_EQ(shown("می‌خواهم"), "می‌خواهم");  // with a zero-width non-joiner between letters
}

TEST(Names, HaveOneToThirtyTwoCodePoints) {
  EXPECT_EQ(read_name("").error(), ErrorCode::NameInvalid);
  EXPECT_EQ(read_name(" \t ").error(), ErrorCode::NameInvalid);
  EXPECT_TRUE(read_name(std::string(32, 'x')).ok());
  EXPECT_EQ(read_name(std::string(33, 'x')).error(), ErrorCode::NameInvalid);
  std::string emoji;
  for (int i = 0; i < 32; ++i) emoji += "😀";
  EXPECT_TRUE(read_name(emoji).ok());
  EXPECT_FALSE(read_name(emoji + "😀").ok());
  EXPECT_FALSE(read_name(std::string(300, 'x')).ok());
  EXPECT_FALSE(read_name(std::string(100'000, 'x')).ok());
}

TEST(Names, WithWhatCannotBeSeenAreRefused) {
  for (const char* name : {
           "a\x01"
           "b",
           "a\nb", "a\x7F", "\xC2\x85x",  // controls
           "\xE2\x80\xAE"
           "abc",
           "a\xE2\x81\xA6"
           "b",
           "a\xE2\x80\x8F",  // override, isolate, mark
           "a\xE2\x80\x8B"
           "b",
           "\xE2\x80\x8D"
           "a",
           "a\xE2\x80\x8D",  // zero-width space, joiners at the edges
           "\xE3\x85\xA4", "\xE2\xA0\x80",
           "\xEF\xBB\xBF"
           "a",  // fillers, blank, byte order mark
           "a\xF3\xA0\x81\x81", "\xEE\x80\x80",
           "a\xE2\x80\xA8"
           "b",  // tag, private use, line separator
           "\xCC\x81"
           "a",  // a mark that hangs on nothing
       }) {
    EXPECT_FALSE(read_name(name).ok()) << name;
  }
}

TEST(Names, ThatAreNotUtf8AreRefused) {
  for (const char* name : {"\xFF", "a\xC3", "\xED\xA0\x80", "\xC0\xAF"}) EXPECT_FALSE(read_name(name).ok());
}

TEST(Names, ClashWithoutCase) {
  EXPECT_TRUE(clash("Ada", "aDA"));
  EXPECT_TRUE(clash("Straße", "STRASSE"));
  EXPECT_FALSE(clash("Ada", "Adam"));
}

TEST(Names, ClashWithLookAlikes) {
  EXPECT_TRUE(clash("Ada",
                    "\xD0\x90"
                    "da"))
      << "Cyrillic A";
  EXPECT_TRUE(clash("Hello",
                    "\xD0\x9D"
                    "ello"))
      << "Cyrillic En looks like H in upper case only";
  EXPECT_TRUE(clash("paypal", "раураl"));
  EXPECT_TRUE(clash("Max 1", "Max l"));
  EXPECT_TRUE(clash("Ida", "lda")) << "an upper-case i, a lower-case L";
}

TEST(Names, ThatCouldSpeakForTheSystemAreReserved) {
  for (const char* name : {"Parley", "PARLEY",
                           "\xD1\x80"
                           "arley",
                           "server", "Admin"}) {
    EXPECT_EQ(read_name(name).error(), ErrorCode::NameReserved) << name;
  }
  EXPECT_TRUE(read_name("Parley Fan").ok());
}

TEST(Names, InitialsAreTheFirstGraphemesOfTheFirstAndLastWord) {
  EXPECT_EQ(initials_of("ada"), "A");
  EXPECT_EQ(initials_of("ada king lovelace"), "AL");
  EXPECT_EQ(initials_of("quiet-otter-42"), "Q");
  EXPECT_EQ(initials_of("李 小龍"), "李小");
  EXPECT_EQ(initials_of("👩‍🔬 zoe"), "👩‍🔬Z");
}

TEST(Names, TheHueIsOfTheNameWithoutCase) {
  EXPECT_EQ(hue_of("Ada"), hue_of("ADA"));
  EXPECT_EQ(hue_of("a"), [] {
    const std::uint32_t hash = (2166136261U ^ 'a') * 16777619U;
    return (hash ^ (hash >> 16U)) & 7U;
  }());
  for (const char* name : {"Ada", "Bob", "Ольга", "x"}) EXPECT_LT(hue_of(name), 8);
}

// ---- whose a name is ----

Event ask(MemoryDirectory& directory, const Effect& effect) { return directory.answer(effect).value_or(TimePassed{}); }

TEST(MemoryDirectory, GivesANameToOnePersonUntilHeReleasesIt) {
  MemoryDirectory directory;
  const PersonId ada("p-a");
  EXPECT_EQ(ask(directory, ClaimName{1, ada, "Ada", 0}), Event(NameClaimed{1, ada, "Ada"}));
  EXPECT_EQ(ask(directory, ClaimName{2, PersonId("p-b"), "ada", 0}),
            Event(NameRefused{2, ErrorCode::NameTaken, "ada 2"}));
  directory.answer(ReleaseName{PersonId("p-b"), "Ada"});
  EXPECT_EQ(directory.size(), 1u) << "it is another's to release";
  directory.answer(ReleaseName{ada, "Ada"});
  EXPECT_EQ(directory.size(), 0u);
}

TEST(MemoryDirectory, SuggestsNamesThatFit) {
  MemoryDirectory directory;
  const std::string longest(32, 'x');
  ask(directory, ClaimName{1, PersonId("p-a"), longest, 0});
  const Event refused = ask(directory, ClaimName{2, PersonId("p-b"), longest, 0});
  const auto* answer = std::get_if<NameRefused>(&refused);
  ASSERT_NE(answer, nullptr);
  EXPECT_EQ(answer->suggestion, std::string(30, 'x') + " 2");
}

TEST(MemoryDirectory, IssuesDifferentNamesForTheSameLot) {
  MemoryDirectory directory;
  const Event first = ask(directory, ClaimName{1, PersonId("p-a"), std::nullopt, 7});
  const Event second = ask(directory, ClaimName{2, PersonId("p-b"), std::nullopt, 7});
  ASSERT_TRUE(std::holds_alternative<NameClaimed>(first) && std::holds_alternative<NameClaimed>(second));
  EXPECT_NE(std::get<NameClaimed>(first).name, std::get<NameClaimed>(second).name);
}

TEST(MemoryDirectory, KeepsAnAccountsNameFromAllOthers) {
  MemoryDirectory directory;
  const PersonId ada("p-ada");
  const Name name = read_name("Ada").value();
  EXPECT_TRUE(directory.reserve(name, ada));
  EXPECT_TRUE(directory.reserve(name, ada)) << "again";
  EXPECT_FALSE(directory.reserve(read_name("ADA").value(), PersonId("p-eve")));
  EXPECT_EQ(directory.reserved_by(name.folded), ada);
  EXPECT_EQ(directory.reserved_by(read_name("Bob").value().folded), std::nullopt);
  EXPECT_EQ(ask(directory, ClaimName{1, PersonId("p-b"), "ada", 0}),
            Event(NameRefused{1, ErrorCode::NameReserved, "ada 2"}));
  EXPECT_EQ(ask(directory, ClaimName{2, PersonId("p-b"), "ada", 0, true}),
            Event(NameRefused{2, ErrorCode::NameReserved, "ada 2"}))
      << "not even beside others";
  EXPECT_EQ(ask(directory, ClaimName{3, ada, "Ada", 0, true}), Event(NameClaimed{3, ada, "Ada"})) << "but to its owner";
}

TEST(MemoryDirectory, AnAccountHasOneNameAndLeavesNoneBehind) {
  MemoryDirectory directory;
  const PersonId ada("p-ada");
  directory.reserve(read_name("Ada").value(), ada);
  directory.reserve(read_name("Ada Lovelace").value(), ada);
  EXPECT_EQ(directory.reserved(), 1u);
  EXPECT_EQ(ask(directory, ClaimName{1, PersonId("p-b"), "Ada", 0}), Event(NameClaimed{1, PersonId("p-b"), "Ada"}));
  directory.release_reserved(ada);
  EXPECT_EQ(directory.reserved(), 0u);
}

TEST(MemoryDirectory, GivesAGuestAnotherNameWhenHisIsReserved) {
  MemoryDirectory directory;
  const PersonId guest("p-guest");
  ask(directory, ClaimName{1, guest,
                           "\xD0\x90"
                           "da",
                           0});  // looks like "Ada": held under other letters, and clashes all the same
  EXPECT_EQ(ask(directory, ReserveName{"Ada", PersonId("p-ada")}), Event(NameChanged{guest, "Ada 2"}));
  EXPECT_EQ(directory.size(), 1u);
  directory.answer(ReleaseName{guest, "Ada 2"});
  EXPECT_EQ(directory.size(), 0u);
  EXPECT_FALSE(directory.answer(ReserveName{"Bob", PersonId("p-bob")})) << "nobody held it";
}

TEST(MemoryDirectory, ASharedNameIsHeldByNobody) {
  MemoryDirectory directory;
  EXPECT_EQ(ask(directory, ClaimName{1, PersonId("robot"), "Ada", 0, true}),
            Event(NameClaimed{1, PersonId("robot"), "Ada"}));
  EXPECT_EQ(directory.size(), 0u);
  directory.answer(ReleaseName{PersonId("robot"), "Ada"});
  EXPECT_EQ(ask(directory, ClaimName{2, PersonId("p-a"), "Ada", 0}), Event(NameClaimed{2, PersonId("p-a"), "Ada"}));
}

TEST(MemoryDirectory, KnowsNoCredential) {
  MemoryDirectory directory;
  EXPECT_EQ(ask(directory, VerifyCredential{3, "token"}), Event(CredentialRefused{3, ErrorCode::TokenExpired}));
}

}  // namespace
}  // namespace parley::hub
