#include "client/app/features/recording.hpp"

#include <utility>
#include <variant>

#include "client/app/context.hpp"

namespace parley::app::recording {
namespace {

namespace negotiation = call::negotiation;

/// So long a refusal and "saved" stay on the screen.
constexpr Milliseconds kNews{12'000};

bool in_call(const Model& model) { return std::holds_alternative<call::consent::Ongoing>(model.consent.phase); }

/// What the other side has told of this call.
const protocol::CallMedia* remote(const Model& model) {
  const auto& told = model.negotiation.remote;
  const protocol::Call* call = current_call(model);
  return in_call(model) && told && call && told->call == call->id ? &*told : nullptr;
}

bool other_records(const Model& model) {
  const protocol::CallMedia* other = remote(model);
  return other && other->recording;
}

std::string other_name(const Model& model) {
  const protocol::Person* other = other_person(model);
  return other ? other->name : std::string();
}

bool is_current(const Model& model, std::uint32_t number) { return number == model.recording.number; }

Scene scene_of(const Model& model) {
  Scene scene;
  scene.peer = model.negotiation.peer;
  scene.own_camera = call::devices::camera_on(model.devices);
  scene.own_screen = sharing::is_on(model);
  scene.other_camera = remote_camera_on(model);
  scene.other_screen = sharing::remote_on(model);
  if (const protocol::Person* self = oneself(model)) scene.own_name = self->name;
  scene.other_name = other_name(model);
  return scene;
}

void tell(Context& context, Problem problem) {
  context.model.recording.problem = problem;
  context.emit(StartTimer{Timer::RecordingNews, kNews});
}

void give_up(Context& context) {
  State& state = context.model.recording;
  state.phase = Phase::Off;
  context.emit(Discard{state.number});
}

void stop(Context& context) {
  State& state = context.model.recording;
  state.phase = Phase::Finishing;
  context.emit(Stop{state.number});
}

void begin(Context& context) {
  Model& model = context.model;
  State& state = model.recording;
  state.problem.reset();
  // A file that was not saved yet is saved by this gesture: only one is kept.
  if (state.file && !state.file->saved) context.emit(Save{state.file->number});
  state.file.reset();
  state.phase = Phase::Preparing;
  ++state.number;
  const protocol::Call* call = current_call(model);
  const bool picture = call && (call->media == protocol::Media::Video || camera_on(model) || remote_camera_on(model) ||
                                sharing::is_on(model) || sharing::remote_on(model));
  context.emit(Prepare{state.number, "Call with " + other_name(model), picture});
}

/// What the other side's latest snapshot means for what is being asked or recorded.
void hear_answer(Context& context) {
  State& state = context.model.recording;
  const protocol::CallMedia* other = remote(context.model);
  if (!other) return;
  const bool refused = other->record_refused == state.asked;
  if (state.phase == Phase::Asking && refused) {
    give_up(context);
    tell(context, Problem::Refused);
  } else if (state.phase == Phase::Asking && other->record_allowed == state.asked) {
    state.phase = Phase::Starting;
    state.scene = scene_of(context.model);
    context.emit(Start{state.number, state.scene});
  } else if ((state.phase == Phase::Starting || state.phase == Phase::On) && refused) {
    stop(context);
    tell(context, Problem::Withdrawn);
  }
}

}  // namespace

void handle(Context& context, const Toggle&) {
  Model& model = context.model;
  State& state = model.recording;
  if (!is_offered(model)) return;
  if (const protocol::CallMedia* other = remote(model); other && other->recording) {
    state.refused = other->record_asked;
    return;
  }
  switch (state.phase) {
    case Phase::Off: return begin(context);
    case Phase::Preparing:
    case Phase::Asking: return give_up(context);
    case Phase::Starting:
    case Phase::On: return stop(context);
    case Phase::Finishing: return;
  }
}

void handle(Context& context, const Answer& intent) {
  State& state = context.model.recording;
  if (!asks_consent(context.model)) return;
  (intent.allowed ? state.allowed : state.refused) = remote(context.model)->record_asked;
}

void handle(Context& context, const Keep& intent) {
  State& state = context.model.recording;
  if (!state.file) return;
  if (intent.kept) {
    context.emit(Save{state.file->number});
  } else if (!state.file->saved) {
    context.emit(Discard{state.file->number});
  }
  state.file.reset();
}

void handle(Context& context, const Prepared& report) {
  State& state = context.model.recording;
  if (!is_current(context.model, report.number) || state.phase != Phase::Preparing) {
    context.emit(Discard{report.number});  // it was given up meanwhile
    return;
  }
  state.place = report.place;
  state.phase = Phase::Asking;
  ++state.asked;
  context.say(hint(context.model));
}

void handle(Context& context, const Cancelled& report) {
  State& state = context.model.recording;
  if (is_current(context.model, report.number) && state.phase == Phase::Preparing) state.phase = Phase::Off;
}

void handle(Context& context, const Started& report) {
  State& state = context.model.recording;
  if (!is_current(context.model, report.number) || state.phase != Phase::Starting) return;
  state.phase = Phase::On;
  context.say("Recording.");
}

void handle(Context& context, const Finished& report) {
  State& state = context.model.recording;
  if (!is_current(context.model, report.number) || state.phase == Phase::Off) return;
  state.phase = Phase::Off;
  state.file = File{report.number, report.length, state.place == Place::Disk};
  if (report.full) tell(context, Problem::Full);
  if (state.file->saved) context.emit(StartTimer{Timer::RecordingNews, kNews});
  context.say(file_words(context.model));
}

void handle(Context& context, const Failed& report) {
  State& state = context.model.recording;
  if (!is_current(context.model, report.number) || state.phase == Phase::Off) return;
  state.phase = Phase::Off;
  tell(context, report.problem);
}

void forget_news(Context& context) {
  State& state = context.model.recording;
  state.problem.reset();
  if (state.file && state.file->saved) state.file.reset();
}

void follow(Context& context, const Before& before) {
  Model& model = context.model;
  State& state = model.recording;
  if (state.attempt != model.negotiation.attempt || !in_call(model)) {
    if (state.phase == Phase::Preparing || state.phase == Phase::Asking) give_up(context);
    if (state.phase == Phase::Starting || state.phase == Phase::On) stop(context);
    state.asked = state.allowed = state.refused = 0;
    state.attempt = model.negotiation.attempt;
    if (!in_call(model)) return;
  }
  const protocol::CallMedia* other = remote(model);
  if (!other) return;
  // Whoever asks nothing begins to count anew: an answer of before is none to the next question.
  if (other->record_asked == 0) state.allowed = state.refused = 0;
  hear_answer(context);
  if (state.phase == Phase::On || state.phase == Phase::Starting) {
    if (Scene scene = scene_of(model); scene != state.scene) {
      context.emit(Show{state.number, scene});
      state.scene = std::move(scene);
    }
  }
  const bool recorded = before.remote && before.remote->call == other->call && before.remote->recording;
  if (other->recording && !recorded) context.say(other_name(model) + " is recording this call.");
  if (!other->recording && recorded) context.say(other_name(model) + " stopped recording.");
}

void report(const State& state, protocol::CallMedia& media) {
  media.recording = state.phase == Phase::Starting || state.phase == Phase::On;
  media.record_asked = media.recording || state.phase == Phase::Asking ? state.asked : 0;
  media.record_allowed = state.allowed;
  media.record_refused = state.refused;
}

bool is_offered(const Model& model) {
  return in_call(model) && !std::holds_alternative<negotiation::InRoom>(model.negotiation.phase);
}

bool is_marked(const Model& model) {
  return model.recording.phase == Phase::Starting || model.recording.phase == Phase::On || other_records(model);
}

std::string words(const Model& model) {
  if (!is_marked(model)) return {};
  return other_records(model) ? other_name(model) + " is recording" : std::string("Recording");
}

std::string_view control_name(const Model& model) {
  const Phase phase = model.recording.phase;
  return is_marked(model) || phase == Phase::Asking || phase == Phase::Finishing ? "Stop recording" : "Record";
}

bool is_busy(const Model& model) {
  const Phase phase = model.recording.phase;
  return phase == Phase::Preparing || phase == Phase::Starting || phase == Phase::Finishing;
}

bool asks_consent(const Model& model) {
  const protocol::CallMedia* other = remote(model);
  if (!other || other->record_asked == 0) return false;
  return other->record_asked != model.recording.allowed && other->record_asked != model.recording.refused;
}

std::string question(const Model& model) { return other_name(model) + " wants to record this call."; }

std::string question_detail(const Model& model) {
  return "Picture and sound of both of you would be kept in a file on " + other_name(model) +
         "'s device. You can stop it at any time.";
}

std::string hint(const Model& model) {
  if (model.recording.phase != Phase::Asking) return {};
  return other_name(model) + " is asked whether you may record.";
}

std::string trouble(const Model& model) {
  if (!model.recording.problem) return {};
  const std::string name = other_name(model).empty() ? std::string("The other side") : other_name(model);
  switch (*model.recording.problem) {
    case Problem::Refused:
      return name + " does not want this call to be recorded. Talk about it, then press Record again.";
    case Problem::Withdrawn: return name + " stopped the recording. What was recorded until then is kept.";
    case Problem::Unsupported: return "This browser cannot record calls. Open Parley in another one to record.";
    case Problem::Encoder: return "The recording failed; your call goes on. Press Record to start another one.";
    case Problem::Storage:
      return "The recording could not be written; your call goes on. Free some space, then press Record.";
    case Problem::Full: return "No more of the recording fits, so it was ended. Save it, then press Record to go on.";
  }
  return {};
}

std::string file_words(const Model& model) {
  const auto& file = model.recording.file;
  if (!file) return {};
  const std::string length = spoken_duration(file->length);
  return file->saved ? "The recording of " + length + " is saved."
                     : "The recording of " + length + " is ready to be saved.";
}

}  // namespace parley::app::recording
