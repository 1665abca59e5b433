// What a wrong configuration is answered: every mistake at once, each with its place, and nothing is created.
#include <algorithm>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "tests/server/process/certificate.hpp"
#include "tests/server/process/server_process.hpp"

namespace parley::test {
namespace {

const std::string kSecret = "0123456789abcdef0123456789abcdef";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

long lines(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

TEST(CheckConfig, AGoodOneIsSaidToBeGood) {
  const Ended ended = run_server({"--check-config"});
  EXPECT_EQ(ended.exit_code, 0) << ended.errors;
  EXPECT_EQ(ended.output, "The configuration is good.\n");
}

TEST(CheckConfig, AllMistakesAreToldEachWithItsPlace) {
  const TemporaryFolder folder;
  folder.write("parley.conf", "# a comment\nring-seconds = soon\n\nrings-seconds = 10\nstray\nguests = perhaps\n");
  const std::string file = folder.path() / "parley.conf";
  const Ended ended = run_server({"--check-config", "--config", file, "--port", "70000", "--tls-cert", "/no/such.pem",
                                  "--wrong", "surplus", "--turn", "turn:relay.example"},
                                 {"PARLEY_LOG_FORMAT=xml"});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_EQ(ended.output, "");
  for (const std::string& line :
       {std::string("--port: 70000 is not between 0 and 65535.\n"), std::string("--wrong: There is no option --wrong."),
        std::string("surplus: "), std::string("PARLEY_LOG_FORMAT: xml is none of json, text.\n"),
        file + ":2: soon is not a number.\n", file + ":4: There is no option rings-seconds.", file + ":5: ",
        file + ":6: perhaps is none of off, on.\n", std::string("--tls-cert: The certificate's key is missing"),
        std::string("--turn: The relay's secret is missing")}) {
    EXPECT_TRUE(contains(ended.errors, line)) << line << "\n" << ended.errors;
  }
  EXPECT_EQ(lines(ended.errors), 10) << ended.errors;
}

TEST(CheckConfig, TheServerItselfSaysTheSameAndDoesNotStart) {
  const TemporaryFolder folder;
  const std::string data = folder.path() / "data";
  const Ended ended = run_server({"--data", data, "--port", "soon", "--ring-seconds", "0"});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_EQ(lines(ended.errors), 2) << ended.errors;
  EXPECT_FALSE(std::filesystem::exists(data));
}

TEST(CheckConfig, AFileThatCannotBeReadIsToldWhereItWasNamed) {
  const Ended ended = run_server({"--check-config"}, {"PARLEY_CONFIG=/no/such/file"});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_EQ(ended.errors, "PARLEY_CONFIG: /no/such/file cannot be read: No such file or directory.\n");
  EXPECT_EQ(run_server({"--config", "/tmp"}).exit_code, 2);  // a folder
}

TEST(CheckConfig, CertificatesAreTried) {
  const TemporaryFolder folder;
  const CertificateFiles good = make_certificate(folder, "good");
  const CertificateFiles other = make_certificate(folder, "other");
  folder.write("rubbish.pem", "rubbish");
  const std::string rubbish = folder.path() / "rubbish.pem";
  const auto check = [](const std::string& certificate, const std::string& key) {
    return run_server({"--check-config", "--tls-cert", certificate, "--tls-key", key});
  };
  EXPECT_EQ(check(good.certificate, good.key).exit_code, 0);
  EXPECT_TRUE(contains(check(good.certificate, other.key).errors, "does not belong to the certificate"));
  EXPECT_TRUE(contains(check(rubbish, good.key).errors, "is not a certificate that can be used"));
  EXPECT_TRUE(contains(check(good.certificate, rubbish).errors, "is not a key that can be used"));
  EXPECT_TRUE(contains(check("/no/such.pem", good.key).errors, "/no/such.pem cannot be read: No such file"));
  EXPECT_TRUE(contains(check(good.certificate, "/no/such.key").errors, "/no/such.key cannot be read: No such file"));
  const Ended started = run_server({"--port", "0", "--tls-cert", good.certificate, "--tls-key", other.key});
  EXPECT_EQ(started.exit_code, 2);
  EXPECT_EQ(lines(started.errors), 1) << started.errors;
}

TEST(CheckConfig, OptionsThatContradictEachOtherAreTold) {
  EXPECT_TRUE(contains(run_server({"--check-config", "--http-port", "8080"}).errors, "Without --tls-cert"));
  EXPECT_TRUE(contains(run_server({"--check-config", "--port", "9000", "--admin-listen", "127.0.0.1:9000"}).errors,
                       "the one for everybody"));
  EXPECT_TRUE(contains(run_server({"--check-config", "--livekit-url", "wss://media.example"}).errors,
                       "--livekit-key: The media server's key is missing."));
  EXPECT_TRUE(contains(run_server({"--check-config"}, {"PARLEY_TURN_SECRET=" + kSecret}).errors, "but no relay"));
}

TEST(CheckConfig, TheAdministratorsAddressMustBeThisMachines) {
  for (const char* address : {"0.0.0.0:9081", "192.0.2.1:9081", "[::]:9081", "[2001:db8::1]:9081"}) {
    const Ended ended = run_server({"--check-config", "--admin-listen", address});
    EXPECT_EQ(ended.exit_code, 2) << address;
    EXPECT_TRUE(contains(ended.errors, "can be reached from elsewhere")) << ended.errors;
  }
  for (const char* address : {"9081", "localhost:9081", "127.0.0.1", "127.0.0.1:port", "127.0.0.1:70000"}) {
    EXPECT_TRUE(contains(run_server({"--check-config", "--admin-listen", address}).errors, "like 127.0.0.1:9081"))
        << address;
  }
  EXPECT_EQ(run_server({"--check-config", "--admin-listen", "[::1]:9081"}).exit_code, 0);
}

// Threat 4: a symmetric key that can be guessed signs for anybody.
TEST(CheckConfig, WeakSecretsAreRefused) {
  const TemporaryFolder folder;
  folder.write("short", "secret\n");
  folder.write("empty", "");
  folder.write("good", kSecret + "\n");
  const auto turn = [&](const std::string& file) {
    return run_server(
        {"--check-config", "--turn", "turn:relay.example", "--turn-secret-file", (folder.path() / file).string()});
  };
  EXPECT_TRUE(contains(turn("short").errors, "--turn-secret-file: This secret can be guessed"));
  EXPECT_TRUE(contains(turn("empty").errors, "--turn-secret-file: This secret can be guessed"));
  EXPECT_TRUE(contains(turn("missing").errors, "cannot be read: No such file"));
  EXPECT_TRUE(contains(turn(".").errors, "cannot be read"));
  EXPECT_EQ(turn("good").exit_code, 0);
  const Ended livekit = run_server({"--check-config", "--livekit-url", "wss://media.example", "--livekit-key", "key"},
                                   {"PARLEY_LIVEKIT_SECRET=too-short-a-secret"});
  EXPECT_EQ(livekit.exit_code, 2);
  EXPECT_TRUE(contains(livekit.errors, "PARLEY_LIVEKIT_SECRET: This secret can be guessed")) << livekit.errors;
  EXPECT_EQ(lines(livekit.errors), 1) << livekit.errors;
}

TEST(CheckConfig, ASecretIsInOnePlaceOnlyAndNeverInAFlag) {
  const TemporaryFolder folder;
  folder.write("secret", kSecret);
  const Ended both = run_server(
      {"--check-config", "--turn", "turn:relay.example", "--turn-secret-file", (folder.path() / "secret").string()},
      {"PARLEY_TURN_SECRET=" + kSecret});
  EXPECT_EQ(both.exit_code, 2);
  EXPECT_TRUE(contains(both.errors, "which one is meant?")) << both.errors;
  EXPECT_EQ(run_server({"--check-config", "--turn-secret", kSecret}).exit_code, 2);
  const std::string url = "postgresql://parley:hidden@db.example/parley";
  const Ended flag = run_server({"--check-config", "--database", url});
  EXPECT_EQ(flag.exit_code, 2);
  EXPECT_TRUE(contains(flag.errors, "--database: A password in a flag")) << flag.errors;
  EXPECT_EQ(run_server({"--check-config"}, {"PARLEY_DATABASE=" + url}).exit_code, 0);
}

TEST(PrintConfig, ShowsWhatIsInForceAndNoSecret) {
  const TemporaryFolder folder;
  folder.write("parley.conf", "ring-seconds = 20\nstun = stun:a.example\nstun = stun:b.example\n");
  const Ended ended = run_server(
      {"--print-config", "--config", folder.path() / "parley.conf", "--turn", "turn:relay.example", "--port=9"},
      {"PARLEY_TURN_SECRET=" + kSecret, "PARLEY_DATABASE=mysql://parley:hidden@db.example/parley",
       "PARLEY_RESUME_SECONDS=12.5"});
  EXPECT_EQ(ended.exit_code, 0) << ended.errors;
  for (const char* line : {"ring-seconds = 20\n", "resume-seconds = 12.5\n", "port = 9\n", "stun = stun:a.example\n",
                           "stun = stun:b.example\n", "drain-seconds = 5\n", "guests = on\n", "trust-ids = false\n",
                           "# turn-secret: (set)\n", "# livekit-secret: (not set)\n"}) {
    EXPECT_TRUE(contains(ended.output, line)) << line << ended.output;
  }
  EXPECT_FALSE(contains(ended.output, kSecret));
  EXPECT_FALSE(contains(ended.output, "hidden"));
}

TEST(PrintConfig, IsAFileThatMeansTheSame) {
  const TemporaryFolder folder;
  const Ended first = run_server({"--print-config", "--ring-seconds", "20", "--allow-origin", "https://a.example",
                                  "--allow-origin", "https://b.example", "--trust-ids", "--guests", "off"});
  ASSERT_EQ(first.exit_code, 0) << first.errors;
  folder.write("parley.conf", first.output);
  const Ended second = run_server({"--print-config", "--config", folder.path() / "parley.conf"});
  EXPECT_EQ(second.errors, "");
  EXPECT_EQ(second.output, first.output);
}

}  // namespace
}  // namespace parley::test
