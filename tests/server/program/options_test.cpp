#include "server/program/options.hpp"

#include <cstdlib>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/server/process/server_process.hpp"

namespace parley::program {
namespace {

/// Sets a variable for as long as the test lasts.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
  ~Variable() { unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

Result<Options, EarlyExit> read(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "parley-server");
  return read_options(static_cast<int>(arguments.size()), arguments.data(), "1.2.3");
}

TEST(Options, TheDefaultsAreThoseOfTheProtocol) {
  const auto options = read({});
  ASSERT_TRUE(options.ok());
  EXPECT_EQ(options.value().listen, "127.0.0.1");
  EXPECT_EQ(options.value().port, 8081);
  EXPECT_EQ(options.value().hub.ring, Milliseconds(45'000));
  EXPECT_EQ(options.value().hub.resume, Milliseconds(60'000));
  EXPECT_EQ(options.value().hub.hello, Milliseconds(5'000));
  EXPECT_EQ(options.value().limits.ping, Milliseconds(25'000));
  EXPECT_EQ(options.value().limits.queue_bytes, 1024u * 1024);
  EXPECT_EQ(options.value().hub.message_limits.message_bytes, 64u * 1024);
  EXPECT_TRUE(options.value().hub.ice_servers.empty());
}

TEST(Options, AFlagWinsOverAVariableAndAVariableOverTheFile) {
  const test::TemporaryFolder folder;
  folder.write("parley.conf", "ring-seconds=10\nresume-seconds=11\nport=12\n");
  const std::string file = (folder.path() / "parley.conf").string();
  const Variable ring("PARLEY_RING_SECONDS", "20");
  const Variable resume("PARLEY_RESUME_SECONDS", "21.5");
  const auto options = read({"--config", file.c_str(), "--ring-seconds", "30"});
  ASSERT_TRUE(options.ok()) << options.error().text;
  EXPECT_EQ(options.value().hub.ring, Milliseconds(30'000));
  EXPECT_EQ(options.value().hub.resume, Milliseconds(21'500));
  EXPECT_EQ(options.value().port, 12);
}

TEST(Options, ListsComeFromRepeatedFlagsOrWords) {
  const Variable origins("PARLEY_ALLOW_ORIGIN", "https://a.example  http://b.example:8080");
  const auto options = read({"--stun", "stun:a.example", "--stun=stun:b.example:3478"});
  ASSERT_TRUE(options.ok()) << options.error().text;
  EXPECT_EQ(options.value().allowed_origins, (std::vector<std::string>{"https://a.example", "http://b.example:8080"}));
  ASSERT_EQ(options.value().hub.ice_servers.size(), 1u);
  EXPECT_EQ(options.value().hub.ice_servers[0].urls,
            (std::vector<std::string>{"stun:a.example", "stun:b.example:3478"}));
}

TEST(Options, WhatCannotBeMeantIsRefused) {
  const std::vector<std::vector<const char*>> wrong{
      {"--port", "70000"},
      {"--port", "-1"},
      {"--ring-seconds", "0"},
      {"--ring-seconds", "soon"},
      {"--listen", "everywhere"},
      {"--allow-origin", "calls.example"},
      {"--allow-origin", "https://calls.example/page"},
      {"--stun", "turn:x"},
      {"--static", "/no/such/folder"},
      {"--log-format", "xml"},
      {"--message-bytes", "1000000"},
      {"--wrong"},
      {"surplus"},
  };
  for (const auto& arguments : wrong) {
    const auto options = read(arguments);
    ASSERT_FALSE(options.ok()) << arguments[0] << " " << arguments.back();
    EXPECT_NE(options.error().code, 0);
    EXPECT_NE(options.error().text, "");
  }
}

TEST(Options, AWrongLineInTheFileIsRefused) {
  const test::TemporaryFolder folder;
  folder.write("parley.conf", "rings-seconds=10\n");
  EXPECT_FALSE(read({"--config", (folder.path() / "parley.conf").c_str()}).ok());
}

TEST(Options, HelpNamesEveryOptionAndEndsWell) {
  const test::Ended ended = test::run_server({"--help"});
  EXPECT_EQ(ended.exit_code, 0);
  for (const char* option : {"--port", "--listen", "--data", "--static", "--ring-seconds", "--resume-seconds",
                             "--allow-origin", "--stun", "--log-format", "--log-level", "--sockets-per-address"}) {
    EXPECT_NE(ended.output.find(option), std::string::npos) << option;
  }
}

TEST(Options, AWrongOptionIsToldOnStandardError) {
  const test::Ended ended = test::run_server({"--port", "soon"});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_EQ(ended.output, "");
  EXPECT_NE(ended.errors.find("--port"), std::string::npos);
}

}  // namespace
}  // namespace parley::program
