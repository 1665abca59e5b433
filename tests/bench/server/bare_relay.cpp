#include "tests/bench/server/bare_relay.hpp"

#include <csignal>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "tests/bench/server/process_time.hpp"

namespace parley::bench {
namespace {

void send_at_once(int socket) {
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

/// Accepts pairs of sockets, one after the other, and passes bytes from the first of a pair to the second.
[[noreturn]] void relay(int listener) {
  const int poller = epoll_create1(0);
  std::vector<int> partner(65536, -1);
  epoll_event wanted{};
  wanted.events = EPOLLIN;
  wanted.data.fd = listener;
  epoll_ctl(poller, EPOLL_CTL_ADD, listener, &wanted);
  int waiting = -1;
  for (;;) {
    epoll_event events[128];
    const int count = epoll_wait(poller, events, 128, -1);
    for (int index = 0; index < count; ++index) {
      const int socket = events[index].data.fd;
      if (socket == listener) {
        const int accepted = accept(listener, nullptr, nullptr);
        send_at_once(accepted);
        wanted.data.fd = accepted;
        epoll_ctl(poller, EPOLL_CTL_ADD, accepted, &wanted);
        if (waiting >= 0) partner[static_cast<std::size_t>(waiting)] = accepted;
        waiting = waiting >= 0 ? -1 : accepted;
        continue;
      }
      char bytes[4096];
      const ssize_t got = recv(socket, bytes, sizeof bytes, 0);
      if (got <= 0) {
        close(socket);
      } else if (send(partner[static_cast<std::size_t>(socket)], bytes, static_cast<std::size_t>(got), MSG_NOSIGNAL) <
                 0) {
        _exit(1);
      }
    }
  }
}

int connect_to(std::uint16_t port) {
  const int connected = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(connected, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) std::exit(1);
  send_at_once(connected);
  return connected;
}

}  // namespace

BareRelay::BareRelay() {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(listener, reinterpret_cast<const sockaddr*>(&address), size) != 0 || listen(listener, 1024) != 0 ||
      getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    std::exit(1);
  }
  port_ = ntohs(address.sin_port);
  pid_ = fork();
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    relay(listener);
  }
  close(listener);
}

BareRelay::~BareRelay() {
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

double BareRelay::nanoseconds_per_message(std::uint32_t pairs, std::uint64_t messages, std::uint32_t bytes) {
  std::vector<int> senders;
  std::vector<int> receivers;
  for (std::uint32_t pair = 0; pair < pairs; ++pair) {
    senders.push_back(connect_to(port_));
    receivers.push_back(connect_to(port_));
  }
  std::string message(bytes, 'x');
  std::uint64_t relayed = 0;
  const auto turn = [&] {
    for (const int sender : senders) {
      if (send(sender, message.data(), message.size(), MSG_NOSIGNAL) < 0) std::exit(1);
    }
    for (const int receiver : receivers) {
      if (recv(receiver, message.data(), message.size(), MSG_WAITALL) <= 0) std::exit(1);
    }
    relayed += pairs;
  };
  for (int warm_up = 0; warm_up < 200; ++warm_up) turn();
  relayed = 0;
  const std::uint64_t before = cpu_nanoseconds_of(pid_);
  while (relayed < messages) turn();
  const std::uint64_t after = cpu_nanoseconds_of(pid_);
  for (const int socket : senders) close(socket);
  for (const int socket : receivers) close(socket);
  return static_cast<double>(after - before) / static_cast<double>(relayed);
}

}  // namespace parley::bench
