#include "client/app/features/transfers.hpp"

#include <algorithm>
#include <cmath>

#include "client/app/context.hpp"
#include "client/app/features/chat.hpp"
#include "client/app/file_name.hpp"

namespace parley::app::transfers {
namespace {

constexpr std::size_t kMostUnanswered = 16;
constexpr std::size_t kMost = 200;  // in one call: what is older is answered, done and shown no more

Transfer* find_in(Model& model, std::uint32_t number, bool outgoing) {
  auto& all = model.transfers.all;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Transfer& transfer) {
    return transfer.number == number && transfer.outgoing == outgoing;
  });
  return found == all.end() ? nullptr : &*found;
}

bool is_under_way(const Transfer& transfer) {
  return transfer.stage == Stage::Offered || transfer.stage == Stage::Moving || transfer.stage == Stage::Paused;
}

std::string other_name(const Model& model) {
  const protocol::Person* other = other_person(model);
  return other ? other->name : "The other person";
}

bool is_size(double size) { return size >= 0 && size <= 9e15 && std::floor(size) == size; }

void end(Transfer& transfer, Ending how) {
  transfer.ending = how;
  switch (how) {
    case Ending::Done:
      transfer.stage = Stage::Done;
      transfer.done = transfer.size;
      transfer.saved = transfer.to_disk;
      break;
    case Ending::Declined: transfer.stage = Stage::Declined; break;
    case Ending::Cancelled: transfer.stage = Stage::Cancelled; break;
    default: transfer.stage = Stage::Failed; break;
  }
}

void add(Context& context, Transfer transfer) {
  auto& all = context.model.transfers.all;
  if (all.size() >= kMost) {
    const auto old =
        std::find_if(all.begin(), all.end(), [](const Transfer& one) { return !is_under_way(one) && one.saved; });
    all.erase(old == all.end() ? all.begin() : old);
  }
  chat::place_file(context, transfer.number, transfer.outgoing);
  all.push_back(std::move(transfer));
}

}  // namespace

const Transfer* find(const Model& model, std::uint32_t number, bool outgoing) {
  for (const Transfer& transfer : model.transfers.all)
    if (transfer.number == number && transfer.outgoing == outgoing) return &transfer;
  return nullptr;
}

bool can_attach(const Model& model) {
  const protocol::Call* call = current_call(model);
  return screen(model) == Screen::Call && call && !call->room;
}

void handle(Context& context, const Attach&) {
  if (context.model.transfers.ready) context.emit(Pick{});
}

void handle(Context& context, const Decide& intent) {
  Transfer* transfer = find_in(context.model, intent.number, intent.outgoing);
  if (!transfer) return;
  switch (intent.answer) {
    case Answer::Accept:
      if (transfer->outgoing || transfer->stage != Stage::Offered) return;
      transfer->to_disk = context.model.transfers.disk && transfer->size > kMemoryLimit;
      transfer->stage = Stage::Moving;
      return context.emit(Accept{transfer->number, transfer->name, transfer->size, transfer->to_disk});
    case Answer::Decline:
      if (transfer->outgoing || transfer->stage != Stage::Offered) return;
      end(*transfer, Ending::Declined);
      return context.emit(End{transfer->number, false, Ending::Declined});
    case Answer::Cancel:
      if (!is_under_way(*transfer)) return;
      end(*transfer, Ending::Cancelled);
      return context.emit(End{transfer->number, transfer->outgoing, Ending::Cancelled});
    case Answer::Save:
      if (transfer->outgoing || transfer->stage != Stage::Done || transfer->to_disk) return;
      transfer->saved = true;
      return context.emit(Save{transfer->number, transfer->name});
  }
}

void handle(Context& context, const Ready& report) {
  State& state = context.model.transfers;
  state.ready = report.ready;
  state.disk = report.disk;
  if (report.ready) return;
  for (Transfer& transfer : state.all)
    if (transfer.stage == Stage::Moving) transfer.stage = Stage::Paused;
}

void handle(Context& context, const Dragged& report) {
  State& state = context.model.transfers;
  state.dragged = report.over && state.ready && can_attach(context.model);
}

