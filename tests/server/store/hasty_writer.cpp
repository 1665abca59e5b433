// A program that writes accounts, sign-ins and calls as fast as it can, and says on its output what the store has acknowledged:
// kill_test.cpp kills it at any moment and looks for each of them. Arguments: the data folder, the database ("" for SQLite),
// and a word that makes its ids its own.
#include <atomic>
#include <cstdio>
#include <string>
#include <unistd.h>

#include "server/store/store.hpp"

using namespace parley;
using namespace parley::store;

namespace {

/// One write(2) a line: it is in the pipe or it is not.
void acknowledge(const std::string& what) {
  const std::string line = what + '\n';
  if (write(STDOUT_FILENO, line.data(), line.size()) < 0) _exit(3);
}

hub::CallRecord call(const std::string& id, std::uint32_t version) {
  hub::CallRecord record;
  record.call = CallId(id);
  record.version = version;
  record.caller = PersonId("p-a");
  record.caller_name = "A";
  record.receiver = PersonId("p-b");
  record.receiver_name = "B";
  record.status = version == 3   ? protocol::CallStatus::Ended
                  : version == 2 ? protocol::CallStatus::Ongoing
                                 : protocol::CallStatus::Dialling;
  if (version == 3) record.reason = protocol::EndReason::HungUp;
  record.requested_at = 1'000;
  return record;
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) return 2;
  StoreOptions options;
  options.data_dir = words[1];
  options.database = words[2];
  const std::string mine = words[3];
  auto opened = open_store(options, [](const auto& run) { run(); });
  if (!opened) {
    std::fprintf(stderr, "%s\n", opened.error().c_str());
    return 1;
  }
  Store& store = *opened.value();
  std::atomic<int> pending = 0;
  for (int i = 0;; ++i) {
    const std::string id = mine + "-" + std::to_string(i);
    for (std::uint32_t version = 1; version <= 3; ++version) {
      store.write(call(id, version));
      acknowledge("call " + id + " " + std::to_string(version));
      store.write(hub::CallEvent{CallId(id), version, 1'000, hub::CallMoment::Quality, {}, "good"});
      acknowledge("event " + id + " " + std::to_string(version));
    }
    if (pending >= 4) {
      usleep(200);
      continue;
    }
    ++pending;
    Account account{PersonId(id), {id, id, id}, "password", 1'000};
    store.create_account(account, [&, id](const auto& created) {
      if (!created) {
        --pending;
        return;
      }
      acknowledge("account " + id);
      store.add_login({LoginId(id), PersonId(id), "hash " + id, "device", 1, 1, 4'000'000'000'000},
                      [&, id](const auto& added) {
                        if (added) acknowledge("login " + id);
                        --pending;
                      });
    });
  }
}
