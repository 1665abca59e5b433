#include "server/program/judge.hpp"

#include <cstdlib>
#include <optional>

#include "server/net/tls.hpp"
#include "server/store/database_url.hpp"

namespace parley::program {
namespace {

// A key that is short enough to be guessed is worse than none: it looks safe. LiveKit itself asks for 32.
constexpr std::size_t kShortestLiveKitSecret = 32;
constexpr std::size_t kShortestTurnSecret = 16;

class Judge {
 public:
  Judge(Written& written, const PlaceOf& place_of)
      : written_(written), options_(written.options), place_of_(place_of) {}

  std::vector<Mistake> judge(Purpose purpose) {
    judge_database();
    if (purpose == Purpose::Report) return std::move(mistakes_);
    judge_tls();
    judge_ports();
    judge_relay();
    judge_livekit();
    return std::move(mistakes_);
  }

 private:
  void complain(const std::string& flag, std::string sentence) {
    mistakes_.push_back({place_of_(flag), std::move(sentence)});
  }

  void judge_tls() {
    if (written_.tls_certificate.empty() && written_.tls_key.empty()) {
      if (options_.http_port) complain("--http-port", "Without --tls-cert there is no HTTPS to send anybody to.");
      return;
    }
    if (written_.tls_key.empty()) return complain("--tls-cert", "The certificate's key is missing: --tls-key.");
    if (written_.tls_certificate.empty()) return complain("--tls-key", "The key's certificate is missing: --tls-cert.");
    options_.tls = TlsFiles{written_.tls_certificate, written_.tls_key};
    const auto loaded = net::TlsContext::load(options_.tls->certificate, options_.tls->key);
    if (!loaded) complain("--tls-cert", loaded.error());
  }

  void judge_ports() {
    const auto same = [](std::uint16_t left, std::uint16_t right) { return left != 0 && left == right; };
    if (options_.http_port && same(*options_.http_port, options_.port)) {
      complain("--http-port", "This port is the one for HTTPS.");
    }
    if (options_.admin && same(options_.admin->port, options_.port))
      complain("--admin-listen", "This port is the one for everybody.");
  }

  void judge_database() {
    if (options_.database.empty() || place_of_("--database") != "--database") return;
    const auto url = store::read_database_url(options_.database);
    if (url && !url.value().password.empty()) {
      complain("--database",
               "A password in a flag can be read by everybody on this machine. Put the address into PARLEY_DATABASE or "
               "into the file named by --config.");
    }
  }

  void judge_relay() {
    auto secret = read_secret("--turn-secret-file", written_.turn_secret_file, kShortestTurnSecret);
    if (!written_.stun.empty()) options_.hub.ice_servers.push_back({written_.stun, "", ""});
    options_.hub.relay_renewal = written_.turn_lifetime / 2;
    if (written_.turn.empty()) {
      if (secret) complain("--turn-secret-file", "There is a secret for a relay, but no relay: --turn.");
      return;
    }
    if (!secret) return complain("--turn", "The relay's secret is missing: --turn-secret-file or PARLEY_TURN_SECRET.");
    options_.relay = api::Relay{written_.turn, std::move(*secret), written_.turn_lifetime};
  }

  void judge_livekit() {
    auto secret = read_secret("--livekit-secret-file", written_.livekit_secret_file, kShortestLiveKitSecret);
    const bool has_url = !written_.livekit_url.empty();
    const bool has_key = !written_.livekit_key.empty();
    if (!has_url && !has_key && !secret) return;
    if (!has_url) complain("--livekit-url", "The media server's address is missing.");
    if (!has_key) complain("--livekit-key", "The media server's key is missing.");
    if (!secret)
      complain("--livekit-secret-file", "The media server's secret is missing, also as PARLEY_LIVEKIT_SECRET.");
    if (!has_url || !has_key || !secret) return;
    options_.livekit = api::LiveKit{written_.livekit_url, written_.livekit_key, std::move(*secret)};
    options_.hub.media_server = true;
  }

  /// A secret out of a file or out of the variable beside it. Nothing if there is none; a bad one is given back empty, after a
  /// complaint, so that it is not called missing too.
  std::optional<std::string> read_secret(const std::string& flag, const std::string& file, std::size_t shortest) {
    const std::string variable = variable_of(flag.substr(0, flag.rfind("-file")));
    const char* const value = std::getenv(variable.c_str());
    const bool has_variable = value != nullptr && *value != '\0';
    if (file.empty() && !has_variable) return std::nullopt;
    if (!file.empty() && has_variable) {
      complain(flag, "The variable " + variable + " is set too: which one is meant?");
      return std::string();
    }
    std::string secret = has_variable ? value : std::string();
    if (!file.empty()) {
      auto text = read_text_file(file);
      if (!text) {
        complain(flag, text.error());
        return std::string();
      }
      secret = std::move(text).value();
      secret.erase(secret.find_last_not_of(" \t\r\n") + 1);  // editors end a file with a new line
    }
    if (secret.size() >= shortest) return secret;
    mistakes_.push_back({has_variable ? variable : place_of_(flag),
                         "This secret can be guessed: it must have at least " + std::to_string(shortest) +
                             " characters. `openssl rand -hex 32` makes one."});
    return std::string();
  }

  Written& written_;
  Options& options_;
  const PlaceOf& place_of_;
  std::vector<Mistake> mistakes_;
};

}  // namespace

std::vector<Mistake> judge(Written& written, Purpose purpose, const PlaceOf& place_of) {
  return Judge(written, place_of).judge(purpose);
}

}  // namespace parley::program
