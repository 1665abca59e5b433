// The statuses and reasons of a call in the log's words, which are the protocol's.
#pragma once

#include <string_view>

#include "core/protocol/message.hpp"

namespace parley::net {

constexpr std::string_view word(protocol::CallStatus status) {
  switch (status) {
    case protocol::CallStatus::Dialling: return "DIALLING";
    case protocol::CallStatus::Ongoing: return "ONGOING";
    case protocol::CallStatus::Ended: return "ENDED";
    case protocol::CallStatus::Declined: return "DECLINED";
    case protocol::CallStatus::Missed: return "MISSED";
    case protocol::CallStatus::Error: return "ERROR";
  }
  return "";
}

constexpr std::string_view word(protocol::EndReason reason) {
  switch (reason) {
    case protocol::EndReason::HungUp: return "hung-up";
    case protocol::EndReason::Cancelled: return "cancelled";
    case protocol::EndReason::ConnectionLost: return "connection-lost";
    case protocol::EndReason::Declined: return "declined";
    case protocol::EndReason::NoAnswer: return "no-answer";
    case protocol::EndReason::Busy: return "busy";
    case protocol::EndReason::NoPath: return "no-path";
    case protocol::EndReason::Failed: return "failed";
  }
  return "";
}

}  // namespace parley::net
