// How the program begins, or says in one line why not and leaves nothing behind; and what it answers about itself.
#include <algorithm>
#include <filesystem>
#include <string>
#include <sys/stat.h>

#include <gtest/gtest.h>

#include "tests/server/process/raw_client.hpp"
#include "tests/server/process/server_process.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;

long lines(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

TEST(Start, APortInUseLeavesNothingBehind) {
  const ServerProcess server;
  const TemporaryFolder folder;
  const std::string data = folder.path() / "data";
  const Ended second = run_server({"--port", std::to_string(server.port()), "--data", data});
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_EQ(lines(second.errors), 1) << second.errors;
  EXPECT_FALSE(fs::exists(data));
  const Ended admin =
      run_server({"--port", "0", "--data", data, "--admin-listen", "127.0.0.1:" + std::to_string(server.port())});
  EXPECT_EQ(admin.exit_code, 1);
  EXPECT_NE(admin.errors.find("Choose another one with --admin-listen."), std::string::npos) << admin.errors;
  EXPECT_FALSE(fs::exists(data));
}

TEST(Start, ADataFolderThatCannotBeWrittenIsToldInOneLine) {
  const TemporaryFolder folder;
  folder.write("file", "");
  const Ended ended = run_server({"--port", "0", "--data", folder.path() / "file" / "data"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_EQ(ended.output, "");
  EXPECT_EQ(lines(ended.errors), 1) << ended.errors;
}

TEST(Start, WhatItKeepsIsItsOwnersAlone) {
  const ServerProcess server;
  const auto others = [](const fs::path& path) {
    struct stat found {};
    EXPECT_EQ(stat(path.c_str(), &found), 0) << path;
    return found.st_mode & 077;
  };
  EXPECT_EQ(others(server.data()), 0u);
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(server.data())) {
    EXPECT_EQ(others(entry.path()), 0u) << entry.path();
    ++files;
  }
  EXPECT_GE(files, 1);
}

TEST(Start, AServerThatServesIsReadyAndSaysSo) {
  const ServerProcess server;
  const RawResponse ready = http(server.port(), "GET", "/readyz");
  EXPECT_EQ(ready.status, 200);
  EXPECT_EQ(ready.body, "{\"status\":\"ready\"}\n");
  EXPECT_EQ(http(server.port(), "POST", "/readyz").status, 405);
}

TEST(Admin, FiguresAreAtAnAddressOfTheirOwnAndNowhereElse) {
  const ServerProcess server({"--admin-listen", "127.0.0.1:0"});
  const std::uint16_t admin = server.other_port("/metrics");
  const RawResponse figures = http(admin, "GET", "/metrics");
  EXPECT_EQ(figures.status, 200);
  EXPECT_EQ(figures.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_NE(figures.body.find("parley_"), std::string::npos);
  EXPECT_EQ(http(server.port(), "GET", "/metrics").status, 404);
  EXPECT_EQ(http(server.port(), "GET", "/report/calls").status, 404);
  EXPECT_EQ(http(admin, "GET", "/users").status, 404);
  EXPECT_EQ(http(admin, "POST", "/login").status, 404);
  RawSocket socket(admin);
  EXPECT_EQ(ask(socket, handshake_request(admin)).status, 404);
}

TEST(Admin, APageOfTheWorldWhoseNameMeansThisMachineReadsNothing) {
  const ServerProcess server({"--admin-listen", "127.0.0.1:0"});
  const std::uint16_t admin = server.other_port("/metrics");
  for (const char* host : {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "192.0.2.1", ""}) {
    RawSocket socket(admin);
    EXPECT_EQ(ask(socket, std::string("GET /metrics HTTP/1.1\r\nHost: ") + host + "\r\n\r\n").status, 403) << host;
  }
  for (const char* host : {"localhost", "localhost:1", "127.0.0.1:9081", "[::1]:9081"}) {
    RawSocket socket(admin);
    EXPECT_EQ(ask(socket, std::string("GET /metrics HTTP/1.1\r\nHost: ") + host + "\r\n\r\n").status, 200) << host;
  }
}

/// A call that Ada made and Grace declined.
std::string declined_call(const ServerProcess& server) {
  RawPerson ada(server.port(), RawPerson::hello("Ada"));
  RawPerson grace(server.port(), RawPerson::hello("Grace"));
  ada.command({{"type", "call-request"}, {"id", "r1"}, {"name", "Grace"}, {"media", "voice"}, {"offer", "v=0\r\n"}});
  const std::string call = grace.next_call("DIALLING").value("callId", "");
  grace.command({{"type", "call-answer"}, {"id", "a1"}, {"callId", call}, {"accept", false}});
  EXPECT_FALSE(ada.next_call("DECLINED").is_null());
  return call;
}

TEST(Report, TellsOfACallOverHttpAtOnceAndOnTheCommandLineWhileTheServerRuns) {
  const ServerProcess server({"--admin-listen", "127.0.0.1:0"});
  const std::string call = declined_call(server);
  const std::uint16_t admin = server.other_port("/metrics");
  const auto told =
      nlohmann::json::parse(http(admin, "GET", "/report/calls/" + call + "?format=json").body, nullptr, false);
  EXPECT_NE(told.dump().find("DECLINED"), std::string::npos) << told;

  const std::vector<std::string> words{"report", "call", call, "--data", server.data(), "--format", "json"};
  Ended ended = run_server(words);
  for (int attempt = 0; ended.exit_code == 1 && attempt < 200; ++attempt)
    ended = run_server(words);  // it waits in the journal
  EXPECT_EQ(ended.exit_code, 0) << ended.errors;
  EXPECT_NE(ended.output.find("DECLINED"), std::string::npos) << ended.output;
  const Ended list = run_server({"report", "calls", "--data", server.data(), "--person", "Grace", "--since", "1h"});
  EXPECT_EQ(list.exit_code, 0) << list.errors;
  EXPECT_NE(list.output.find(call), std::string::npos) << list.output;
  const Ended nobody = run_server({"report", "calls", "--data", server.data(), "--person", "Nobody"});
  EXPECT_EQ(nobody.exit_code, 0);
  EXPECT_EQ(nobody.output.find(call), std::string::npos);
  EXPECT_EQ(run_server({"report", "errors", "--data", server.data()}).exit_code, 0);
  EXPECT_EQ(run_server({"report", "logins", "--data", server.data(), "--format", "csv"}).exit_code, 0);
}

TEST(Report, AWrongWordOrAMissingDatabaseIsToldInOneLine) {
  const TemporaryFolder folder;
  const std::string data = folder.path() / "data";
  const std::vector<std::vector<std::string>> wrong{{"report"},
                                                    {"report", "everything"},
                                                    {"report", "call"},
                                                    {"report", "calls", "surplus"},
                                                    {"report", "calls", "--format", "xml"},
                                                    {"report", "calls", "--since", "soon"},
                                                    {"report", "calls", "--limit", "0"},
                                                    {"report", "calls", "--limit"},
                                                    {"report", "calls", "--wrong", "x"}};
  for (const auto& words : wrong) {
    const Ended ended = run_server(words);
    EXPECT_EQ(ended.exit_code, 2) << words.back();
    EXPECT_EQ(lines(ended.errors), 1) << ended.errors;
  }
  const Ended missing = run_server({"report", "calls", "--data", data});
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_EQ(lines(missing.errors), 1) << missing.errors;
  EXPECT_FALSE(fs::exists(data));
}

}  // namespace
}  // namespace parley::test
