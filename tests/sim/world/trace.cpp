#include "tests/sim/world/trace.hpp"

#include <tuple>
#include <utility>
#include <vector>

#include "core/base/print.hpp"
#include "core/protocol/codec.hpp"
#include "server/hub/trace.hpp"

namespace parley::sim {
namespace {

constexpr std::size_t kMostLines = 20'000;

std::string words_of_frame(const std::string& text) {
  const auto envelope = protocol::decode(text);
  return envelope ? protocol::to_string(envelope.value()) : "what is no message";
}

template <class Record>
std::string words(const Record& record) {
  std::string text(Record::kName);
  const auto add = [&](const auto& field) {
    text += ' ';
    text += field.name;
    text += '=';
    const auto& value = record.*(field.member);
    if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) {
      text += field.privacy == Privacy::Secret ? "(" + std::to_string(value.size()) + ")" : value;
    } else {
      text += field.privacy == Privacy::Secret ? "…" : print(value);
    }
  };
  std::apply([&](const auto&... fields) { (add(fields), ...); }, Record::fields());
  return text;
}

}  // namespace

void Trace::add(Instant when, std::size_t tab, std::string text) {
  if (lines_.size() == kMostLines) lines_.pop_front();
  lines_.push_back({when, tab, std::move(text)});
}

std::string Trace::last(std::size_t count, const std::set<std::size_t>& tabs) const {
  std::vector<const Line*> chosen;
  for (auto line = lines_.rbegin(); line != lines_.rend() && chosen.size() < count; ++line) {
    if (tabs.empty() || line->tab == 0 || tabs.count(line->tab - 1) != 0) chosen.push_back(&*line);
  }
  std::string text;
  for (auto line = chosen.rbegin(); line != chosen.rend(); ++line) {
    text += std::to_string((*line)->when.time_since_epoch().count());
    text += (*line)->tab == 0 ? "  server  " : "  tab " + std::to_string((*line)->tab - 1) + "   ";
    text += (*line)->text + '\n';
  }
  return text;
}

std::string to_line(const app::Event& event) {
  if (const auto* frame = as<app::SocketText>(event)) {
    return "<- (" + std::to_string(frame->socket) + ") " + words_of_frame(frame->text);
  }
  return "* " + visit_innermost([](const auto& what) { return words(what); }, event);
}

std::string to_line(const app::Effect& effect) {
  if (const auto* frame = as<app::SendText>(effect)) {
    return "-> (" + std::to_string(frame->socket) + ") " + words_of_frame(frame->text);
  }
  return "    " + visit_innermost([](const auto& what) { return words(what); }, effect);
}

std::string to_line(const hub::Event& event) { return "* " + hub::to_string(event); }

std::string to_line(const hub::Effect& effect) { return "    " + hub::to_string(effect); }

}  // namespace parley::sim
