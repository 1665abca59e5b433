#include "server/net/static_files.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/server/process/raw_client.hpp"
#include "tests/server/process/server_process.hpp"

namespace parley::test {
namespace {

/// A folder as the build makes it. The encoded files are told apart by their content: nothing decodes them here.
class StaticFilesTest : public testing::Test {
 protected:
  StaticFilesTest() {
    folder_.write("site/index.html", "<!doctype html><style>a{}</style><script>1</script>");
    folder_.write("site/assets/parley-0123abcd.js", "plain and the longest of them");
    folder_.write("site/assets/parley-0123abcd.js.br", "brotli");
    folder_.write("site/assets/parley-0123abcd.js.gz", "gzipped.");
    folder_.write("site/assets/parley-0123abcd.wasm", std::string("\0asm\1\0\0\0", 8));
    folder_.write("site/assets/plain.css", "b{}");
    folder_.write("site/.hidden", "secret");
    folder_.write("outside.txt", "secret");
  }

  RawResponse get(const std::string& target, const std::string& headers = "") {
    return http(server().port(), "GET", target, headers);
  }

  const ServerProcess& server() {
    if (!server_)
      server_ =
          std::make_unique<ServerProcess>(std::vector<std::string>{"--static", (folder_.path() / "site").string()});
    return *server_;
  }

  TemporaryFolder folder_;
  std::unique_ptr<ServerProcess> server_;
};

TEST_F(StaticFilesTest, TheRootIsThePage) {
  const RawResponse page = get("/");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.header("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.header("cache-control"), "no-cache");
  EXPECT_EQ(get("/index.html").body, page.body);
  EXPECT_EQ(get("/?x=1").body, page.body);
}

// Threats 17 and 18: a page that is framed by another, and what it may do.
TEST_F(StaticFilesTest, ThePageIsKeptToItself) {
  const RawResponse page = get("/");
  const std::string policy = page.header("content-security-policy");
  EXPECT_NE(policy.find("script-src 'self' 'wasm-unsafe-eval' 'sha256-"), std::string::npos) << policy;
  EXPECT_EQ(policy.find("'unsafe-eval'"), std::string::npos);
  EXPECT_EQ(policy.find("'unsafe-inline'"), std::string::npos);
  const std::string port = std::to_string(server().port());
  EXPECT_NE(policy.find("connect-src 'self' ws://localhost:" + port + " wss://localhost:" + port + ";"),
            std::string::npos);
  EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
  EXPECT_EQ(page.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(page.header("cross-origin-opener-policy"), "same-origin");
  EXPECT_EQ(page.header("cross-origin-resource-policy"), "same-origin");
  EXPECT_EQ(page.header("referrer-policy"), "no-referrer");
  EXPECT_NE(page.header("permissions-policy").find("camera=(self)"), std::string::npos);
}

TEST_F(StaticFilesTest, AHashedNameIsImmutableAndAnotherIsNot) {
  EXPECT_EQ(get("/assets/parley-0123abcd.js").header("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(get("/assets/plain.css").header("cache-control"), "no-cache");
}

TEST_F(StaticFilesTest, EachFileHasItsType) {
  EXPECT_EQ(get("/assets/parley-0123abcd.js").header("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(get("/assets/parley-0123abcd.wasm").header("content-type"), "application/wasm");
  EXPECT_EQ(get("/assets/plain.css").header("content-type"), "text/css; charset=utf-8");
}

TEST_F(StaticFilesTest, TheEncodingIsNegotiated) {
  const std::string target = "/assets/parley-0123abcd.js";
  const auto encoding_for = [&](const std::string& accepted) {
    const RawResponse response = get(target, "Accept-Encoding: " + accepted + "\r\n");
    EXPECT_EQ(response.header("vary"), "Accept-Encoding");
    EXPECT_EQ(response.header("content-type"), "text/javascript; charset=utf-8");
    return response.header("content-encoding");
  };
  EXPECT_EQ(encoding_for("gzip, deflate, br"), "br");
  EXPECT_EQ(encoding_for("gzip"), "gzip");
  EXPECT_EQ(encoding_for("br;q=0.2, gzip;q=0.8"), "gzip");
  EXPECT_EQ(encoding_for("br;q=0, gzip;q=0"), "");
  EXPECT_EQ(encoding_for("identity, br;q=0.5"), "");
  EXPECT_EQ(encoding_for("*"), "br");
  EXPECT_EQ(encoding_for("zstd"), "");
  EXPECT_EQ(get(target, "Accept-Encoding: br\r\n").body, "brotli");
  EXPECT_EQ(get(target).body, "plain and the longest of them");
}

TEST_F(StaticFilesTest, EachEncodingHasItsOwnTagAndIsNotSentTwice) {
  const std::string target = "/assets/parley-0123abcd.js";
  const std::string plain = get(target).header("etag");
  const std::string brotli = get(target, "Accept-Encoding: br\r\n").header("etag");
  EXPECT_NE(plain, brotli);
  EXPECT_EQ(plain.front(), '"');

  const RawResponse known = get(target, "Accept-Encoding: br\r\nIf-None-Match: " + brotli + "\r\n");
  EXPECT_EQ(known.status, 304);
  EXPECT_EQ(known.header("etag"), brotli);
  EXPECT_EQ(known.header("content-length"), "");
  EXPECT_EQ(get(target, "Accept-Encoding: br\r\nIf-None-Match: " + plain + "\r\n").status, 200);
  EXPECT_EQ(get(target, "If-None-Match: \"x\", W/" + plain + "\r\n").status, 304);
  EXPECT_EQ(get(target, "If-None-Match: *\r\n").status, 304);
}

TEST_F(StaticFilesTest, HeadIsGetWithoutTheBody) {
  RawSocket socket(server().port());
  const std::string rest = " HTTP/1.1\r\nHost: x\r\n\r\n";
  const RawResponse head = ask(socket, "HEAD /assets/plain.css" + rest, true);
  const RawResponse get_after = ask(socket, "GET /assets/plain.css" + rest);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("content-length"), "3");
  EXPECT_EQ(head.header("etag"), get_after.header("etag"));
  EXPECT_EQ(get_after.body, "b{}");
}

TEST_F(StaticFilesTest, NoPathLeadsOutOfTheFolder) {
  for (const char* target :
       {"/../outside.txt", "/assets/../../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt",
        "/assets/..%5c..%5coutside.txt", "//etc/passwd", "/.hidden", "/%2ehidden", "/index.html%00.css", "/assets",
        "/assets/", "/%", "/%4", "/%zz", "*", "index.html", "http://x/index.html"}) {
    const RawResponse response = get(target);
    EXPECT_EQ(response.status, 404) << target;
    EXPECT_EQ(response.body.find("secret"), std::string::npos) << target;
  }
}

TEST_F(StaticFilesTest, AnEscapedPathIsTheSamePath) { EXPECT_EQ(get("/assets/%70lain.css").body, "b{}"); }

TEST(StaticFiles, AFolderThatCannotBeReadIsToldInWords) {
  const auto files = net::StaticFiles::load("/no/such/folder");
  ASSERT_FALSE(files.ok());
  EXPECT_NE(files.error().find("/no/such/folder"), std::string::npos);
}

}  // namespace
}  // namespace parley::test
