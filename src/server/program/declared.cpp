#include "server/program/declared.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <CLI/CLI.hpp>
#include <boost/asio/ip/address.hpp>

#include "server/store/database_url.hpp"

namespace parley::program {
namespace {

constexpr double kLongest = 1e7;  // seconds: a third of a year

std::string plain(double number) { return CLI::detail::to_string(number); }

/// A number between these two, told in words.
CLI::Validator between(double least, double most) {
  return CLI::Validator(
      [least, most](std::string& text) {
        double number = 0;
        if (!CLI::detail::lexical_cast(text, number) || !std::isfinite(number)) return text + " is not a number.";
        if (number < least || number > most) {
          return text + " is not between " + plain(least) + " and " + plain(most) + ".";
        }
        return std::string();
      },
      "");
}

CLI::Validator whole(double least, double most) {
  return between(least, most) & CLI::Validator(
                                    [](std::string& text) {
                                      return text.find_first_not_of("0123456789") == std::string::npos
                                                 ? std::string()
                                                 : text + " is not a whole number.";
                                    },
                                    "");
}

/// An option in some unit, fractions allowed, kept in milliseconds.
CLI::Option* add_time(CLI::App& app, const std::string& flag, Milliseconds& target, const std::string& help,
                      double unit, const char* unit_name, double least, double most) {
  return app
      .add_option_function<double>(
          flag,
          [&target, unit](const double& units) {
            target = Milliseconds(static_cast<Milliseconds::rep>(units * unit + 0.5));
          },
          help)
      ->check(between(least, most))
      ->type_name(unit_name)
      ->default_str(plain(static_cast<double>(target.count()) / unit));
}

void add_seconds(CLI::App& app, const std::string& flag, Milliseconds& target, const std::string& help,
                 double least = 0.001) {
  add_time(app, flag, target, help, 1000.0, "SECONDS", least, kLongest);
}

template <class Number>
void add_count(CLI::App& app, const std::string& flag, Number& target, const std::string& help,
               double least = std::is_floating_point_v<Number> ? 0.001 : 1, double most = 1e9) {
  app.add_option(flag, target, help)
      ->check(std::is_floating_point_v<Number> ? between(least, most) : whole(least, most))
      ->type_name("N")
      ->capture_default_str();
}

/// A bound of the protocol: it may be made stricter, never wider, since clients know it.
void add_stricter(CLI::App& app, const std::string& flag, std::uint32_t& target, const std::string& help) {
  add_count(app, flag, target, help, 1, target);
}

template <class Choice>
void add_choice(CLI::App& app, const std::string& flag, Choice& target, const std::string& help,
                const std::map<std::string, Choice>& choices, const char* type) {
  std::string names;
  std::string chosen;
  for (const auto& [name, choice] : choices) {
    names += (names.empty() ? "" : ", ") + name;
    if (choice == target) chosen = name;
  }
  app.add_option_function<std::string>(
         flag, [&target, choices](const std::string& name) { target = choices.at(name); }, help)
      ->check(CLI::Validator(
          [choices, names](std::string& text) {
            return choices.count(text) == 1 ? std::string() : text + " is none of " + names + ".";
          },
          ""))
      ->type_name(type)
      ->default_str(chosen);
}

CLI::Validator begins_with(std::vector<std::string> beginnings, const std::string& like) {
  return CLI::Validator(
      [beginnings = std::move(beginnings), like](std::string& text) {
        for (const std::string& beginning : beginnings) {
          if (text.rfind(beginning, 0) == 0 && text.size() > beginning.size()) return std::string();
        }
        return text + " is not an address like " + like + ".";
      },
      "");
}

CLI::Validator ip_address() {
  return CLI::Validator(
      [](std::string& text) {
        boost::system::error_code error;
        boost::asio::ip::make_address(text, error);
        return error ? text + " is not an IP address." : std::string();
      },
      "");
}

/// "127.0.0.1:9081" or "[::1]:9081" taken apart; a sentence if it is not this machine's own.
std::string read_admin_place(const std::string& text, Place& place) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return text + " is not an address with a port, like 127.0.0.1:9081.";
  std::string host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  boost::system::error_code error;
  const auto ip = boost::asio::ip::make_address(host, error);
  unsigned number = 0;
  if (error || !CLI::detail::lexical_cast(text.substr(colon + 1), number) || number > 65535) {
    return text + " is not an address with a port, like 127.0.0.1:9081.";
  }
  if (!ip.is_loopback())
    return text + " can be reached from elsewhere; take one of this machine alone: 127.0.0.1:9081.";
  place = {host, static_cast<std::uint16_t>(number)};
  return {};
}

void add_places(CLI::App& app, Written& written) {
  Options& options = written.options;
  app.add_option("--listen", options.listen,
                 "Address to listen at. Plain HTTP is meant for this machine and for a TLS proxy")
      ->type_name("ADDRESS")
      ->check(ip_address())
      ->capture_default_str();
  add_count(app, "--port", options.port, "Port to listen at; 0 takes any free one", 0, 65535);
  app.add_option("--tls-cert", written.tls_certificate, "Certificate with its chain (PEM); read anew on SIGHUP")
      ->type_name("FILE");
  app.add_option("--tls-key", written.tls_key, "Key of the certificate (PEM)")->type_name("FILE");
  app.add_option_function<std::uint16_t>(
         "--http-port", [&options](const std::uint16_t& port) { options.http_port = port; },
         "Port that sends plain HTTP on to HTTPS; 0 takes any free one")
      ->check(whole(0, 65535))
      ->type_name("N");
  app.add_option_function<std::vector<std::string>>(
         "--trusted-proxy",
         [&options](const std::vector<std::string>& proxies) {
           for (const std::string& proxy : proxies) options.trusted_proxies.add(proxy);
         },
         "Proxy whose X-Forwarded-For and X-Forwarded-Proto are believed: an address or a network like 10.0.0.0/8; may "
         "be "
         "repeated")
      ->type_name("ADDRESS")
      ->check(CLI::Validator(
          [](std::string& text) {
            return net::TrustedProxies().add(text) ? std::string()
                                                   : text + " is not an address, or a network like 10.0.0.0/8.";
          },
          ""));
  app.add_option_function<std::string>(
         "--admin-listen", [&options](const std::string& text) { read_admin_place(text, options.admin.emplace()); },
         "Address and port of this machine for /metrics and reports, like 127.0.0.1:9081")
      ->type_name("ADDRESS:PORT")
      ->check(CLI::Validator(
          [](std::string& text) {
            Place place;
            return read_admin_place(text, place);
          },
          ""));
  app.add_option("--allow-origin", options.allowed_origins,
                 "Another origin whose pages may connect, like https://calls.example; may be repeated")
      ->type_name("ORIGIN")
      ->check(CLI::Validator(
          [](std::string& origin) {
            const bool is_origin = origin.rfind("http://", 0) == 0 || origin.rfind("https://", 0) == 0;
            return is_origin && origin.find('/', 8) == std::string::npos
                       ? std::string()
                       : origin + " is not an origin like https://calls.example.";
          },
          ""));
}

void add_keeping(CLI::App& app, Written& written) {
  Options& options = written.options;
  app.add_option("--static", options.static_dir, "Folder of the built client to serve; read once, at the start")
      ->type_name("DIR")
      ->check(CLI::Validator(
          [](std::string& text) {
            return CLI::ExistingDirectory(text).empty() ? std::string() : text + " is not a folder.";
          },
          ""));
  app.add_option("--data", options.data_dir, "Folder for what the server keeps: accounts, calls, the journal")
      ->type_name("DIR")
      ->capture_default_str();
  app.add_option("--database", options.database,
                 "Instead of SQLite in that folder: mysql://user@host/name or postgresql://user@host/name. With a "
                 "password only in PARLEY_DATABASE or the file")
      ->type_name("URL")
      ->check(CLI::Validator(
          [](std::string& text) {
            const auto url = store::read_database_url(text);
            return url ? std::string() : url.error();
          },
          ""));
  add_count(app, "--retention-days", options.retention_days, "Days that calls and sign-ins are kept; 0: for ever", 0,
            36'500);
  add_time(app, "--login-days", options.login_life, "Days that somebody stays signed in", 24 * 3600 * 1000.0, "DAYS",
           0.00001, 3650);
}

void add_people(CLI::App& app, Written& written) {
  Options& options = written.options;
  add_choice<bool>(app, "--guests", options.hub.guests, "on: people may come in without an account",
                   {{"off", false}, {"on", true}}, "on|off");
  app.add_flag("--trust-ids", options.hub.trust_ids,
               "The call API believes who a request says it is from. For a network in which everybody may be anybody");
  app.add_option("--stun", written.stun, "STUN server told to clients; may be repeated")
      ->type_name("URL")
      ->check(begins_with({"stun:", "stuns:"}, "stun:stun.example:3478"));
  app.add_option("--turn", written.turn, "TURN relay told to clients, with credentials; may be repeated")
      ->type_name("URL")
      ->check(begins_with({"turn:", "turns:"}, "turn:turn.example:3478?transport=udp"));
  app.add_option("--turn-secret-file", written.turn_secret_file,
                 "File with the secret shared with the relay (coturn's static-auth-secret). Or PARLEY_TURN_SECRET")
      ->type_name("FILE");
  add_seconds(app, "--turn-seconds", written.turn_lifetime, "How long credentials for the relay are good", 2);
  app.add_option("--livekit-url", written.livekit_url, "LiveKit server, as browsers reach it")
      ->type_name("URL")
      ->check(begins_with({"wss://", "ws://"}, "wss://media.example"));
  app.add_option("--livekit-key", written.livekit_key, "Key of the LiveKit server")->type_name("KEY");
  app.add_option("--livekit-secret-file", written.livekit_secret_file,
                 "File with the secret of that key. Or PARLEY_LIVEKIT_SECRET")
      ->type_name("FILE");
  add_seconds(app, "--ring-seconds", options.hub.ring, "How long a call rings");
  add_seconds(app, "--resume-seconds", options.hub.resume, "How long a session outlives its socket");
}

void add_running(CLI::App& app, Written& written) {
  Options& options = written.options;
  add_seconds(app, "--drain-seconds", options.drain, "What live calls have to end when the server stops", 0);
  add_seconds(app, "--come-back-seconds", options.come_back,
              "Told to clients when the server stops: when to come back");
  add_choice<net::LogFormat>(app, "--log-format", options.log_format, "text for people, json for programs",
                             {{"text", net::LogFormat::Text}, {"json", net::LogFormat::Json}}, "FORMAT");
  add_choice<hub::LogLevel>(
      app, "--log-level", options.log_level, "The least important lines to log: debug, info, warning",
      {{"debug", hub::LogLevel::Debug}, {"info", hub::LogLevel::Info}, {"warning", hub::LogLevel::Warning}}, "LEVEL");
}

void add_limits(CLI::App& app, Options& options) {
  net::NetLimits& net = options.limits;
  hub::Config& hub = options.hub;
  const auto options_before = app.get_options().size();
  add_seconds(app, "--hello-seconds", hub.hello, "From a socket's opening to its hello");
  add_seconds(app, "--ping-seconds", net.ping, "Between two WebSocket pings; two unanswered ones end the socket");
  add_seconds(app, "--close-seconds", net.close, "For a closing handshake");
  add_seconds(app, "--request-seconds", net.request, "For an HTTP request, or a TLS handshake, to arrive");
  add_seconds(app, "--answer-seconds", net.answer, "That a request waits for its answer");
  add_seconds(app, "--keep-alive-seconds", net.keep_alive, "That an idle HTTP connection is kept");
  add_seconds(app, "--presence-seconds", hub.presence_batch, "Between two messages about who came and went");
  add_stricter(app, "--message-bytes", hub.message_limits.message_bytes, "Of a message from a client");
  add_count(app, "--queue-bytes", net.queue_bytes, "Waiting for a slow reader, past which it is disconnected");
  add_count(app, "--head-bytes", net.head_bytes, "Of an HTTP request's head");
  add_count(app, "--body-bytes", net.body_bytes, "Of an HTTP request's body");
  add_count(app, "--connections", options.connections, "Open connections of everybody");
  add_count(app, "--sessions", hub.sessions, "People's sessions at once");
  add_count(app, "--sockets-per-address", hub.sockets_per_address, "WebSockets of one address");
  add_count(app, "--connections-per-address", net.per_address.connections, "HTTP connections of one address");
  add_count(app, "--requests-per-second", net.per_address.requests_per_second, "HTTP requests of one address");
  add_count(app, "--request-burst", net.per_address.request_burst, "HTTP requests of one address at once");
  add_count(app, "--messages-per-second", hub.messages_per_second, "Messages of one socket");
  add_count(app, "--message-burst", hub.message_burst, "Messages of one socket at once");
  add_count(app, "--rings-to-one-per-minute", hub.rings_to_one_per_minute, "Rings of one person to another");
  add_count(app, "--rings-per-minute", hub.rings_per_minute, "Rings of one person to anybody");
  add_stricter(app, "--sdp-bytes", hub.message_limits.sdp_bytes, "Of a session description");
  add_stricter(app, "--candidates", hub.message_limits.candidates, "ICE candidates of one side and negotiation");
  add_stricter(app, "--name-code-points", hub.message_limits.name_code_points, "Of a name");
  add_stricter(app, "--chat-bytes", hub.message_limits.chat_bytes, "Of a chat text");
  auto all = app.get_options();
  for (std::size_t index = options_before; index < all.size(); ++index) all[index]->group("Limits");
}

}  // namespace

std::unique_ptr<CLI::App> declare(Written& written) {
  auto app = std::make_unique<CLI::App>(
      "Parley's server: signs people in, rings, relays the negotiation of calls, and serves the client's files.\n"
      "`parley-server report --help` tells what happened to calls and sign-ins.");
  app->footer(
      "Each option is also read from a variable (--ring-seconds from PARLEY_RING_SECONDS) and from the file.\n"
      "A flag wins over a variable, a variable over the file.");
  app->set_help_flag("--help", "Print this help and end");
  app->add_flag("--version", written.print_version, "Print the version and end");
  app->add_option("--config", written.config, "A file of options: lines like ring-seconds = 45")->type_name("FILE");
  app->add_flag("--check-config", written.check_config, "Tell all mistakes, each with its place, and end");
  app->add_flag("--print-config", written.print_config, "Print what is in force, as such a file, and end");
  add_places(*app, written);
  add_keeping(*app, written);
  add_people(*app, written);
  add_running(*app, written);
  add_limits(*app, written.options);
  return app;
}

OptionKinds kinds_of(const CLI::App& app) {
  OptionKinds kinds;
  for (const CLI::Option* option : app.get_options()) {
    const bool is_switch = option->get_expected_max() == 0 || option->get_items_expected_max() == 0;
    kinds[option->get_name()] = is_switch                        ? OptionKind::Switch
                                : option->get_expected_max() > 1 ? OptionKind::List
                                                                 : OptionKind::Value;
  }
  return kinds;
}

void check_each(std::vector<Setting>& settings, std::vector<Mistake>& mistakes) {
  Written scratch;
  const auto app = declare(scratch);
  const auto is_wrong = [&](const Setting& setting) {
    app->clear();
    try {
      app->parse(std::vector<std::string>{setting.flag + "=" + setting.value});
      return false;
    } catch (const CLI::ValidationError& error) {
      const std::string what = error.what();  // "--port: 70000 is not between 0 and 65535."
      const std::string prefix = setting.flag + ": ";
      mistakes.push_back({setting.place, what.rfind(prefix, 0) == 0 ? what.substr(prefix.size()) : what});
    } catch (const CLI::Error&) {
      mistakes.push_back({setting.place, setting.value + " cannot be meant here."});
    }
    return true;
  };
  settings.erase(std::remove_if(settings.begin(), settings.end(), is_wrong), settings.end());
}

}  // namespace parley::program
