import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { enter_room } from "../../web/room.js";
import { deferred, FakeTrack, recorder, settled } from "./support/fakes.js";

const Source = { Microphone: "microphone", Camera: "camera", ScreenShare: "screen_share", ScreenShareAudio: "screen_share_audio" };
const RoomEvent = Object.fromEntries(["ConnectionStateChanged", "ParticipantConnected", "ParticipantDisconnected", "TrackPublished",
  "TrackUnpublished", "TrackSubscribed", "TrackMuted", "TrackUnmuted"].map((name) => [name, name]));

class FakeRoom {
  static latest;
  constructor() {
    Object.assign(this, { state: "disconnected", remoteParticipants: new Map(), listeners: new Map(), done: [], publications: new Map() });
    this.connecting = Promise.resolve();
    this.localParticipant = {
      publishTrack: async (track, { source }) => {
        this.done.push(["publish", track, source]);
        const publication = { isMuted: false };
        publication.track = { replaceTrack: async (other, user_provided) => void this.done.push(["replace", other, user_provided]) };
        publication.mute = async () => void (publication.isMuted = true, this.done.push(["mute", source]));
        publication.unmute = async () => void (publication.isMuted = false, this.done.push(["unmute", source]));
        this.publications.set(source, publication);
      },
      getTrackPublication: (source) => this.publications.get(source),
    };
    FakeRoom.latest = this;
  }
  on(event, listener) {
    this.listeners.set(event, listener);
    return this;
  }
  emit(event, ...values) {
    this.listeners.get(event)?.(...values);
  }
  async connect(url, token) {
    this.done.push(["connect", url, token]);
    await this.connecting;
    this.becomes("connected");
  }
  async disconnect() {
    this.done.push(["disconnect"]);
  }
  becomes(state) {
    this.state = state;
    this.emit("ConnectionStateChanged");
  }
  /** Somebody with these publications is there. */
  meets(...publications) {
    this.remoteParticipants.set("p-2", { identity: "p-2", trackPublications: new Map(publications.map((one, i) => [i, one])) });
    this.emit("ParticipantConnected");
  }
}

const answer = (status, body = { token: "jwt", url: "ws://media" }) => ({ ok: status < 300, status, json: async () => body });
const remote_track = (packetsReceived) => ({
  mediaStreamTrack: new FakeTrack("audio"),
  getRTCStatsReport: async () => new Map([[1, { type: "inbound-rtp", packetsReceived }], [2, { type: "codec", packetsReceived: 7 }]]),
});

function room_with(given = answer(200)) {
  const { report, take } = recorder();
  const asked = [];
  const request = async (address, { headers }) => (asked.push([address, headers.Authorization]), given);
  const { state, pulse, media, show, failed } = report;
  const room = enter_room({
    server: "https://parley.example/", call: "call-1", person: "p-1", token: "t-1", note: () => {},
    state, pulse, media, show, failed: (problem) => failed(problem), livekit: { Room: FakeRoom, RoomEvent, Track: { Source } }, request,
  });
  return { room, server: FakeRoom.latest, take, asked };
}

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "setInterval"] }));
afterEach(() => mock.timers.reset());

test("the call's token is fetched with the session's, and the room entered with it", async () => {
  const { room, server, asked, take } = room_with();
  await settled();
  assert.deepEqual(asked, [["https://parley.example/token?room=call-1&id=p-1", "Bearer t-1"]]);
  assert.deepEqual(server.done, [["connect", "ws://media", "jwt"]]);
  assert.deepEqual(take(), [["state", "checking"]]);
  room.leave();
});

test("a refusal is told apart from a server that is out of reach", async () => {
  for (const [status, problem] of [[401, "refused"], [403, "refused"], [409, "refused"], [429, "unreachable"], [503, "unreachable"]]) {
    const { take, server } = room_with(answer(status));
    await settled();
    assert.deepEqual(take(), [["failed", problem]], String(status));
    assert.deepEqual(server.done, []);
  }
});

test("a media server that does not let us in is out of reach", async () => {
  const { server, take } = room_with();
  server.connecting = Promise.reject(new Error("signal connection failed"));
  await settled();
  assert.deepEqual(take(), [["failed", "unreachable"]]);
});

