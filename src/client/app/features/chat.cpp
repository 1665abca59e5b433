#include "client/app/features/chat.hpp"

#include <algorithm>
#include <utility>

#include "client/app/context.hpp"
#include "core/protocol/limits.hpp"

namespace parley::app::chat {
namespace {

constexpr std::size_t kLongestSaid = 160;  // bytes of a line that are said; the rest is read

// As const as the state is.
template <class AState>
auto* find(AState& state, const PersonId& person, const CallId& call) {
  const auto found = std::find_if(state.all.begin(), state.all.end(),
                                  [&](const Conversation& one) { return one.person == person && one.call == call; });
  return found == state.all.end() ? nullptr : &*found;
}

// A conversation as the protocol addresses it, with the name that it gets if it is new.
Conversation& conversation(State& state, const PersonId& person, const CallId& call, const std::string& name) {
  if (Conversation* found = find(state, person, call)) return *found;
  if (state.all.size() >= kMostConversations) {
    // The oldest that has been read; where all are unread, the oldest.
    const auto gives_way = [&](bool read) {
      return std::find_if(state.all.begin() + 1, state.all.end(), [&](const Conversation& one) {
        return one.call.empty() && one.person != state.shown && (!read || one.unread == 0);
      });
    };
    const auto old = gives_way(true);
    state.all.erase(old == state.all.end() ? gives_way(false) : old);
  }
  std::string unique = name;
  const auto taken = [&] {
    return std::any_of(state.all.begin(), state.all.end(), [&](const Conversation& one) { return one.name == unique; });
  };
  for (int number = 2; taken(); ++number) unique = name + " " + std::to_string(number);
  return state.all.emplace_back(Conversation{person, call, std::move(unique), {}, 0});
}

const protocol::Call* ongoing(const Model& model) {
  return screen(model) == Screen::Call ? current_call(model) : nullptr;
}

std::string name_of(const Model& model, const PersonId& person) {
  for (const ListedPerson& listed : model.people)
    if (listed.person.id == person) return listed.shown;
  const protocol::Person* other = other_person(model);
  if (other && other->id == person) return other->name;
  return "Somebody";
}

template <class AModel>
auto& shown_in(AModel& model) {
  const protocol::Call* call = ongoing(model);
  auto* found = call ? find(model.chat, {}, call->id) : find(model.chat, model.chat.shown, {});
  return found ? *found : model.chat.all.front();
}

Line* line_of(Conversation& in, const PersonId& from, std::string_view id) {
  const auto found = std::find_if(in.lines.begin(), in.lines.end(),
                                  [&](const Line& line) { return line.id == id && line.from == from; });
  return found == in.lines.end() ? nullptr : &*found;
}

PersonId own_id(const Model& model) {
  const protocol::Person* me = oneself(model);
  return me ? me->id : PersonId();
}

void keep(Context& context, const Conversation& in, const Line& line) {
  const protocol::Person* me = oneself(context.model);
  if (line.file != 0 || !me) return;  // a file does not outlive the page
  context.emit(Keep{me->name,
                    {in.person, in.call, in.name, line.id, line.from, line.name, line.own, line.text, line.at,
                     line.delivery, line.problem}});
}

void send(Context& context, const Conversation& to, const Line& line) {
  protocol::Chat message;
  message.id = MessageId(line.id);
  if (!to.person.empty()) message.to = to.person;
  if (!to.call.empty()) message.call = to.call;
  message.text = line.text;
  context.send(std::move(message));
}

Line& add(Conversation& to, Line line) {
  if (to.lines.size() >= kMostLines) to.lines.erase(to.lines.begin());
  return to.lines.emplace_back(std::move(line));
}

// What the protocol carries of a text: no control characters but line ends and tabs, nothing blank around it.
std::string clean(std::string_view text) {
  std::string kept;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool c1 = c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (c1) {
      ++i;
    } else if ((c >= 0x20 || c == '\n' || c == '\t') && c != 0x7F) {
      kept += text[i];
    }
  }
  const std::size_t first = kept.find_first_not_of(" \n\t");
  if (first == std::string::npos) return {};
  return kept.substr(first, kept.find_last_not_of(" \n\t") + 1 - first);
}

std::string beginning(const std::string& text) {
  if (text.size() <= kLongestSaid) return text;
  std::size_t end = kLongestSaid;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

bool is_seen(const Model& model, const Conversation& conversation) {
  return model.chat.open && &shown(model) == &conversation;
}

// Told, counted and heard of, unless it is before one's eyes.
void notice(Context& context, Conversation& in, const std::string& said) {
  if (is_seen(context.model, in)) return;
  ++in.unread;
  ++context.model.chat.unseen;
  context.say(said);
}

double utc_now(const Context& context) {
  const State& state = context.model.chat;
  return state.read_utc + static_cast<double>((context.moment.now - state.read_at).count());
}

std::string clock_words(double local) {
  const auto minutes = static_cast<std::int64_t>(local / 60'000) % 1440;
  const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(minutes / 60) + ":" + two(minutes % 60);
}

}  // namespace

const Conversation& shown(const Model& model) { return shown_in(model); }

void handle(Context& context, const Show& intent) {
  context.model.chat.open = intent.shown;
  if (intent.shown) shown_in(context.model).unread = 0;
}

void handle(Context& context, const Open& intent) {
  State& state = context.model.chat;
  if (!intent.person.empty()) conversation(state, intent.person, {}, name_of(context.model, intent.person));
  state.shown = intent.person;
  handle(context, Show{true});
}

void show_call(Context& context) {
  if (ongoing(context.model)) handle(context, Show{true});
}

void handle(Context& context, const Say& intent) {
  Model& model = context.model;
  std::string text = clean(intent.text);
  const protocol::Person* me = oneself(model);
  if (text.empty() || !me || !text_problem(model, text).empty()) return;
  Conversation& to = shown_in(model);
  Line line;
  line.id = model.consent.ids + "t" + std::to_string(++model.chat.lines);
  line.from = me->id;
  line.name = me->name;
  line.own = true;
  line.text = std::move(text);
  const Line& added = add(to, std::move(line));
  send(context, to, added);
  keep(context, to, added);
}

void handle(Context& context, const TryAgain& intent) {
  Conversation& in = shown_in(context.model);
  for (Line& line : in.lines) {
    if (line.id != intent.id || !line.own || line.delivery != Delivery::Failed) continue;
    line.delivery = Delivery::Sending;
    line.problem.clear();
    send(context, in, line);  // with the same id: whoever has it all the same does not get it twice
    return keep(context, in, line);
  }
}

void handle(Context& context, const Copy& intent) {
  if (const Line* line = line_of(shown_in(context.model), intent.from, intent.id))
    context.emit(PutOnClipboard{line->text});
}

void handle(Context& context, const Copied& report) {
  context.say(report.done ? "Message copied." : "This browser does not let the page copy. Mark the text elsewhere.");
}

void handle(Context& context, const Kept& report) {
  Model& model = context.model;
  State& state = model.chat;
  state.zone = report.local - report.utc;
  state.read_utc = report.utc;
  state.read_at = context.moment.now;
  const protocol::Call* call = ongoing(model);
  const PersonId me = own_id(model);
  std::vector<std::size_t> older(state.all.size(), 0);  // so many lines of each were put before those that came since
  for (const KeptLine& kept : report.lines) {
    if (!kept.call.empty() && !(call && call->id == kept.call)) continue;  // that call is over
    Conversation& in = conversation(state, kept.person, kept.call, kept.title);
    older.resize(state.all.size(), 0);
    if (line_of(in, kept.own ? me : kept.from, kept.id) || in.lines.size() >= kMostLines) continue;
    Line line{kept.id, kept.from, kept.name, kept.own, kept.text, kept.at, 0, kept.delivery, kept.problem};
    const bool on_its_way = line.own && line.delivery == Delivery::Sending;  // the page went before the echo came
    if (line.own) line.from = me;
    if (on_its_way && kept.from != me) {  // as another guest it could arrive twice
      line.delivery = Delivery::Failed;
      line.problem = "The page was loaded anew meanwhile. Try again if no answer comes.";
    }
    const auto place = static_cast<std::ptrdiff_t>(older[static_cast<std::size_t>(&in - state.all.data())]++);
    in.lines.insert(in.lines.begin() + place, line);
    if (line.own && line.delivery == Delivery::Sending) send(context, in, line);
  }
}

void came(Context& context, const protocol::Chat& message) {
  Model& model = context.model;
  if (!message.from || !oneself(model)) return;
  const PersonId me = own_id(model);
  const bool own = *message.from == me;
  const PersonId person = message.call || !message.to ? PersonId() : own ? *message.to : *message.from;
  if (message.call) {
    const protocol::Call* call = ongoing(model);
    if (!call || call->id != *message.call) return;  // that call is over here
  }
  Conversation& in = conversation(model.chat, person, message.call.value_or(CallId()), name_of(model, person));
  const double at = message.sent_at ? static_cast<double>(*message.sent_at) : 0;
  if (Line* known = line_of(in, *message.from, message.id.value())) {
    if (!known->own || known->delivery == Delivery::Arrived) return;
    known->delivery = Delivery::Sent;
    known->at = at;
    known->problem.clear();
    return keep(context, in, *known);
  }
  Line line;
  line.id = message.id.value();
  line.from = *message.from;
  line.name = own ? oneself(model)->name : name_of(model, *message.from);
  line.own = own;  // written in another tab or on another device
  line.text = message.text;
  line.at = at;
  line.delivery = Delivery::Sent;
  const Line& added = add(in, std::move(line));
  keep(context, in, added);
  if (own) return;
  if (message.to || message.call)
    context.send(protocol::ChatReceipt{message.id, *message.from, message.call, std::nullopt});
  const std::string where = message.to || message.call ? "" : " to everyone";
  notice(context, in, "Message from " + added.name + where + ": " + beginning(added.text));
}

void arrived(Context& context, const protocol::ChatReceipt& message) {
  State& state = context.model.chat;
  if (!message.from) return;
  const PersonId person = message.call ? PersonId() : *message.from;
  Conversation* in = find(state, person, message.call.value_or(CallId()));
  Line* line = in ? line_of(*in, own_id(context.model), message.id.value()) : nullptr;
  if (!line || line->delivery == Delivery::Arrived) return;
  line->delivery = Delivery::Arrived;
  line->problem.clear();
  keep(context, *in, *line);
}

bool refused(Context& context, const protocol::Error& error) {
  if (!error.answers) return false;
  for (Conversation& in : context.model.chat.all) {
    for (Line& line : in.lines) {
      if (!line.own || line.id != error.answers->value()) continue;
      if (line.delivery != Delivery::Sending) return true;
      const std::int64_t wait = error.retry_after.value_or(Milliseconds{}).count();
      line.delivery = Delivery::Failed;
      line.problem = protocol::sentence(error.code, {in.name, {}, std::max<std::int64_t>(1, (wait + 999) / 1000)});
      keep(context, in, line);
      context.say("Not sent. " + line.problem);
      return true;
    }
  }
  return false;
}

void send_again(Context& context) {
  for (const Conversation& in : context.model.chat.all)
    for (const Line& line : in.lines)
      if (line.own && line.file == 0 && line.delivery == Delivery::Sending) send(context, in, line);
}

void place_file(Context& context, std::uint32_t number, bool own) {
  Model& model = context.model;
  const protocol::Call* call = ongoing(model);
  const protocol::Person* other = other_person(model);
  if (!call || !other) return;
  Conversation& in = conversation(model.chat, {}, call->id, other->name);
  Line line;
  line.id = "file-" + std::to_string(number);
  line.from = own ? own_id(model) : other->id;
  line.name = own ? oneself(model)->name : other->name;
  line.own = own;
  line.file = number;
  line.at = utc_now(context);
  line.delivery = Delivery::Sent;
  add(in, std::move(line));
  if (own || is_seen(model, in)) return;
  ++in.unread;
  ++model.chat.unseen;
}

void follow(Context& context, const Before& before) {
  Model& model = context.model;
  State& state = model.chat;
  if (std::holds_alternative<session::SignedOut>(model.session.phase)) {
    if (!state.loaded) return;
    const std::uint32_t lines = state.lines;  // a number stands for one line as long as the page lives
    state = State{};
    state.lines = lines;
    return context.emit(Forget{});
  }
  const bool told = std::holds_alternative<session::Online>(model.session.phase) && !model.session.reset;
  if (!state.loaded && told && oneself(model)) {
    state.loaded = true;
    context.emit(Load{oneself(model)->name});
  }
  const Screen now = screen(model);
  const protocol::Call* call = ongoing(model);
  if (call && !find(state, {}, call->id))
    conversation(state, {}, call->id, other_person(model) ? other_person(model)->name : std::string());
  if (now == before.screen) return;
  state.open = false;  // what was read on one screen is not what the next one is about
  if (now == Screen::Call || now == Screen::Waiting) return;
  state.all.erase(
      std::remove_if(state.all.begin(), state.all.end(), [](const Conversation& one) { return !one.call.empty(); }),
      state.all.end());
}

// ---- for the views

std::uint32_t unread(const Model& model) {
  if (ongoing(model)) return shown(model).unread;
  std::uint32_t sum = 0;
  for (const Conversation& one : model.chat.all)
    if (one.call.empty()) sum += one.unread;
  return sum;
}

std::string unread_words(std::uint32_t unread) {
  if (unread == 0) return {};
  return std::to_string(unread) + (unread == 1 ? " unread message" : " unread messages");
}

std::string text_problem(const Model& model, std::string_view text) {
  const auto& identity = model.session.identity;
  const std::uint32_t told = identity ? identity->limits.chat_bytes : 0;
  const std::size_t most = told > 0 ? told : protocol::Limits{}.chat_bytes;
  return clean(text).size() > most ? protocol::sentence(protocol::ErrorCode::TooLarge) : std::string();
}

std::string audience(const Model& model, const Conversation& conversation) {
  if (!conversation.call.empty()) return "Only the two of you see this. It ends with the call.";
  if (conversation.person.empty()) return "Everybody who is online sees this.";
  const bool online = std::any_of(model.people.begin(), model.people.end(),
                                  [&](const ListedPerson& one) { return one.person.id == conversation.person; });
  return online ? "Only " + conversation.name + " and you see this. It goes when you sign out."
                : conversation.name + " is not online. A message needs both of you here.";
}

std::string line_note(const Model& model, const Line& line) {
  const std::string time = line.at > 0 ? ", " + clock_words(line.at + model.chat.zone) : std::string();
  if (!line.own) return line.name + time;
  switch (line.delivery) {
    case Delivery::Sending: return "Sending";
    case Delivery::Sent: return "Sent" + time;
    case Delivery::Arrived: return "Delivered" + time;
    case Delivery::Failed: return "Not sent. " + line.problem;
  }
  return {};
}

}  // namespace parley::app::chat
