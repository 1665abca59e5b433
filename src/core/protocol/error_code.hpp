// The answers that must be told apart, and the one table that says what each means to a person, to a client and to a socket.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parley::protocol {

enum class ErrorCode {
  NameTaken,
  NameInvalid,
  NameReserved,
  TokenExpired,
  WrongPassword,
  UnknownPerson,
  Offline,
  Busy,
  DoNotDisturb,
  SelfCall,
  NotInCall,
  NotAllowed,
  NoSuchCall,
  CallOver,
  NoMediaServer,
  RoomFull,
  RateLimited,
  TooLarge,
  BadMessage,
  ServerFull,
  ServerStopping,
  VersionUnsupported,
  Replaced,   ///< this session was resumed by another connection
  SignedOut,  ///< the session was ended on purpose
  HelloTimeout,
  GuestsOff,  ///< this server lets only accounts in
};

/// What a client does by itself when a connection ends with this code.
enum class Retry { Never, ByItself };

struct ErrorRow {
  ErrorCode code;
  std::string_view wire;      ///< "name-taken"
  std::string_view sentence;  ///< with {name|…}, {suggestion|…}, {seconds|…} to fill in; use sentence() below
  Retry retry;
  std::uint16_t close_code;  ///< of the WebSocket, 4000 to 4999 are ours; 0: never closes a socket
};

/// The row of a code; every code has one.
const ErrorRow& row(ErrorCode code);

std::optional<ErrorCode> error_code_from_wire(std::string_view wire);
std::optional<ErrorCode> error_code_from_close(std::uint16_t close_code);

/// What a sentence's placeholders stand for; an empty one leaves a word that fits ("this person").
struct SentenceParts {
  std::string_view name{};
  std::string_view suggestion{};
  std::int64_t seconds = 0;
};

/// The sentence for people: one of cause, then one next step.
std::string sentence(ErrorCode code, const SentenceParts& parts = {});

}  // namespace parley::protocol
