#include "tests/bench/server/crowd.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fmt/format.h>

#include "tests/bench/server/loopback.hpp"

namespace parley::bench {
namespace {

constexpr std::size_t kBeginning = 1024;  // of a message: holds a token
constexpr std::size_t kEnd = 32;          // of a message: says whether a list is the last
constexpr double kPatience = 120;         // seconds
/// Our client's waits, in seconds; each is multiplied by a random number from 0 to 1.
constexpr std::array<double, 6> kWaits{0, 0.3, 1.2, 2.7, 4.8, 7};

/// The text of a JSON member; empty if it is not there.
std::string_view member_of(std::string_view json, std::string_view key) {
  const std::size_t at = json.find(key);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = json.substr(at + key.size());
  return rest.substr(0, rest.find('"'));
}

bool send_all(int socket, std::string_view bytes) {
  return send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

}  // namespace

Crowd::Crowd(std::uint16_t port, std::uint32_t size)
    : port_(port), poller_(epoll_create1(EPOLL_CLOEXEC)), members_(size) {}

Crowd::~Crowd() {
  drop();
  close(poller_);
}

void Crowd::drop() {
  for (Member& member : members_) {
    if (member.socket >= 0) close(member.socket);
    member.socket = -1;
    member.stage = Stage::Away;
  }
}

CrowdTimes Crowd::come() {
  times_ = {};
  here_ = 0;
  const auto start = std::chrono::steady_clock::now();
  const auto look = [&] { now_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); };
  for (Member& member : members_) {
    member.tries = 0;
    member.again_at = 0;
  }
  std::array<epoll_event, 512> events{};
  while (here_ < members_.size()) {
    look();
    if (now_ > kPatience) give_up("not everybody came back");
    for (std::uint32_t number = 0; number < members_.size(); ++number) {
      if (members_[number].stage == Stage::Away && members_[number].again_at <= now_) connect(number);
    }
    const int count = epoll_wait(poller_, events.data(), static_cast<int>(events.size()), 5);
    look();
    for (int index = 0; index < count; ++index) go_on(events[static_cast<std::size_t>(index)].data.u32);
  }
  return times_;
}

void Crowd::watch(std::uint32_t number, bool first, bool writable) {
  epoll_event wanted{};
  wanted.events = EPOLLIN | (writable ? EPOLLOUT : 0u);
  wanted.data.u32 = number;
  epoll_ctl(poller_, first ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, members_[number].socket, &wanted);
}

void Crowd::connect(std::uint32_t number) {
  Member& member = members_[number];
  member.socket = socket_of(number);
  fcntl(member.socket, F_SETFL, fcntl(member.socket, F_GETFL) | O_NONBLOCK);
  member.stage = Stage::Connecting;
  member.head.clear();
  member.tail.clear();
  member.in_payload = false;
  const sockaddr_in to = loopback(0, port_);
  if (::connect(member.socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0 && errno != EINPROGRESS) {
    return lose(number);
  }
  watch(number, true, true);
}

void Crowd::lose(std::uint32_t number) {
  Member& member = members_[number];
  if (member.stage == Stage::Here) --here_;
  close(member.socket);
  member.socket = -1;
  member.stage = Stage::Away;
  ++times_.retries;
  member.tries = std::min(member.tries + 1, static_cast<int>(kWaits.size()) - 1);
  member.again_at = now_ + kWaits[static_cast<std::size_t>(member.tries)] * std::rand() / RAND_MAX;
}

void Crowd::go_on(std::uint32_t number) {
  Member& member = members_[number];
  if (member.stage == Stage::Away) return;
  if (member.stage == Stage::Connecting) {
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(member.socket, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) return lose(number);
    member.stage = Stage::Shaking;
    watch(number, false, false);
    if (!send_all(member.socket,
                  "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                  "Sec-WebSocket-Protocol: parley.1\r\n\r\n")) {
      return lose(number);
    }
    return;
  }
  static std::array<char, 256 * 1024> room;
  const ssize_t got = recv(member.socket, room.data(), room.size(), 0);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got <= 0 || !take(member, {room.data(), static_cast<std::size_t>(got)})) lose(number);
}

bool Crowd::take(Member& member, std::string_view bytes) {
  if (member.stage == Stage::Shaking) {
    member.head.append(bytes);
    const std::size_t end = member.head.find("\r\n\r\n");
    if (end == std::string::npos) return true;
    if (member.head.rfind("HTTP/1.1 101", 0) != 0) return false;
    const std::string rest = member.head.substr(end + 4);
    member.head.clear();
    member.stage = Stage::Greeting;
    say_hello(member);
    return take(member, rest);
  }
  while (!bytes.empty()) {
    if (!member.in_payload) {
      member.head += bytes.front();
      bytes.remove_prefix(1);
      if (member.head.size() < 2) continue;
      const unsigned length = static_cast<unsigned char>(member.head[1]) & 0x7f;
      const std::size_t digits = length < 126 ? 0 : length == 126 ? 2 : 8;
      if (member.head.size() < 2 + digits) continue;
      if ((member.head[0] & 0x0f) == 8) return false;  // closed by the server
      member.payload = digits == 0 ? length : 0;
      for (std::size_t digit = 0; digit < digits; ++digit) {
        member.payload = member.payload * 256 + static_cast<unsigned char>(member.head[2 + digit]);
      }
      member.head.clear();
      member.in_payload = member.payload > 0;
      continue;
    }
    const std::size_t piece = static_cast<std::size_t>(std::min<std::uint64_t>(member.payload, bytes.size()));
    if (member.head.size() < kBeginning) {
      member.head.append(bytes.substr(0, std::min(piece, kBeginning - member.head.size())));
    }
    member.tail.append(bytes.substr(piece - std::min(piece, kEnd), std::min(piece, kEnd)));
    if (member.tail.size() > kEnd) member.tail.erase(0, member.tail.size() - kEnd);
    member.payload -= piece;
    bytes.remove_prefix(piece);
    if (member.payload > 0) continue;
    member.in_payload = false;
    hear(member);
    member.head.clear();
    member.tail.clear();
  }
  return true;
}

void Crowd::say_hello(Member& member) {
  const std::string resume =
      member.token.empty() ? std::string() : fmt::format(R"(,"resume":{{"token":"{}","lastSeen":0}})", member.token);
  send_all(member.socket, masked_text(fmt::format(R"({{"type":"hello","version":1,"client":"bench"{}}})", resume)));
}

void Crowd::hear(Member& member) {
  const std::string_view beginning = member.head;
  if (member.stage == Stage::Greeting && beginning.find(R"("type":"client-id")") != std::string_view::npos) {
    member.token = member_of(beginning, R"("token":")");
    if (member_of(beginning, R"("outcome":")") == "resumed") ++times_.resumed;
    member.stage = Stage::Listing;
    times_.signed_in = now_;
  } else if (member.stage == Stage::Listing && beginning.find(R"("type":"peer-list")") != std::string_view::npos &&
             member.tail.find(R"("last":true)") != std::string::npos) {
    member.stage = Stage::Here;
    ++here_;
    times_.complete = now_;
  }
}

}  // namespace parley::bench
