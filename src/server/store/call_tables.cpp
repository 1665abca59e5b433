#include "server/store/call_tables.hpp"

#include <algorithm>

#include "server/store/stored_names.hpp"
#include "server/store/text_fit.hpp"

namespace parley::store {
namespace {

using soci::into;
using soci::use;

constexpr std::size_t kBite = 500;

/// A value that may be missing, as SOCI wants it.
template <class T>
struct Nullable {
  T value{};
  soci::indicator state = soci::i_null;

  void set(std::optional<T> from) {
    state = from ? soci::i_ok : soci::i_null;
    value = std::move(from).value_or(T{});
  }
  std::optional<T> get() const { return state == soci::i_ok ? std::optional<T>(value) : std::nullopt; }
};

template <class Enum>
std::optional<std::string> word_of(const std::optional<Enum>& value) {
  if (!value) return std::nullopt;
  return std::string(protocol::wire_name(*value));
}

template <class Enum>
std::optional<Enum> value_of(const Nullable<std::string>& word) {
  if (word.state != soci::i_ok) return std::nullopt;
  return from_name<Enum>(word.value);
}

/// A row of `calls`: the variables that SOCI reads from and writes to.
struct CallRow {
  std::string id, caller, caller_name, receiver, receiver_name, media, status;
  Nullable<std::string> reason, ended_by;
  long long version = 0;
  WallTime requested_at = 0;
  Nullable<WallTime> accepted_at, connected_at, ended_at;
  WallTime duration_ms = 0;

  void set(const hub::CallRecord& record) {
    id = fit(record.call.value(), kKeyBytes);
    version = record.version;
    caller = fit(record.caller.value(), kKeyBytes);
    caller_name = fit(record.caller_name, kTextBytes);
    receiver = fit(record.receiver.value(), kKeyBytes);
    receiver_name = fit(record.receiver_name, kTextBytes);
    media = protocol::wire_name(record.media);
    status = protocol::wire_name(record.status);
    reason.set(word_of(record.reason));
    ended_by.set(word_of(record.ended_by));
    requested_at = record.requested_at;
    accepted_at.set(record.accepted_at);
    connected_at.set(record.connected_at);
    ended_at.set(record.ended_at);
    duration_ms = record.duration.count();
  }

  hub::CallRecord get() const {
    hub::CallRecord record;
    record.call = CallId(id);
    record.version = static_cast<std::uint32_t>(version);
    record.caller = PersonId(caller);
    record.caller_name = caller_name;
    record.receiver = PersonId(receiver);
    record.receiver_name = receiver_name;
    record.media = from_name<protocol::Media>(media).value_or(protocol::Media::Video);
    record.status = from_name<protocol::CallStatus>(status).value_or(protocol::CallStatus::Error);
    record.reason = value_of<protocol::EndReason>(reason);
    record.ended_by = value_of<protocol::Side>(ended_by);
    record.requested_at = requested_at;
    record.accepted_at = accepted_at.get();
    record.connected_at = connected_at.get();
    record.ended_at = ended_at.get();
    record.duration = Milliseconds(duration_ms);
    return record;
  }
};

struct EventRow {
  std::string call, moment, detail;
  long long number = 0;
  WallTime happened_at = 0;
  Nullable<std::string> side;

  void set(const hub::CallEvent& event) {
    call = fit(event.call.value(), kKeyBytes);
    number = event.number;
    happened_at = event.at;
    moment = hub::word_of(event.moment);
    side.set(word_of(event.side));
    detail = fit(event.detail, kTextBytes);
  }

