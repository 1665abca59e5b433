#include "tests/core/protocol/random_message.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/protocol/fields.hpp"
#include "core/protocol/wire_names.hpp"

namespace parley::protocol {
namespace {

/// SplitMix64 (Steele, Lea, Flood 2014). The standard's distributions differ between libraries.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }
  bool coin() { return below(2) == 0; }

 private:
  std::uint64_t state_;
};

/// Fills the fields of a message: one more visitor of fields.hpp.
class Filler {
 public:
  explicit Filler(Dice& dice) : dice_(dice) {}

  const Limits& limits() const { return limits_; }

  template <class T, class... Rule>
  void required(const char*, T& value, Rule... rule) {
    fill(value, rule...);
  }
  template <class T, class... Rule>
  void optional(const char*, std::optional<T>& value, Rule... rule) {
    if (dice_.coin()) fill(value.emplace(), rule...);
  }
  template <class T, class... Rule>
  void unless_default(const char*, T& value, Rule... rule) {
    if (dice_.coin()) fill(value, rule...);
  }
  template <class T>
  void nullable(const char* key, std::optional<T>& value) {
    optional(key, value);
  }
  template <class T, class... Rule>
  void list(const char*, std::vector<T>& values, std::uint32_t max, Rule... rule) {
    values.resize(dice_.below(8) == 0 ? max : dice_.below(4));
    for (T& value : values) fill(value, rule...);
  }

 private:
  static std::uint32_t max_pieces(Text kind) {
    switch (kind) {
      case Text::Name:
      case Text::Initials:
      case Text::Client:
      case Text::Mid:
      case Text::Room: return 30;
      case Text::Description:
      case Text::Chat: return 900;
      default: return 60;
    }
  }

  void fill(std::string& text, Text kind) {
    static constexpr std::array<std::string_view, 8> kVisible = {"a", "Z", "0", "-", "_", "~", "<", "'"};
    static constexpr std::array<std::string_view, 8> kShown = {"a", " b", "\"", "\\", "ß", "ж", "語", "🦦"};
    static constexpr std::array<std::string_view, 8> kLines = {"a", "=", "\"", "\\", "ü", "\r\n", "\n", "\t"};
    const bool ids = kind == Text::Id || kind == Text::Token || kind == Text::Mid || kind == Text::Ufrag ||
                     kind == Text::Url || kind == Text::Room;
    const bool lines = kind == Text::Description || kind == Text::Chat || kind == Text::TypedName;
    const auto& pieces = ids ? kVisible : lines ? kLines : kShown;
    const std::size_t usable = kind == Text::Description ? 7 : 8;  // no tabs there
    text.assign(kind == Text::Room ? limits_.room_min_bytes : 1, 'x');
    for (std::uint64_t count = dice_.below(kind == Text::Name ? 16 : max_pieces(kind)); count > 0; --count) {
      text += pieces[dice_.below(usable)];
    }
  }

  template <class Tag>
  void fill(StrongId<Tag>& id) {
    std::string text;
    fill(text, Text::Id);
    id = StrongId<Tag>(std::move(text));
  }

  std::uint64_t number(Range range) {
    switch (dice_.below(4)) {
      case 0: return range.min;
      case 1: return range.max;
      default: return range.min + dice_.below(range.max - range.min + 1);
    }
  }
  template <std::integral Number>
  void fill(Number& value, Range range) {
    value = static_cast<Number>(number(range));
  }
  void fill(Milliseconds& value, Range range) { value = Milliseconds(static_cast<Milliseconds::rep>(number(range))); }
  void fill(bool& value) { value = dice_.coin(); }

  template <Enumeration Enum>
  void fill(Enum& value) {
    value = static_cast<Enum>(dice_.below(wire_names<Enum>().size()));
  }

  template <class T>
  void fill(T& object) {
    Fields<T>::visit(*this, object);
  }

  Dice& dice_;
  Limits limits_;
};

// What the fields say together is put in order afterwards.

template <class M>
void reconcile(M&, Dice&) {}

void reconcile(std::vector<IceServer>& servers) {
  for (IceServer& server : servers) {
    if (server.urls.empty()) server.urls.emplace_back("stun:a");
    if (server.username.empty() != server.credential.empty()) server.username = server.credential = "";
  }
}

void reconcile(ClientId& client, Dice&) { reconcile(client.ice_servers); }
void reconcile(IceServers& message, Dice&) { reconcile(message.servers); }

void reconcile(CallRequest& request, Dice&) {
  if (request.to) request.name.reset();
  if (!request.to && !request.name) request.name = "Ben";
}

void reconcile(Call& call, Dice& dice) {
  if (!call.elsewhere) call.device.reset();
  call.reason.reset();
  if (is_terminal(call.status)) {
    call.reason = static_cast<EndReason>(dice.below(wire_names<EndReason>().size()));
    call.status = status_of(*call.reason);
  } else {
    call.ended_by.reset();
  }
  if (call.status == CallStatus::Dialling) {
    call.accepted.reset();
    call.elapsed.reset();
  } else {
    call.asked.reset();
    call.ring_left.reset();
  }
  if (call.status == CallStatus::Ongoing && !call.accepted) call.accepted = Media::Voice;
}

void reconcile(CallAnswer& answer, Dice&) {
  if (!answer.accept) answer.media.reset();
}

void reconcile(CallMedia& media, Dice&) {
  if (!media.restart) media.fresh = false;
}

void reconcile(Chat& chat, Dice&) {
  if (chat.to) chat.call.reset();
}

void reconcile(ChatReceipt& receipt, Dice&) {
  if (!receipt.from) receipt.to = PersonId("p-ada");
}

void reconcile(SetPresence& wish, Dice&) {
  if (wish.presence == Presence::Busy) wish.presence = Presence::Free;
}

void reconcile(Room& room, Dice&) {
  const bool meeting = room.state == RoomState::Meeting;
  if (!meeting) room.other.reset();
  if (!meeting) room.asks = false;
  if (meeting && !room.other) room.other = Person{PersonId("p-ben"), "Ben", "B", 2, Presence::Free};
}

template <class M>
Message make(Dice& dice) {
  M message;
  Filler filler(dice);
  Fields<M>::visit(filler, message);
  reconcile(message, dice);
  return message;
}

template <std::size_t... index>
Message make_any(Dice& dice, std::index_sequence<index...>) {
  constexpr std::array kMakers = {&make<std::variant_alternative_t<index, Message>>...};
  return kMakers[dice.below(kMakers.size())](dice);
}

}  // namespace

Envelope random_message(std::uint64_t seed) {
  Dice dice(seed);
  Envelope envelope{{}, make_any(dice, std::make_index_sequence<std::variant_size_v<Message>>{})};
  if (is_command(envelope.message)) envelope.sequence = 1 + dice.below(kMaxExactInteger);
  return envelope;
}

}  // namespace parley::protocol
