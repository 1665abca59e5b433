// What is measured of the server. Each function starts the servers that it needs and prints its figures.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace parley::bench {

/// The server's program, and the options with which it speaks TLS; without them that is not measured.
struct Subject {
  std::string program;
  std::vector<std::string> tls;
};

/// A relayed message, against a bare relay of bytes in the same run.
void bench_relay(const Subject& subject);
/// Memory of idle sockets, plain and over TLS, and what a relayed message costs beside them.
void bench_idle(const Subject& subject, std::uint32_t sockets);
/// Calls from ring to hang-up, each recorded.
void bench_calls(const Subject& subject);
/// How long a ring takes to arrive: undisturbed, under a flood of sign-ins, and while the database is stopped.
void bench_rings(const Subject& subject);
/// Sign-ins with the right password.
void bench_sign_ins(const Subject& subject);
/// So many clients that come back at once.
void bench_return(const Subject& subject, std::uint32_t clients);

}  // namespace parley::bench
