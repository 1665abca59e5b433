#include "core/session/delivery.hpp"

#include <utility>

namespace parley::session {
namespace {

// Often enough that little is replayed, seldom enough that acknowledgements do not double the traffic.
constexpr protocol::Sequence kAcknowledgeEvery = 8;

}  // namespace

Outbox::Outbox() : Outbox(Limits{}) {}
Outbox::Outbox(Limits limits) : limits_(limits) {}

void Outbox::keep(std::string encoded) {
  bytes_ += encoded.size();
  kept_.push_back(std::move(encoded));
  ++next_;
  std::size_t dropped = 0;
  std::size_t left = bytes_;
  while (kept_.size() - dropped > limits_.messages || left > limits_.bytes) left -= kept_[dropped++].size();
  forget_oldest(dropped);
}

bool Outbox::acknowledge(protocol::Sequence up_to) {
  if (up_to >= next_) return false;
  const protocol::Sequence oldest = next_ - kept_.size();
  if (up_to >= oldest) forget_oldest(static_cast<std::size_t>(up_to - oldest + 1));
  return true;
}

void Outbox::forget_oldest(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) bytes_ -= kept_[i].size();
  kept_.erase(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(count));
}

std::optional<std::vector<std::string>> Outbox::replay_after(protocol::Sequence last_seen) const {
  if (last_seen >= next_) return std::nullopt;
  const protocol::Sequence missing = next_ - 1 - last_seen;
  if (missing > kept_.size()) return std::nullopt;
  return std::vector<std::string>(kept_.end() - static_cast<std::ptrdiff_t>(missing), kept_.end());
}

Inbox::Verdict Inbox::receive(protocol::Sequence sequence) {
  if (sequence <= last_seen_) return Verdict::Repeated;
  if (sequence != last_seen_ + 1) return Verdict::Gap;
  last_seen_ = sequence;
  return Verdict::Fresh;
}

std::optional<protocol::Sequence> Inbox::acknowledgement_due() {
  if (last_seen_ < acknowledged_ + kAcknowledgeEvery) return std::nullopt;
  acknowledged_ = last_seen_;
  return last_seen_;
}

}  // namespace parley::session
