// Threat 22: TLS, as a client made of bytes sees it.
#include <csignal>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include "tests/server/process/certificate.hpp"
#include "tests/server/process/raw_client.hpp"
#include "tests/server/process/server_process.hpp"

namespace parley::test {
namespace {

const std::string kHealth = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

std::vector<std::string> with(std::vector<std::string> options, const std::vector<std::string>& more) {
  options.insert(options.end(), more.begin(), more.end());
  return options;
}

class Tls : public testing::Test {
 protected:
  RawSocket connect(const ServerProcess& server, const TlsOffer& offer = {}) {
    RawSocket socket(server.port());
    EXPECT_TRUE(socket.begin_tls(offer));
    return socket;
  }

  TemporaryFolder folder_;
  CertificateFiles files_ = make_certificate(folder_, "server");
};

TEST_F(Tls, ItSaysHttpsWhereItIs) {
  const ServerProcess server(files_.options());
  EXPECT_EQ(server.first_line(), "Parley is at https://localhost:" + std::to_string(server.port()));
}

TEST_F(Tls, RequestsAreAnsweredAndTheBrowserIsToldToStayWithTls) {
  const ServerProcess server(files_.options());
  RawSocket socket = connect(server);
  EXPECT_EQ(socket.tls_version(), "TLSv1.3");
  for (int request = 0; request < 3; ++request) {
    const RawResponse response = ask(socket, kHealth);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.header("strict-transport-security"), "max-age=31536000");
  }
}

TEST_F(Tls, WithoutTlsNobodyIsToldToStayWithIt) {
  const ServerProcess server;
  EXPECT_EQ(http(server.port(), "GET", "/healthz").header("strict-transport-security"), "");
}

TEST_F(Tls, OnlyVersionsFromTwelveOnAreSpoken) {
  const ServerProcess server(files_.options());
  for (const int old : {TLS1_VERSION, TLS1_1_VERSION}) {
    RawSocket socket(server.port());
    EXPECT_FALSE(socket.begin_tls({.least = old, .most = old, .ciphers = "ALL:@SECLEVEL=0"})) << old;
  }
  RawSocket socket = connect(server, {.least = TLS1_2_VERSION, .most = TLS1_2_VERSION});
  EXPECT_EQ(socket.tls_version(), "TLSv1.2");
  EXPECT_EQ(ask(socket, kHealth).status, 200);
}

TEST_F(Tls, CiphersWithoutAuthenticationOrForwardSecrecyAreRefused) {
  const ServerProcess server(files_.options());
  for (const char* weak : {"ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA", "AES128-GCM-SHA256", "NULL"}) {
    RawSocket socket(server.port());
    EXPECT_FALSE(socket.begin_tls(
        {.least = TLS1_2_VERSION, .most = TLS1_2_VERSION, .ciphers = std::string(weak) + ":@SECLEVEL=0"}))
        << weak;
  }
  connect(server, {.most = TLS1_2_VERSION, .ciphers = "ECDHE-ECDSA-CHACHA20-POLY1305"});
}

TEST_F(Tls, NobodyRenegotiates) {
  const ServerProcess server(files_.options());
  RawSocket socket = connect(server, {.least = TLS1_2_VERSION, .most = TLS1_2_VERSION});
  EXPECT_EQ(ask(socket, kHealth).status, 200);
  EXPECT_FALSE(socket.renegotiate());
}

TEST_F(Tls, PlainHttpAtThePortOfTlsIsToldSo) {
  const ServerProcess server(files_.options());
  const RawResponse response = http(server.port(), "GET", "/healthz");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body, "This port speaks HTTPS: write https:// in the address.\n");
}

TEST_F(Tls, WhatIsNoHandshakeEndsTheConnectionAndNothingElse) {
  const ServerProcess server(files_.options());
  for (const std::string& bytes : {std::string("\x16\x03\x01\xff\xff rubbish"), std::string("\x16"),
                                   std::string("\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00", 10)}) {
    RawSocket socket(server.port());
    socket.send(bytes);
    socket.cut();
  }
  RawSocket garbage(server.port());
  garbage.send(std::string("\x16\x03\x01\x00\x40", 5) + std::string(64, 'x'));
  garbage.read_to_end();  // an alert perhaps, and the end
  RawSocket socket = connect(server);
  EXPECT_EQ(ask(socket, kHealth).status, 200);
}

TEST_F(Tls, AHandshakeThatStopsHalfWayIsNotWaitedForLong) {
  const ServerProcess server(with(files_.options(), {"--request-seconds", "0.1"}));
  RawSocket silent(server.port());
  RawSocket half(server.port());
  half.send(std::string("\x16\x03\x01\x02\x00\x01", 6));
  EXPECT_EQ(silent.read_to_end(), "");
  EXPECT_EQ(half.read_to_end(), "");
}

