// What must hold in every run, whatever happens: checked after each step of each tab and each record of the server. It
// sees everything, also what no party of a call could see.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "server/hub/effect.hpp"
#include "tests/sim/world/browser.hpp"

namespace parley::sim {

class World;

/// Which phases of which machine were reached.
struct Coverage {
  std::array<std::uint64_t, 5> session{};
  std::array<std::uint64_t, 8> consent{};
  std::array<std::uint64_t, 7> negotiation{};
  std::array<std::uint64_t, 4> path{};
  std::array<std::uint64_t, 3> microphone{};
  std::array<std::uint64_t, 3> camera{};
  std::array<std::uint64_t, 6> status{};
  std::array<std::uint64_t, 8> reason{};

  void add(const Coverage& other);
  /// The names of what was never reached.
  std::vector<std::string> missing() const;
};

class Audit {
 public:
  explicit Audit(World& world) : world_(world) {}

  // ---- what happens
  void page_started(const Browser& tab);
  void tab_stepped(Browser& tab);
  void frame_heard(const Browser& tab, const std::string& text);
  void record_written(const hub::CallRecord& record);
  void server_gone();
  void media_flows(const Browser& one, const Browser& other);

  // ---- questions
  /// Nobody rings for what is over, once a second or so.
  void look_for_ghosts();
  /// Nobody does anything any more: what is left of the storm?
  void expect_settled();
  void expect_all_idle();
  void expect_nothing_left();

  std::size_t calls() const { return calls_.size(); }
  const Coverage& coverage() const { return coverage_; }

 private:
  struct Ledger {
    hub::CallRecord record;  ///< the latest
    std::optional<hub::CallRecord> terminal;
    Instant ended{};
    bool orphaned = false;  ///< the process that knew it is gone
    bool restored = false;
    std::set<PersonId> parties;
  };
  struct Watched {
    std::map<std::pair<std::string, std::string>, CallId> request;  ///< (session, request) of this page: its call
    std::set<std::string> accepted;                                 ///< calls that a press accepted
    std::set<std::string> asked;                                    ///< names and ids that a press asked for
    Instant started{};                                              ///< of this page
    std::optional<Instant> requesting_since;
    std::optional<Instant> sound_since;  ///< signed in over a socket without a fault
  };

  void fail(const std::string& what, std::initializer_list<const Browser*> tabs);
  std::optional<std::size_t> tab_of(const PersonId& person) const;
  bool is_party(const Ledger& known, std::size_t tab) const;
  void check_requested(const Browser& tab, Instant since);
  void check_party(const Browser& tab, const CallId& call, const std::optional<PersonId>& from, const char* what);
  void check_call(const Browser& tab, const protocol::Call& call);
  void check_accepted(const hub::CallRecord& record);
  void check_live(const hub::CallRecord& record);

  World& world_;
  std::map<CallId, Ledger> calls_;
  std::map<PersonId, CallId> live_;        ///< in the process that runs now
  std::map<PersonId, std::size_t> owner_;  ///< which tab's person had this id
  std::map<std::size_t, Watched> watched_;
  Coverage coverage_;
};

}  // namespace parley::sim
