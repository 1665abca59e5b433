// Thousands of clients at once in one thread: what the server meets when it, or the network before it, has come back. Each keeps no more
// than its token and the beginning of a message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parley::bench {

struct CrowdTimes {
  double signed_in = 0;  ///< seconds until the last one had its client-id
  double complete = 0;   ///< and the whole list of people
  std::size_t retries = 0;
  std::size_t resumed = 0;
};

class Crowd {
 public:
  Crowd(std::uint16_t port, std::uint32_t size);
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  /// All connect at once and sign in; with the sessions they had, if they had one. Whoever is turned away waits as our client does.
  CrowdTimes come();

  /// All sockets break at once.
  void drop();

 private:
  enum class Stage { Away, Connecting, Shaking, Greeting, Listing, Here };

  struct Member {
    int socket = -1;
    Stage stage = Stage::Away;
    std::string token;
    std::string head;           ///< the handshake's answer, or the beginning of the frame that comes in
    std::string tail;           ///< the last bytes of that frame so far
    std::uint64_t payload = 0;  ///< bytes of this frame that have not come yet
    bool in_payload = false;
    int tries = 0;
    double again_at = 0;  ///< seconds; when it tries again
  };

  void connect(std::uint32_t number);
  void go_on(std::uint32_t number);
  void say_hello(Member& member);
  /// False: the connection is over.
  bool take(Member& member, std::string_view bytes);
  void hear(Member& member);
  void lose(std::uint32_t number);
  void watch(std::uint32_t number, bool first, bool writable);

  std::uint16_t port_;
  int poller_ = -1;
  std::vector<Member> members_;
  CrowdTimes times_;
  std::size_t here_ = 0;
  double now_ = 0;
};

}  // namespace parley::bench
