#include "client/app/model.hpp"

#include <variant>

#include "core/base/overloaded.hpp"
#include "core/base/visit.hpp"

namespace parley::app {
namespace {

namespace consent = call::consent;
namespace negotiation = call::negotiation;

bool has_session(const Model& model) {
  return model.session.identity && !model.session.patience_over &&
         !std::holds_alternative<session::SignedOut>(model.session.phase);
}

const consent::Ongoing* ongoing(const Model& model) { return std::get_if<consent::Ongoing>(&model.consent.phase); }

}  // namespace

Model::Model() = default;
Model::Model(const Model&) = default;
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(const Model&) = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

Screen screen(const Model& model) {
  const Screen lobby = has_session(model) ? Screen::Idle : Screen::Entry;
  return parley::visit(Overloaded{
                           [&](const consent::Idle&) { return lobby; },
                           [&](const consent::Preparing&) { return lobby; },
                           [&](const consent::Requesting&) { return lobby; },
                           [](const consent::Dialling&) { return Screen::Waiting; },
                           [&](const consent::Ringing&) { return lobby; },
                           [](const consent::Answering&) { return Screen::Call; },
                           [](const consent::Ongoing&) { return Screen::Call; },
                           [](const consent::Ended&) { return Screen::Ended; },
                       },
                       model.consent.phase);
}

const consent::Ringing* incoming(const Model& model) { return std::get_if<consent::Ringing>(&model.consent.phase); }

const protocol::Call* current_call(const Model& model) { return consent::call_of(model.consent.phase); }

const protocol::Person* other_person(const Model& model) {
  const protocol::Call* call = current_call(model);
  if (!call) return nullptr;
  return call->you == call::Side::Caller ? &call->receiver : &call->caller;
}

const protocol::Person* oneself(const Model& model) {
  return model.session.identity ? &model.session.identity->you : nullptr;
}

Link link(const Model& model) {
  if (!ongoing(model)) return Link::Connecting;
  switch (model.negotiation.path) {
    case negotiation::Path::None:
    case negotiation::Path::Connecting: return Link::Connecting;
    case negotiation::Path::Flowing: return Link::Connected;
    case negotiation::Path::Lost: return Link::Reconnecting;
  }
  return Link::Connecting;
}

std::optional<Milliseconds> talk_time(const Model& model, Instant now) {
  const auto* call = ongoing(model);
  if (!call || !call->connected_since) return std::nullopt;
  return now - *call->connected_since;
}

bool remote_camera_on(const Model& model) {
  const auto& remote = model.negotiation.remote;
  return remote && remote->camera && !remote->saving;
}
bool remote_microphone_on(const Model& model) {
  return model.negotiation.remote && model.negotiation.remote->microphone;
}
bool microphone_on(const Model& model) {
  return !std::holds_alternative<call::devices::Off>(model.devices.microphone) && !model.devices.muted;
}
bool camera_on(const Model& model) { return call::devices::camera_on(model.devices); }
bool camera_opening(const Model& model) { return std::holds_alternative<call::devices::Opening>(model.devices.camera); }

bool is_requesting(const Model& model) {
  return std::holds_alternative<consent::Preparing>(model.consent.phase) ||
         std::holds_alternative<consent::Requesting>(model.consent.phase);
}

bool is_joining(const Model& model) {
  return model.part == Part::Asked || std::holds_alternative<session::Connecting>(model.session.phase) ||
         std::holds_alternative<session::Greeting>(model.session.phase);
}

bool is_asking(const Model& model, AccountAsk ask) { return model.account.asked && model.account.asked->ask == ask; }

bool has_account(const Model& model) { return model.session.identity && model.session.identity->account; }

}  // namespace parley::app
