#include "client/app/account_answers.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "core/protocol/json_document.hpp"
#include "core/protocol/wire_names.hpp"

namespace parley::app {
namespace {

using protocol::JsonDocument;
using Value = JsonDocument::Value;

// A page of history has some 100 entries of a few hundred bytes.
protocol::Limits answer_limits() {
  protocol::Limits limits;
  limits.message_bytes = 512 * 1024;
  return limits;
}

/// Members of one object, by name. What is not there, or of another type, is empty: an older page lives with a newer server.
class Members {
 public:
  Members(const JsonDocument& document, const Value& object) : document_(document), object_(object) {}

  const Value* find(std::string_view key) const {
    return object_.kind == JsonDocument::Kind::Object ? document_.find(object_, key).value : nullptr;
  }
  std::string text(std::string_view key) const {
    const Value* value = find(key);
    return value && value->kind == JsonDocument::Kind::String ? std::string(document_.text(*value)) : std::string();
  }
  std::int64_t number(std::string_view key) const {
    const Value* value = find(key);
    return value && value->kind == JsonDocument::Kind::Unsigned ? static_cast<std::int64_t>(value->number) : 0;
  }
  bool truth(std::string_view key) const {
    const Value* value = find(key);
    return value && value->truth;
  }
  Members inner(std::string_view key) const {
    const Value* value = find(key);
    return {document_, value ? *value : object_};
  }
  template <class Enum>
  std::optional<Enum> word(std::string_view key) const {
    const std::span<const std::string_view> words = protocol::wire_names<Enum>();
    const auto found = std::find(words.begin(), words.end(), text(key));
    if (found == words.end()) return std::nullopt;
    return static_cast<Enum>(found - words.begin());
  }

 private:
  const JsonDocument& document_;
  const Value& object_;
};

/// Runs `take` on each object of the list that the body is; false if it is none.
template <class Take>
bool each_in(std::string_view body, Take take) {
  const auto parsed = JsonDocument::parse(body, answer_limits());
  if (!parsed) return false;
  const JsonDocument& document = parsed.value();
  const Value& list = document.root();
  if (list.kind != JsonDocument::Kind::Array) return false;
  for (const Value* item = JsonDocument::begin(list); item != JsonDocument::end(list);
       item = JsonDocument::next(item)) {
    take(Members(document, *item));
  }
  return true;
}

/// Gives the entries names that are unique on the screen: "Ada", "Ada 2".
template <class Entry>
void number_equal_names(std::vector<Entry>& entries) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string name = entries[i].shown;
    for (int number = 2;; ++number) {
      const auto same = [&](const Entry& other) { return other.shown == entries[i].shown; };
      const auto end = entries.begin() + static_cast<std::ptrdiff_t>(i);
      if (std::none_of(entries.begin(), end, same)) break;
      entries[i].shown = name + " " + std::to_string(number);
    }
  }
}

}  // namespace

AnswerWords words_in(std::string_view body) {
  const auto parsed = JsonDocument::parse(body, answer_limits());
  if (!parsed) return {};
  const Members answer(parsed.value(), parsed.value().root());
  return {answer.text("code"), answer.text("message"), answer.inner("person").text("name")};
}

std::optional<std::vector<ListedLogin>> logins_in(std::string_view body) {
  std::vector<ListedLogin> logins;
  const bool listed = each_in(body, [&](const Members& login) {
    logins.push_back({login.text("id"), login.text("device"), login.number("usedAt"), login.truth("current")});
  });
  if (!listed) return std::nullopt;
  std::stable_sort(logins.begin(), logins.end(), [](const ListedLogin& left, const ListedLogin& right) {
    return left.here != right.here ? left.here : left.used_at > right.used_at;
  });
  number_equal_names(logins);
  return logins;
}

std::optional<std::vector<RecentCall>> calls_in(std::string_view body) {
  using protocol::CallStatus;
  std::vector<RecentCall> calls;
  const bool listed = each_in(body, [&](const Members& call) {
    RecentCall entry;
    entry.outgoing = !call.truth("incoming");
    const Members other = call.inner(entry.outgoing ? "receiver" : "caller");
    entry.person = PersonId(other.text("id"));
    entry.name = entry.shown = other.text("name");
    const auto status = call.word<CallStatus>("status");
    if (entry.person.empty() || entry.name.empty() || !status || !protocol::is_terminal(*status)) return;
    const auto known = std::find_if(calls.begin(), calls.end(),
                                    [&](const RecentCall& earlier) { return earlier.person == entry.person; });
    if (known != calls.end()) {
      ++known->count;
      return;
    }
    entry.status = *status;
    entry.media = call.word<protocol::Media>("media").value_or(protocol::Media::Voice);
    entry.reason = call.word<protocol::EndReason>("reason");
    entry.missed = call.truth("missed");
    entry.at = call.number("requestedAt");
    entry.talked = Milliseconds{call.number("durationMs")};
    calls.push_back(std::move(entry));
  });
  if (!listed) return std::nullopt;
  number_equal_names(calls);
  return calls;
}

}  // namespace parley::app
