#include "client/browser/platform.hpp"

#include <string>
#include <utility>

#include "client/browser/bridge.hpp"
#include "client/browser/names.hpp"
#include "client/browser/sockets.hpp"
#include "core/base/visit.hpp"

namespace parley::browser {
namespace {

template <class Value>
val or_null(const std::optional<Value>& value) {
  return value ? val(*value) : val::null();
}

val candidate_to_js(const std::optional<protocol::Candidate>& candidate) {
  if (!candidate) return val::null();
  val object = val::object();
  object.set("candidate", candidate->candidate);
  object.set("mid", or_null(candidate->mid));
  object.set("line_index", or_null(candidate->line_index));
  object.set("ufrag", or_null(candidate->ufrag));
  return object;
}

val servers_to_js(const std::vector<protocol::IceServer>& servers) {
  val list = val::array();
  for (const protocol::IceServer& server : servers) {
    val object = val::object();
    object.set("urls", val::array(server.urls.begin(), server.urls.end()));
    object.set("username", server.username);
    object.set("credential", server.credential);
    list.call<void>("push", object);
  }
  return list;
}

class Platform final : public app::EffectRunner {
 public:
  Platform(const val& page, Sockets::Report report);

  void run(const app::Effect& effect) override;

 private:
  struct Visitor;

  Sockets sockets_;
  val peers_;
  val media_;
  val storage_;
  val account_;
  val probe_;
  val clock_;
  val surface_;
  val features_;
};

struct Platform::Visitor {
  Platform& to;

  void operator()(const app::OpenSocket& effect) const { to.sockets_.open(effect.socket); }
  void operator()(const app::SendText& effect) const { to.sockets_.send(effect.socket, effect.text); }
  void operator()(const app::CloseSocket& effect) const { to.sockets_.close(effect.socket, effect.code); }
  void operator()(const app::Probe& effect) const { to.probe_.call<void>("ask", effect.socket); }

  void operator()(const app::StartTimer& effect) const {
    to.clock_.call<void>("start", std::string(name_of(effect.timer)), static_cast<double>(effect.after.count()));
  }
  void operator()(const app::StopTimer& effect) const {
    to.clock_.call<void>("stop", std::string(name_of(effect.timer)));
  }
  void operator()(const app::StoreSession& effect) const {
    to.storage_.call<void>("save", effect.token, effect.name, effect.account, effect.login);
  }
  void operator()(const app::StoreAccount& effect) const { to.storage_.call<void>("sign_in", effect.name); }

  void operator()(const app::AccountRequest& effect) const {
    val fields = val::object();
    fields.set("name", effect.name);
    fields.set("password", effect.password);
    fields.set("new_password", effect.new_password);
    fields.set("login", effect.login);
    to.account_.call<void>("ask", effect.number, std::string(name_of(effect.ask)), fields, effect.token);
  }

  void operator()(const app::CreatePeer& effect) const {
    to.peers_.call<void>("create", effect.peer, servers_to_js(effect.ice_servers), effect.relay_only);
  }
  void operator()(const app::MakeOffer& effect) const {
    to.peers_.call<void>("make_offer", effect.peer, effect.generation, effect.restart);
  }
  void operator()(const app::MakeAnswer& effect) const {
    to.peers_.call<void>("make_answer", effect.peer, effect.generation, effect.offer);
  }
  void operator()(const app::ApplyAnswer& effect) const {
    to.peers_.call<void>("apply_answer", effect.peer, effect.generation, effect.answer);
  }
  void operator()(const app::AddCandidate& effect) const {
    to.peers_.call<void>("add_candidate", effect.peer, candidate_to_js(effect.candidate));
  }
  void operator()(const app::SetServers& effect) const {
    to.peers_.call<void>("set_servers", effect.peer, servers_to_js(effect.ice_servers));
  }
  void operator()(const app::JoinRoom& effect) const {
    to.peers_.call<void>("join_room", effect.peer, effect.call.value(), effect.person.value(), effect.token);
  }
  void operator()(const app::ClosePeer& effect) const { to.peers_.call<void>("close", effect.peer); }

  void operator()(const app::OpenDevices& effect) const {
    to.media_.call<void>("open", effect.capture, effect.microphone, effect.camera, record_to_js(effect.wishes));
  }
  void operator()(const app::StopDevice& effect) const {
    to.media_.call<void>("stop", effect.capture, std::string(name_of(effect.kind)));
  }
  void operator()(const app::AttachDevice& effect) const {
    to.peers_.call<void>("attach", effect.peer, std::string(name_of(effect.kind)), effect.capture);
  }
  void operator()(const app::MuteMicrophone& effect) const {
    to.media_.call<void>("mute", effect.capture, effect.muted);
  }
  void operator()(const app::PlaySound&) const { to.peers_.call<void>("play_sound"); }
  void operator()(const app::ReloadPage&) const { to.surface_.call<void>("reload_page"); }
  void operator()(const app::FetchPart&) const {}  // the host's, since this file is in that part

  // The commands of features go by name to the module that carries them out (web/features.js).
  template <class Command>
  void operator()(const Command& command) const {
    to.features_.call<void>("carry_out", to_js(Command::kName), record_to_js(command));
  }
};

Platform::Platform(const val& page, Sockets::Report report)
    : sockets_(page["server"].as<std::string>(), std::move(report)),
      peers_(page["peers"]),
      media_(page["media"]),
      storage_(page["storage"]),
      account_(page["account"]),
      probe_(page["probe"]),
      clock_(page["clock"]),
      surface_(page["surface"]),
      features_(page["features"]) {}

void Platform::run(const app::Effect& effect) { visit_innermost(Visitor{*this}, effect); }

}  // namespace

std::unique_ptr<app::EffectRunner> make_platform(const val& page, std::function<void(app::Event)> report) {
  return std::make_unique<Platform>(page, std::move(report));
}

}  // namespace parley::browser