TEST_F(Tls, AFileArrivesWhole) {
  const std::string large = [] {
    std::string bytes;
    for (std::uint64_t number = 0; bytes.size() < 3'000'000; ++number) bytes += std::to_string(number * 7919) + "\n";
    return bytes;
  }();
  folder_.write("site/large.txt", large);
  const ServerProcess server(with(files_.options(), {"--static", (folder_.path() / "site").string()}));
  RawSocket socket = connect(server);
  const RawResponse response = ask(socket, "GET /large.txt HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, large);
}

TEST_F(Tls, PipelinedRequestsOfOneRecordAreAllAnswered) {
  const ServerProcess server(files_.options());
  RawSocket socket = connect(server);
  EXPECT_EQ(ask(socket, kHealth + kHealth + kHealth).status, 200);
  EXPECT_EQ(ask(socket, "").status, 200);
  EXPECT_EQ(ask(socket, "").status, 200);
}

TEST_F(Tls, TwoPeopleCallEachOther) {
  const ServerProcess server(files_.options());
  RawPerson ada(RawWebSocket(connect(server), server.port()), RawPerson::hello("Ada"));
  RawPerson grace(RawWebSocket(connect(server), server.port()), RawPerson::hello("Grace"));
  std::string offer = "v=0\r\n";
  while (offer.size() < 30'000) offer += "a=" + std::string(900, 'x') + "\r\n";  // more than one record
  ada.command({{"type", "call-request"}, {"id", "r1"}, {"name", "Grace"}, {"media", "voice"}, {"offer", offer}});
  const std::string call = grace.next_call("DIALLING").value("callId", "");
  EXPECT_EQ(grace.next("offer").value("sdp", ""), offer);
  grace.command({{"type", "call-answer"}, {"id", "a1"}, {"callId", call}, {"accept", true}, {"media", "voice"}});
  EXPECT_EQ(ada.next_call("ONGOING").value("callId", ""), call);
}

// Threat 10 again: under TLS bytes wait in other places.
TEST_F(Tls, ASlowReaderIsCutAndTheOthersGoOn) {
  const ServerProcess server(with(
      files_.options(), {"--queue-bytes", "100000", "--messages-per-second", "1000000", "--message-burst", "1000000"}));
  RawPerson ada(RawWebSocket(connect(server), server.port()), RawPerson::hello("Ada"));
  RawSocket small(server.port(), 4096);
  ASSERT_TRUE(small.begin_tls());
  RawPerson slow(RawWebSocket(std::move(small), server.port()), RawPerson::hello("Slow"));
  ada.command({{"type", "call-request"}, {"id", "r1"}, {"name", "Slow"}, {"media", "voice"}, {"offer", "v=0\r\n"}});
  const std::string call = slow.next_call("DIALLING").value("callId", "");
  slow.command({{"type", "call-answer"}, {"id", "a1"}, {"callId", call}, {"accept", true}, {"media", "voice"}});
  ada.next_call("ONGOING");
  std::string sdp = "v=0\r\n";
  while (sdp.size() < 30'000) sdp += "a=" + std::string(1000, 'x') + "\r\n";
  int generation = 1;
  while (server.log().find("slow reader cut") == std::string::npos) {
    ada.command({{"type", "offer"}, {"callId", call}, {"generation", ++generation}, {"sdp", sdp}});
    ada.web_socket.send_text(R"({"type":"ping","number":1})");
    ASSERT_FALSE(ada.next("pong").is_null());
    ASSERT_LT(generation, 2000);
  }
}

TEST_F(Tls, ARenewedCertificateIsReadWithoutDroppingAnybody) {
  const ServerProcess server(files_.options());
  RawPerson ada(RawWebSocket(connect(server), server.port()), RawPerson::hello("Ada"));
  EXPECT_EQ(ada.web_socket.socket().certificate_serial(), files_.serial);

  const CertificateFiles renewed = make_certificate(folder_, "server");
  server.signal(SIGHUP);
  ASSERT_TRUE(server.wait_for_log("the certificate was read anew"));
  EXPECT_EQ(connect(server).certificate_serial(), renewed.serial);
  ada.web_socket.send_text(R"({"type":"ping","number":1})");
  EXPECT_FALSE(ada.next("pong").is_null());
}

TEST_F(Tls, ABadCertificateLeavesTheOldOneAndIsToldInTheLog) {
  const ServerProcess server(files_.options());
  for (const char* broken : {"", "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n"}) {
    folder_.write("server.pem", broken);
    server.signal(SIGHUP);
    ASSERT_TRUE(server.wait_for_log("the old one stays"));
    EXPECT_EQ(connect(server).certificate_serial(), files_.serial);
  }
}

TEST_F(Tls, WithoutTlsAHangupChangesNothing) {
  const ServerProcess server;
  server.signal(SIGHUP);
  EXPECT_EQ(http(server.port(), "GET", "/healthz").status, 200);
}

TEST_F(Tls, PlainHttpIsSentOnToTls) {
  const ServerProcess server(with(files_.options(), {"--http-port", "0"}));
  const std::uint16_t plain = server.other_port(" leads there");
  const std::string there = "https://localhost:" + std::to_string(server.port());
  for (const char* target : {"/", "/call?name=Ada", "/healthz"}) {
    const RawResponse response = http(plain, "GET", target);
    EXPECT_EQ(response.status, 308) << target;
    EXPECT_EQ(response.header("location"), there + target);
  }
  RawSocket post(plain);
  const RawResponse posted = ask(post, "POST /login HTTP/1.1\r\nHost: calls.example\r\nContent-Length: 2\r\n\r\n{}");
  EXPECT_EQ(posted.status, 308);
  EXPECT_EQ(posted.header("location"), "https://calls.example:" + std::to_string(server.port()) + "/login");
  RawSocket socket(plain);
  EXPECT_EQ(ask(socket, handshake_request(plain)).status, 308);
}

TEST_F(Tls, AHostThatCannotBeWrittenIntoAnAddressIsNotSentOn) {
  const ServerProcess server(with(files_.options(), {"--http-port", "0"}));
  const std::uint16_t plain = server.other_port(" leads there");
  for (const char* host : {"", "a b", "evil.example/", "x@evil.example", "\"quoted\""}) {
    RawSocket socket(plain);
    EXPECT_EQ(ask(socket, std::string("GET / HTTP/1.1\r\nHost: ") + host + "\r\n\r\n").status, 400) << host;
  }
  RawSocket absolute(plain);
  EXPECT_EQ(ask(absolute, "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 400);
}

}  // namespace
}  // namespace parley::test
