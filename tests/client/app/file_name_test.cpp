// Names and sizes of other people's files.
#include "client/app/file_name.hpp"

#include <gtest/gtest.h>

namespace parley::app {
namespace {

TEST(FileName, KeepsAnOrdinaryName) {
  for (const char* name :
       {"photo.jpg", "Übersicht 2026 (final).pdf", "写真.png", "سند.txt", "👩‍👩‍👧.jpg", "a"})
    EXPECT_EQ(safe_file_name(name), name);
}

TEST(FileName, HasNoPath) {
  EXPECT_EQ(safe_file_name("../../etc/passwd"), "passwd");
  EXPECT_EQ(safe_file_name("C:\\Windows\\win.ini"), "win.ini");
  EXPECT_EQ(safe_file_name("/"), "file");
}

TEST(FileName, HasNothingThatIsNotSeen) {
  EXPECT_EQ(safe_file_name("invoice\u202Egpj.exe"), "invoicegpj.exe");
  EXPECT_EQ(safe_file_name("a\u200Bb\u2066c\uFEFF.txt"), "abc.txt");
  EXPECT_EQ(safe_file_name(std::string("a\0b\n\x7F\xC2\x85", 7)), "ab");
  EXPECT_EQ(safe_file_name("a\xFF\xC3"), "a");
}

TEST(FileName, HasNothingThatFileSystemsRefuse) {
  EXPECT_EQ(safe_file_name("what? \"this\" <is> 5|6*7"), "what_ _this_ _is_ 5_6_7");
  EXPECT_EQ(safe_file_name("  .hidden. "), "hidden");
  EXPECT_EQ(safe_file_name(".. ."), "file");
  EXPECT_EQ(safe_file_name(""), "file");
}

TEST(FileName, IsNoDevice) {
  EXPECT_EQ(safe_file_name("CON"), "_CON");
  EXPECT_EQ(safe_file_name("nul.txt"), "_nul.txt");
  EXPECT_EQ(safe_file_name("Com1.tar.gz"), "_Com1.tar.gz");
  EXPECT_EQ(safe_file_name("lpt9 .txt"), "_lpt9 .txt");
  EXPECT_EQ(safe_file_name("console.log"), "console.log");
  EXPECT_EQ(safe_file_name("com10.txt"), "com10.txt");
}

TEST(FileName, IsShortAndKeepsItsExtension) {
  const std::string name = safe_file_name(std::string(500, 'x') + ".jpeg");
  EXPECT_EQ(name.size(), kLongestFileName);
  EXPECT_EQ(name.substr(name.size() - 6), "x.jpeg");
  std::string long_name;
  for (int i = 0; i < 100; ++i) long_name += "é";
  EXPECT_EQ(safe_file_name(long_name).size(), kLongestFileName);
  EXPECT_EQ(safe_file_name("a." + std::string(300, 'x')).size(), kLongestFileName);
}

TEST(FileName, TellsSizes) {
  EXPECT_EQ(size_words(0), "0 bytes");
  EXPECT_EQ(size_words(1), "1 byte");
  EXPECT_EQ(size_words(999), "999 bytes");
  EXPECT_EQ(size_words(1000), "1 KB");
  EXPECT_EQ(size_words(240'400), "240 KB");
  EXPECT_EQ(size_words(2'340'000), "2.3 MB");
  EXPECT_EQ(size_words(999'999), "1 MB");
  EXPECT_EQ(size_words(4e9), "4 GB");
  EXPECT_EQ(progress_words(1'100'000, 2'340'000), "1.1 of 2.3 MB");
  EXPECT_EQ(progress_words(0, 90e6), "0 of 90 MB");
}

}  // namespace
}  // namespace parley::app
