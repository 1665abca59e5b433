#include "server/program/options.hpp"

#include <cstdlib>
#include <map>
#include <sstream>

#include <CLI/CLI.hpp>

namespace parley::program {
namespace {

/// "--ring-seconds" is read from PARLEY_RING_SECONDS.
std::string variable_of(const std::string& flag) {
  std::string name = "PARLEY_" + flag.substr(2);
  for (char& letter : name)
    letter = letter == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  return name;
}

bool is_given(const std::vector<std::string>& arguments, const std::string& flag) {
  for (const std::string& argument : arguments) {
    if (argument == flag || argument.rfind(flag + "=", 0) == 0) return true;
  }
  return false;
}

/// CLI11 lets the file win over the environment; we promise the opposite. So variables become flags where no flag is given.
/// Lists are separated by white space.
std::vector<std::string> with_environment(const CLI::App& app, std::vector<std::string> arguments) {
  for (const CLI::Option* option : app.get_options()) {
    const std::string flag = option->get_name();
    if (flag == "--help" || flag == "--version" || is_given(arguments, flag)) continue;
    const char* const value = std::getenv(variable_of(flag).c_str());
    if (value == nullptr || *value == '\0') continue;
    if (option->get_expected_max() > 1) {
      std::istringstream words(value);
      for (std::string word; words >> word;) arguments.push_back(flag + "=" + word);
    } else {
      arguments.push_back(flag + "=" + value);
    }
  }
  return arguments;
}

/// An option in seconds, fractions allowed, kept in milliseconds.
void add_seconds(CLI::App& app, const std::string& flag, Milliseconds& target, const std::string& help,
                 double least = 0.001) {
  app.add_option_function<double>(
         flag,
         [&target](const double& seconds) {
           target = Milliseconds(static_cast<Milliseconds::rep>(seconds * 1000.0 + 0.5));
         },
         help)
      ->check(CLI::Range(least, 1e7).description(""))
      ->type_name("SECONDS")
      ->default_str(CLI::detail::to_string(static_cast<double>(target.count()) / 1000.0));
}

template <class Number>
void add_count(CLI::App& app, const std::string& flag, Number& target, const std::string& help) {
  app.add_option(flag, target, help)
      ->check(CLI::Range(Number{1}, Number{1'000'000'000}).description(""))
      ->type_name("N")
      ->capture_default_str();
}

/// A bound of the protocol: it may be made stricter, never wider, since clients know it.
void add_stricter(CLI::App& app, const std::string& flag, std::uint32_t& target, const std::string& help) {
  app.add_option(flag, target, help)
      ->check(CLI::Range(std::uint32_t{1}, target).description(""))
      ->type_name("N")
      ->capture_default_str();
}

void add_limits(CLI::App& app, net::NetLimits& net, hub::Config& hub) {
  const std::string group = "Limits";
  const auto options_before = app.get_options().size();
  add_seconds(app, "--hello-seconds", hub.hello, "From a socket's opening to its hello");
  add_seconds(app, "--ping-seconds", net.ping, "Between two WebSocket pings; two unanswered ones end the socket");
  add_seconds(app, "--close-seconds", net.close, "For a closing handshake");
  add_seconds(app, "--request-seconds", net.request, "For the head of an HTTP request to arrive");
  add_seconds(app, "--keep-alive-seconds", net.keep_alive, "That an idle HTTP connection is kept");
  add_seconds(app, "--presence-seconds", hub.presence_batch, "Between two messages about who came and went");
  add_stricter(app, "--message-bytes", hub.message_limits.message_bytes, "Of a message from a client");
  add_count(app, "--queue-bytes", net.queue_bytes, "Waiting for a slow reader, past which it is disconnected");
  add_count(app, "--head-bytes", net.head_bytes, "Of an HTTP request's head");
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
  auto options = app.get_options();
  for (std::size_t index = options_before; index < options.size(); ++index) options[index]->group(group);
}

}  // namespace

Result<Options, EarlyExit> read_options(int argc, const char* const* argv, const std::string& version) {
  Options options;
  std::vector<std::string> stun;
  CLI::App app{
      "Parley's server: signs people in, rings, relays the negotiation of calls, and serves the client's files."};
  app.footer(
      "Each option is also read from a variable (--ring-seconds from PARLEY_RING_SECONDS) and from the file.\n"
      "A flag wins over a variable, a variable over the file.");
  app.set_version_flag("--version", "Parley " + version);
  app.set_config("--config", "", "A file of options: lines like ring-seconds=45")->type_name("FILE");
  app.allow_config_extras(CLI::config_extras_mode::error);

  app.add_option("--listen", options.listen,
                 "Address to listen at. Plain HTTP is meant for this machine and for a TLS proxy")
      ->type_name("ADDRESS")
      ->check([](const std::string& text) {
        boost::system::error_code error;
        boost::asio::ip::make_address(text, error);
        return error ? text + " is not an IP address" : std::string();
      })
      ->capture_default_str();
  app.add_option("--port", options.port, "Port to listen at; 0 takes any free one")
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--data", options.data_dir,
                 "Folder for what the server keeps; guests and their calls leave nothing in it")
      ->type_name("DIR");
  app.add_option("--static", options.static_dir, "Folder of the built client to serve; read once, at the start")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory.description(""));
  app.add_option("--allow-origin", options.allowed_origins,
                 "Another origin whose pages may connect, like https://calls.example; may be repeated")
      ->type_name("ORIGIN")
      ->check([](const std::string& origin) {
        const bool is_origin = origin.rfind("http://", 0) == 0 || origin.rfind("https://", 0) == 0;
        return is_origin && origin.find('/', 8) == std::string::npos
                   ? std::string()
                   : origin + " is not an origin like https://calls.example";
      });
  app.add_option("--stun", stun, "STUN server told to clients, like stun:stun.example:3478; may be repeated")
      ->type_name("URL")
      ->check([](const std::string& url) {
        const bool is_stun = url.rfind("stun:", 0) == 0 || url.rfind("stuns:", 0) == 0;
        return is_stun ? std::string() : url + " is not an address like stun:stun.example:3478";
      });
  add_seconds(app, "--ring-seconds", options.hub.ring, "How long a call rings");
  add_seconds(app, "--resume-seconds", options.hub.resume, "How long a session outlives its socket");
  add_seconds(app, "--come-back-seconds", options.come_back,
              "Told to clients when the server stops: when to come back");
  app.add_option("--log-format", options.log_format, "text for people, json for programs")
      ->transform(CLI::CheckedTransformer(std::map<std::string, net::LogFormat>{{"text", net::LogFormat::Text},
                                                                                {"json", net::LogFormat::Json}})
                      .description(""))
      ->type_name("FORMAT")
      ->default_str("text");
  app.add_option("--log-level", options.log_level, "The least important lines to log: debug, info, warning")
      ->transform(CLI::CheckedTransformer(std::map<std::string, hub::LogLevel>{{"debug", hub::LogLevel::Debug},
                                                                               {"info", hub::LogLevel::Info},
                                                                               {"warning", hub::LogLevel::Warning}})
                      .description(""))
      ->type_name("LEVEL")
      ->default_str("info");
  add_limits(app, options.limits, options.hub);

  std::vector<std::string> arguments = with_environment(app, {argv + 1, argv + argc});
  std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream problems;
    const int code = app.exit(error, out, problems);
    return Failure{EarlyExit{code == 0 ? 0 : 2, out.str() + problems.str()}};
  }
  if (!stun.empty()) options.hub.ice_servers.push_back({stun, "", ""});
  return options;
}

}  // namespace parley::program
