// Somebody who speaks the protocol of `/ws` over a LoadClient: numbers and acknowledges as a client does.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "tests/bench/server/load_client.hpp"

namespace parley::bench {

extern const std::string kOffer;

class Person {
 public:
  /// Comes in under this name, or under one that the server issues, and waits for the whole list of people.
  Person(std::uint16_t port, std::uint32_t number, const std::string& name = {},
         Transport transport = Transport::Plain);

  /// Numbers it.
  void command(nlohmann::json message);
  /// Waits for a message that contains these words.
  std::string receive_with(std::string_view words);

 private:
  LoadClient client_;
  std::uint64_t sent_ = 0;
  std::uint64_t seen_ = 0;
  std::uint64_t acknowledged_ = 0;
};

/// Says hello over an open socket and reads until the list of people is whole.
void sign_in(LoadClient& client, const std::string& name = {});

/// Two people, one of whom rings the other.
class Pair {
 public:
  Pair(std::uint16_t port, std::uint32_t number);

  /// Seconds from the request to the moment at which the other one is told.
  double ring();
  void accept();
  /// By the caller; both are told.
  void end();

  /// In a call: one message under way.
  void send_candidate();
  void receive_candidate();
  std::uint64_t relayed() const { return relayed_; }

 private:
  std::string name_;
  Person receiver_;
  Person caller_;
  std::string call_;
  std::uint64_t ids_ = 0;
  std::uint64_t relayed_ = 0;
  std::uint32_t generation_ = 1;
  int candidates_ = 0;
};

}  // namespace parley::bench