  std::optional<hub::CallEvent> get() const {
    const auto what = moment_from(moment);
    if (!what) return std::nullopt;  // of a later version
    hub::CallEvent event;
    event.call = CallId(call);
    event.number = static_cast<std::uint32_t>(number);
    event.at = happened_at;
    event.moment = *what;
    event.side = value_of<protocol::Side>(side);
    event.detail = detail;
    return event;
  }
};

constexpr const char* kColumns =
    "id, version, caller, caller_name, receiver, receiver_name, media, status, reason, ended_by, requested_at,"
    " accepted_at, connected_at, ended_at, duration_ms";

/// Statements that are prepared once and carried out for each entry of a batch.
class EntryWriter {
 public:
  explicit EntryWriter(Database& database)
      : update_((database.sql().prepare
                     << "UPDATE calls SET version = :version, media = :media, status = :status, reason = :reason,"
                        " ended_by = :ended_by, accepted_at = :accepted_at, connected_at = :connected_at,"
                        " ended_at = :ended_at, duration_ms = :duration"
                        " WHERE id = :id AND version < :older AND status IN ('DIALLING', 'ONGOING')",
                 use(call_.version), use(call_.media), use(call_.status), use(call_.reason.value, call_.reason.state),
                 use(call_.ended_by.value, call_.ended_by.state), use(call_.accepted_at.value, call_.accepted_at.state),
                 use(call_.connected_at.value, call_.connected_at.state),
                 use(call_.ended_at.value, call_.ended_at.state), use(call_.duration_ms), use(call_.id),
                 use(call_.version))),
        insert_((database.sql().prepare << database.insert_if_absent(
                     "calls", kColumns,
                     ":id, :version, :caller, :caller_name, :receiver, :receiver_name,"
                     " :media, :status, :reason, :ended_by, :requested_at, :accepted_at,"
                     " :connected_at, :ended_at, :duration"),
                 use(call_.id), use(call_.version), use(call_.caller), use(call_.caller_name), use(call_.receiver),
                 use(call_.receiver_name), use(call_.media), use(call_.status),
                 use(call_.reason.value, call_.reason.state), use(call_.ended_by.value, call_.ended_by.state),
                 use(call_.requested_at), use(call_.accepted_at.value, call_.accepted_at.state),
                 use(call_.connected_at.value, call_.connected_at.state),
                 use(call_.ended_at.value, call_.ended_at.state), use(call_.duration_ms))),
        note_((database.sql().prepare << database.insert_if_absent("call_events",
                                                                   "call_id, number, happened_at, moment, side, detail",
                                                                   ":call, :number, :at, :moment, :side, :detail"),
               use(event_.call), use(event_.number), use(event_.happened_at), use(event_.moment),
               use(event_.side.value, event_.side.state), use(event_.detail))) {}

  void operator()(const hub::CallRecord& record) {
    call_.set(record);
    update_.execute(true);
    if (update_.get_affected_rows() < 1) insert_.execute(true);
  }

  void operator()(const hub::CallEvent& event) {
    event_.set(event);
    note_.execute(true);
  }

