#include "server/api/program_admission.hpp"

#include <optional>
#include <string>
#include <utility>

#include "server/api/cookie.hpp"
#include "server/api/query.hpp"
#include "server/api/reply.hpp"
#include "server/net/device_name.hpp"

namespace parley::api {
namespace {

using protocol::Text;

/// A credential makes its person's id available. A cookie does so only for a wished id: two tabs of one browser that wish for
/// none are two people.
bool speaks_for(const std::optional<Identity>& identity, const hub::Admit& admit, bool by_header) {
  if (!identity) return false;
  return admit.id ? identity->person == *admit.id : by_header;
}

net::Admission admission_of(const hub::Reply& reply, const net::HttpRequest& request) {
  if (const auto* admitted = std::get_if<hub::Admitted>(&reply)) {
    net::Welcome welcome{admitted->session, {{"X-Parley-Token", admitted->token}}};
    if (trusts_cookies(request)) {
      welcome.headers.push_back(
          set_cookie(Cookie::Program, with_program_token(request, admitted->token), request.secure));
    }
    return welcome;
  }
  const auto* refused = std::get_if<hub::Refused>(&reply);
  if (refused == nullptr) return api::reply(problem(HttpCode::Unavailable));
  if (refused->code == protocol::ErrorCode::NotAllowed && !refused->in_use) {
    return api::reply(
        problem(refused->code, "Only this server gives out ids that begin like this one. Choose another."));
  }
  return api::reply(problem(*refused));
}

}  // namespace

void ProgramAdmission::admit(const std::shared_ptr<const net::HttpRequest>& request,
                             const std::function<void(net::Admission)>& decide) const {
  Query query(request->query(), Query::Empty::Dropped);  // "&id=" of a program that has none
  hub::Admit admit;
  admit.name = query.text("name", Text::TypedName);
  if (auto id = query.optional_text("id", Text::Id)) admit.id = PersonId(*std::move(id));
  admit.location = query.optional_text("location", Text::Client).value_or(std::string());
  admit.device = net::device_name(request->header("user-agent"));
  if (query.problem()) return decide(reply(*query.problem()));

  const Preference preference{admit.id, Cookie::Program};
  credentials_.identify(*request, preference, [this, request, admit, decide](Identified found) mutable {
    if (!found) return decide(reply(found.error()));
    if (const auto& identity = found.value(); speaks_for(identity, admit, !header_token(*request).empty())) {
      admit.actor = identity->person;
      admit.login = identity->login;
      admit.blocked = identity->blocked;
    }
    ask_(std::move(admit), [request, decide](const hub::Reply& answer) { decide(admission_of(answer, *request)); });
  });
}

}  // namespace parley::api