void handle(Context& context, const Chosen& report) {
  State& state = context.model.transfers;
  state.dragged = false;
  if (!is_size(report.size) || find_in(context.model, report.number, true)) return;
  if (!can_attach(context.model) || !state.ready) return context.emit(End{report.number, true, Ending::Cancelled});
  Transfer transfer{report.number, true, safe_file_name(report.name), report.size};
  chat::show_call(context);
  if (report.size > kDiskLimit) {
    end(transfer, Ending::TooLarge);
    context.emit(End{report.number, true, Ending::Cancelled});
  } else {
    context.emit(Offer{report.number, transfer.name});
  }
  add(context, std::move(transfer));
}

void handle(Context& context, const Offered& report) {
  State& state = context.model.transfers;
  if (find_in(context.model, report.number, false)) return;  // offered again after a reconnect
  const auto unanswered = std::count_if(state.all.begin(), state.all.end(), [](const Transfer& one) {
    return !one.outgoing && one.stage == Stage::Offered;
  });
  if (!can_attach(context.model) || !is_size(report.size) || unanswered >= static_cast<int>(kMostUnanswered))
    return context.emit(End{report.number, false, Ending::Declined});
  Transfer transfer{report.number, false, safe_file_name(report.name), report.size};
  if (report.size > (state.disk ? kDiskLimit : kMemoryLimit)) {
    end(transfer, Ending::TooLarge);
    context.emit(End{report.number, false, Ending::TooLarge});
  } else {
    context.say(other_name(context.model) + " wants to send you " + transfer.name + ", " + size_words(report.size) +
                ".");
  }
  add(context, std::move(transfer));
}

void handle(Context& context, const Moved& report) {
  Transfer* transfer = find_in(context.model, report.number, report.outgoing);
  if (!transfer || !is_under_way(*transfer)) return;
  transfer->stage = Stage::Moving;
  transfer->done = std::clamp(report.done, 0.0, transfer->size);
}

void handle(Context& context, const Ended& report) {
  Transfer* transfer = find_in(context.model, report.number, report.outgoing);
  if (!transfer || !is_under_way(*transfer)) return;
  end(*transfer, report.how);
  context.say(transfer->name + ": " + words(context.model, *transfer));
}

void follow(Context& context, const Before& before) {
  State& state = context.model.transfers;
  if (before.screen != Screen::Call || screen(context.model) == Screen::Call) return;
  state.dragged = false;
  if (state.all.empty()) return;
  // Who accepted a file wants it: what was not saved yet is not lost with the call.
  for (Transfer& transfer : state.all) {
    if (!transfer.outgoing && transfer.stage == Stage::Done && !transfer.saved)
      context.emit(Save{transfer.number, transfer.name});
  }
  state.all.clear();
  context.emit(Clear{});
}

std::string words(const Model& model, const Transfer& transfer) {
  const std::string size = size_words(transfer.size);
  const std::string other = other_name(model);
  switch (transfer.stage) {
    case Stage::Offered: return transfer.outgoing ? size + ", waiting for " + other : size;
    case Stage::Moving: return progress_words(transfer.done, transfer.size);
    case Stage::Paused:
      return progress_words(transfer.done, transfer.size) + ". It goes on once the connection is back.";
    case Stage::Done: return size + (transfer.outgoing ? ", sent" : transfer.saved ? ", saved" : ", here");
    case Stage::Declined: return transfer.outgoing ? other + " declined it." : size + ", declined";
    case Stage::Cancelled: return size + ", cancelled";
    case Stage::Failed: break;
  }
  switch (transfer.ending) {
    case Ending::TooLarge:
      if (!transfer.outgoing) return size + " are more than this browser takes. Ask for a smaller file.";
      if (transfer.size > kDiskLimit) return "A file can have 4 GB at most. Send it in parts.";
      return other + "'s browser takes at most 100 MB. Send it in parts.";
    case Ending::Broken: return "It did not arrive as it was sent. Send it again.";
    case Ending::Gone: return other + "'s page was reloaded, and the file with it. Ask for it again.";
    case Ending::NoRoom:
      return transfer.outgoing ? other + "'s browser could not keep it. Send a smaller file."
                               : "It could not be written. Make room on the disk, then ask for it again.";
    case Ending::Unreadable:
      return transfer.outgoing ? "It cannot be read any more. Attach it again."
                               : other + "'s browser cannot read it any more. Ask for it again.";
    default: return size;
  }
}

}  // namespace parley::app::transfers