 private:
  CallRow call_;
  EventRow event_;
  soci::statement update_;
  soci::statement insert_;
  soci::statement note_;
};

/// The calls that `condition` (about a person) leaves.
void select_some(Database& database, const CallFilter& filter, const std::optional<CallPlace>& before,
                 const char* condition, std::vector<StoredCall>& calls) {
  const std::string call = filter.call ? fit(filter.call->value(), kKeyBytes) : std::string();
  const std::string person = filter.person ? fit(filter.person->value(), kKeyBytes) : std::string();
  const std::string name = fit(filter.name.value_or(""), kTextBytes);
  const WallTime since = filter.since.value_or(0);
  const WallTime until = filter.until.value_or(0);
  const WallTime before_at = before ? before->first : 0;
  const std::string before_id = before ? fit(before->second.value(), kKeyBytes) : std::string();

  soci::statement each(database.sql());
  std::string query = std::string("SELECT ") + kColumns + " FROM calls WHERE 1 = 1";
  if (filter.call) {
    query += " AND id = :call";
    each.exchange(use(call, "call"));
  }
  if (filter.person) {
    query += condition;
    each.exchange(use(person, "person"));
  }
  if (filter.name) {
    query += " AND (caller_name = :name1 OR receiver_name = :name2)";
    each.exchange(use(name, "name1"));
    each.exchange(use(name, "name2"));
  }
  if (filter.since) {
    query += " AND requested_at >= :since";
    each.exchange(use(since, "since"));
  }
  if (filter.until) {
    query += " AND requested_at < :until";
    each.exchange(use(until, "until"));
  }
  if (before) {
    query += " AND (requested_at < :at1 OR (requested_at = :at2 AND id < :id))";
    each.exchange(use(before_at, "at1"));
    each.exchange(use(before_at, "at2"));
    each.exchange(use(before_id, "id"));
  }
  if (filter.errors_only) query += " AND (status = 'ERROR' OR reason = 'connection-lost')";
  query += " ORDER BY requested_at DESC, id DESC LIMIT " + std::to_string(filter.limit);

  CallRow row;
  each.exchange(into(row.id));
  each.exchange(into(row.version));
  each.exchange(into(row.caller));
  each.exchange(into(row.caller_name));
  each.exchange(into(row.receiver));
  each.exchange(into(row.receiver_name));
  each.exchange(into(row.media));
  each.exchange(into(row.status));
  each.exchange(into(row.reason.value, row.reason.state));
  each.exchange(into(row.ended_by.value, row.ended_by.state));
  each.exchange(into(row.requested_at));
  each.exchange(into(row.accepted_at.value, row.accepted_at.state));
  each.exchange(into(row.connected_at.value, row.connected_at.state));
  each.exchange(into(row.ended_at.value, row.ended_at.state));
  each.exchange(into(row.duration_ms));
  each.alloc();
  each.prepare(query);
  each.define_and_bind();
  each.execute();
  while (each.fetch()) calls.push_back({row.get(), {}});
}

void add_events(Database& database, std::vector<StoredCall>& calls) {
  EventRow row;
  std::string call;
  soci::statement each =
      (database.sql().prepare << "SELECT call_id, number, happened_at, moment, side, detail FROM call_events"
                                 " WHERE call_id = :call ORDER BY number",
       use(call), into(row.call), into(row.number), into(row.happened_at), into(row.moment),
       into(row.side.value, row.side.state), into(row.detail));
  for (StoredCall& stored : calls) {
    call = stored.record.call.value();
    each.execute();
    while (each.fetch()) {
      if (auto event = row.get()) stored.events.push_back(std::move(*event));
    }
  }
}

/// Where the call stands in "newest first"; nothing if it is unknown.
std::optional<CallPlace> select_place(Database& database, const CallId& call) {
  const std::string id = fit(call.value(), kKeyBytes);
  WallTime requested_at = 0;
  database.sql() << "SELECT requested_at FROM calls WHERE id = :id", use(id), into(requested_at);
  if (!database.sql().got_data()) return std::nullopt;
  return CallPlace(requested_at, call);
}

/// What the tables alone answer; a call may be there twice.
std::vector<StoredCall> select_calls(Database& database, const CallFilter& filter,
                                     const std::optional<CallPlace>& before) {
  std::vector<StoredCall> calls;
  if (filter.person) {  // two questions that an index answers each, instead of one that none does
    select_some(database, filter, before, " AND caller = :person", calls);
    select_some(database, filter, before, " AND receiver = :person", calls);
  } else {
    select_some(database, filter, before, "", calls);
  }
  if (filter.with_events) add_events(database, calls);
  return calls;
}

}  // namespace

void write_entries(Database& database, const std::vector<Entry>& entries) {
  Transaction transaction(database);
  {
    EntryWriter write(database);
    for (const Entry& entry : condensed(entries)) std::visit(write, entry);
  }
  transaction.commit();
}

std::vector<StoredCall> read_calls(Database& database, const CallFilter& filter, const std::vector<Entry>& waiting) {
  std::optional<CallPlace> before;
  if (filter.before) {
    before = select_place(database, *filter.before);
    for (const Entry& entry : waiting) {
      const auto* record = std::get_if<hub::CallRecord>(&entry);
      if (!before && record && record->call == *filter.before) before = CallPlace(record->requested_at, record->call);
    }
    if (!before) return {};  // too old to be kept: so is what came before it
  }
  return merged(select_calls(database, filter, before), waiting, filter, before);
}

void end_abandoned_calls(Database& database, WallTime requested_before, const std::set<CallId>& but) {
  Transaction transaction(database);
  std::vector<std::string> open;
  std::string id;
  {
    soci::statement each = (database.sql().prepare << "SELECT id FROM calls WHERE requested_at < :before"
                                                      " AND status IN ('DIALLING', 'ONGOING')",
                            use(requested_before), into(id));
    each.execute();
    while (each.fetch()) {
      if (!but.contains(CallId(id))) open.push_back(id);
    }
  }
  {
    soci::statement end =
        (database.sql().prepare
             << "UPDATE calls SET version = version + 1, status = 'ENDED', reason = 'connection-lost',"
                " ended_at = COALESCE((SELECT MAX(happened_at) FROM call_events WHERE call_id = :call),"
                " connected_at, accepted_at, requested_at) WHERE id = :id",
         use(id, "call"), use(id, "id"));
    for (const std::string& each : open) {
      id = each;
      end.execute(true);
    }
  }
  transaction.commit();
}

bool erase_old_calls(Database& database, WallTime calls_before) {
  Transaction transaction(database);
  std::vector<std::string> old;
  std::string id;
  {
    soci::statement each = (database.sql().prepare << "SELECT id FROM calls WHERE requested_at < :before"
                                                      " ORDER BY requested_at LIMIT "
                                                   << kBite,
                            use(calls_before), into(id));
    each.execute();
    while (each.fetch()) old.push_back(id);
  }
  {
    soci::statement events = (database.sql().prepare << "DELETE FROM call_events WHERE call_id = :id", use(id));
    soci::statement calls = (database.sql().prepare << "DELETE FROM calls WHERE id = :id", use(id));
    for (const std::string& each : old) {
      id = each;
      events.execute(true);
      calls.execute(true);
    }
  }
  transaction.commit();
  return old.size() == kBite;
}

}  // namespace parley::store