test("connected means that the other person is there", async () => {
  const { room, server, take } = room_with();
  await settled();
  server.meets({ source: "microphone", kind: "audio", isMuted: false }, { source: "camera", kind: "video", isMuted: true });
  assert.deepEqual(take(), [["state", "checking"], ["state", "connected"], ["media", true, false]]);
  server.becomes("signalReconnecting");
  assert.deepEqual(take(), []);
  server.becomes("reconnecting");
  server.becomes("connected");
  server.remoteParticipants.clear();
  server.emit("ParticipantDisconnected");
  server.becomes("disconnected");
  assert.deepEqual(take(), ["disconnected", "connected", "disconnected", "failed"].map((state) => ["state", state]));
  room.leave();
});

test("what the other person sends is shown by what it is, or else by its kind", async () => {
  const { room, server, take } = room_with();
  await settled();
  take();
  const [voice, picture] = [remote_track(1), remote_track(1)];
  server.emit("TrackSubscribed", voice, { source: "unknown", kind: "audio" });
  server.emit("TrackSubscribed", picture, { source: "screen_share", kind: "video" });
  assert.deepEqual(take(), [["show", "microphone", voice.mediaStreamTrack], ["show", "screen", picture.mediaStreamTrack]]);
  room.leave();
});

test("packets are counted over all that is received", async () => {
  const { room, server, take } = room_with();
  await settled();
  server.meets({ source: "microphone", kind: "audio", track: remote_track(40) }, { source: "camera", kind: "video", track: remote_track(2) },
    { source: "screen_share", kind: "video" });
  take();
  mock.timers.tick(250);
  await settled();
  assert.deepEqual(take(), [["pulse", 42]]);
  room.leave();
});

test("tracks that were opened early are sent on entering, one after the other, and replaced", async () => {
  const { room, server } = room_with();
  const [voice, camera, other] = [new FakeTrack("audio"), new FakeTrack("video"), new FakeTrack("video")];
  room.send("microphone", voice);
  room.send("camera", camera);
  await settled();
  assert.deepEqual(server.done.slice(1), [["publish", voice, "microphone"], ["publish", camera, "camera"]]);
  room.send("camera", null);
  room.send("camera", other);
  await settled();
  assert.deepEqual(server.done.slice(3), [["unmute", "camera"], ["replace", other, true]], "the last word counts");
  room.send("camera", null);
  await settled();
  room.send("camera", camera);
  await settled();
  assert.deepEqual(server.done.slice(5), [["mute", "camera"], ["unmute", "camera"], ["replace", camera, true]]);
  server.publications.delete("camera");  // the client does so with a device that is unplugged
  room.send("camera", other);
  await settled();
  assert.deepEqual(server.done.slice(8), [["publish", other, "camera"]]);
  room.leave();
});

test("programs are told of a muted microphone", async () => {
  const { room, server } = room_with();
  const voice = new FakeTrack("audio");
  voice.enabled = false;
  room.send("microphone", voice);
  await settled();
  assert.deepEqual(server.done.slice(1), [["publish", voice, "microphone"], ["mute", "microphone"]]);
  room.mute(false);
  await settled();
  assert.deepEqual(server.done.slice(3), [["unmute", "microphone"]]);
  // The media server's client sets the track itself, later: the person's last word stands.
  const telling = deferred();
  server.publications.get("microphone").mute = () => telling.promise.then(() => (voice.enabled = false));
  room.mute(true);
  await settled();
  room.mute(false);
  voice.enabled = true;
  telling.resolve();
  await settled();
  assert.equal(voice.enabled, true);
  room.leave();
});

test("nothing is sent and nothing is told once the room is left, not even when it is entered late", async () => {
  const { room, server, take } = room_with();
  const entering = deferred();
  server.connecting = entering.promise;
  await settled();
  room.leave();
  entering.resolve();
  room.send("camera", new FakeTrack("video"));
  await settled();
  mock.timers.tick(1000);
  await settled();
  assert.deepEqual(server.done.map(([what]) => what), ["connect", "disconnect"]);
  assert.deepEqual(take(), []);
});
