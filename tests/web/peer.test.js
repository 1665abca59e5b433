import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { create_peers } from "../../web/peer.js";
import { deferred, FakeTrack, recorder, settled } from "./support/fakes.js";

class FakeConnection extends EventTarget {
  static latest;
  constructor(configuration) {
    super();
    Object.assign(this, { configuration, transceivers: [], candidates: [], restarts: 0, closed: false, packets: [], signalingState: "stable" });
    this.local = () => Promise.resolve();
    this.remote = () => Promise.resolve();
    FakeConnection.latest = this;
  }
  getTransceivers() {
    return this.transceivers;
  }
  addTransceiver(kind, { direction }) {
    const sent = [];
    const transceiver = {
      direction,
      receiver: { track: new FakeTrack(kind) },
      sender: {
        sent,
        parameters: { encodings: [{}] },
        replaceTrack: async (track) => void sent.push(track),
        getParameters() {
          return structuredClone(this.parameters);
        },
        async setParameters(parameters) {
          this.parameters = parameters;
        },
      },
    };
    this.transceivers.push(transceiver);
    return transceiver;
  }
  createDataChannel(label, options) {
    this.channel = { label, ...options };
    return this.channel;
  }
  async setLocalDescription() {
    await this.local();
    this.localDescription = { sdp: this.remoteDescription ? "an answer" : `an offer ${this.restarts}` };
  }
  async setRemoteDescription(description) {
    await this.remote();
    this.remoteDescription = description;
    if (description.type === "offer" && this.transceivers.length === 0) {
      for (const kind of description.kinds ?? ["audio", "video", "video", "audio"]) this.addTransceiver(kind, { direction: "recvonly" });
    }
  }
  async addIceCandidate(candidate) {
    this.candidates.push(candidate);
  }
  restartIce() {
    this.restarts += 1;
  }
  async getStats() {
    if (this.statistics) return new Map(Object.entries(this.statistics));
    return new Map(this.packets.map((packetsReceived, i) => [i, { type: "inbound-rtp", packetsReceived }]).concat([["x", { type: "transport", packetsReceived: 99 }]]));
  }
  getConfiguration() {
    return this.configuration;
  }
  setConfiguration(configuration) {
    if (this.signalingState === "closed") throw new DOMException("closed", "InvalidStateError");
    this.configuration = configuration;
  }
  close() {
    this.closed = true;
    this.signalingState = "closed";
  }
}

function peers_with() {
  const { report, take } = recorder();
  const shown = [];
  const notes = [];
  const remote = { show: (_, slot) => shown.push(slot), forget: () => (shown.length = 0), play_sound: () => {} };
  const peers = create_peers({ report, remote, note: (words) => notes.push(words), Connection: FakeConnection });
  return { peers, take, shown, notes };
}

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "setInterval"] }));
afterEach(() => mock.timers.reset());

test("an offer has four transceivers without tracks", async () => {
  const { peers, take, shown } = peers_with();
  peers.create(1, [{ urls: ["stun:s"], username: "", credential: "" }, { urls: ["turn:t"], username: "u", credential: "c" }]);
  peers.make_offer(1, 1, false);
  await settled();
  const { configuration, transceivers } = FakeConnection.latest;
  assert.deepEqual(configuration.iceServers, [{ urls: ["stun:s"] }, { urls: ["turn:t"], username: "u", credential: "c" }]);
  assert.deepEqual(transceivers.map(({ direction, receiver, sender }) => [receiver.track.kind, direction, sender.sent.length]), [
    ["audio", "sendrecv", 0], ["video", "sendrecv", 0], ["video", "sendrecv", 0], ["audio", "sendrecv", 0]]);
  assert.deepEqual(shown, ["microphone", "camera", "screen", "screen_audio"]);
  assert.deepEqual(take(), [["on_offer_made", 1, 1, "an offer 0"]]);
  peers.close(1);
});

test("a restart offers again on the same transceivers", async () => {
  const { peers, take } = peers_with();
  peers.create(1, []);
  peers.make_offer(1, 1, false);
  peers.make_offer(1, 2, true);
  await settled();
  assert.equal(FakeConnection.latest.transceivers.length, 4);
  assert.deepEqual(take(), [["on_offer_made", 1, 1, "an offer 0"], ["on_offer_made", 1, 2, "an offer 1"]]);
  peers.close(1);
});

test("tracks that came before the offer are sent once it is answered", async () => {
  const { peers, take } = peers_with();
  const camera = new FakeTrack("video");
  peers.create(1, []);
  peers.replace_track(1, "camera", camera);
  peers.make_answer(1, 1, "an offer");
  await settled();
  const { transceivers } = FakeConnection.latest;
  assert.deepEqual(transceivers.map(({ direction }) => direction), Array(4).fill("sendrecv"));
  assert.deepEqual(transceivers.map(({ sender }) => sender.sent), [[], [camera], [], []]);
  peers.replace_track(1, "camera", null);
  assert.deepEqual(transceivers[1].sender.sent, [camera, null]);
  assert.deepEqual(take(), [["on_answer_made", 1, 1, "an answer"]]);
  peers.close(1);
});

test("operations follow one another, candidates among them", async () => {
  const { peers, take } = peers_with();
  peers.create(1, []);
  const remote = deferred();
  FakeConnection.latest.remote = () => remote.promise;
  peers.apply_answer(1, 1, "an answer");
  peers.add_candidate(1, { candidate: "candidate:1", mid: "0", line_index: 0, ufrag: "abcd" });
  peers.add_candidate(1, null);
  await settled();
  assert.deepEqual(FakeConnection.latest.candidates, []);
  remote.resolve();
  await settled();
  assert.deepEqual(FakeConnection.latest.candidates, [
    { candidate: "candidate:1", sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "abcd" }, undefined]);
  assert.deepEqual(take(), [["on_answer_applied", 1, 1]]);
  peers.close(1);
});

test("a promise that rejects and one that never settles are failures with their generation", async () => {
  const { peers, take } = peers_with();
  peers.create(1, []);
  FakeConnection.latest.remote = () => Promise.reject(new DOMException("no such line", "InvalidAccessError"));
  peers.apply_answer(1, 3, "nonsense");
  await settled();
  assert.deepEqual(take(), [["on_peer_failed", 1, 3, "InvalidAccessError: no such line"]]);
  FakeConnection.latest.local = () => new Promise(() => {});
  peers.make_offer(1, 4, false);
  await settled();
  mock.timers.tick(10_000);
  await settled();
  assert.deepEqual(take().filter(([name]) => name === "on_peer_failed"), [["on_peer_failed", 1, 4, "Error: an offer took longer than 10 s"]]);
  peers.close(1);
});

test("a candidate that is refused fails nothing else", async () => {
  const { peers, take, notes } = peers_with();
  peers.create(1, []);
  FakeConnection.latest.addIceCandidate = () => Promise.reject(new TypeError("bad candidate"));
  peers.add_candidate(1, { candidate: "nonsense", mid: null, line_index: null, ufrag: null });
  await settled();
  assert.deepEqual([take(), notes.length], [[], 1]);
  peers.close(1);
});

test("own candidates and their end are told, the end of one line is not", () => {
  const { peers, take } = peers_with();
  peers.create(1, []);
  const fire = (candidate) => FakeConnection.latest.dispatchEvent(Object.assign(new Event("icecandidate"), { candidate }));
  fire({ candidate: "candidate:1", sdpMid: "0", sdpMLineIndex: 0, usernameFragment: null });
  fire({ candidate: "", sdpMid: "0", sdpMLineIndex: 0, usernameFragment: null });
  fire(null);
  assert.deepEqual(take(), [
    ["on_local_candidate", 1, { candidate: "candidate:1", mid: "0", line_index: 0, ufrag: null }], ["on_local_candidate", 1, null]]);
  peers.close(1);
});

test("the pulse counts the packets of all streams", async () => {
  const { peers, take } = peers_with();
  peers.create(1, []);
  FakeConnection.latest.packets = [10, 32];
  mock.timers.tick(250);
  await settled();
  assert.deepEqual(take(), [["on_pulse", 1, 42, false]]);
  peers.close(1);
});

test("nothing comes from a closed peer, and closing it twice is harmless", async () => {
  const { peers, take } = peers_with();
  peers.create(1, []);
  const connection = FakeConnection.latest;
  const local = deferred();
  connection.local = () => local.promise;
  peers.make_offer(1, 1, false);
  await settled();
  peers.close(1);
  peers.close(1);
  local.resolve();
  connection.dispatchEvent(Object.assign(new Event("icecandidate"), { candidate: null }));
  connection.dispatchEvent(new Event("iceconnectionstatechange"));
  mock.timers.tick(1000);
  await settled();
  assert.equal(connection.closed, true);
  assert.deepEqual(take(), []);
});

test("a browser that refuses the configuration is a failure", async () => {
  const { report, take } = recorder();
  class Refusing {
    constructor() {
      throw new DOMException("bad server", "SyntaxError");
    }
  }
  create_peers({ report, remote: {}, note: () => {}, Connection: Refusing }).create(5, []);
  await settled();
  assert.deepEqual(take(), [["on_peer_failed", 5, 1, "SyntaxError: bad server"]]);
});

test("the pulse tells whether our end of the path in use is a relay's, as each browser says it", async () => {
  const ends = {
    relay: { candidateType: "relay" }, host: { candidateType: "host" },
    unused: { type: "candidate-pair", localCandidateId: "host" },
  };
  const chromium = (end) => ({ ...ends, t: { type: "transport", selectedCandidatePairId: "p" }, p: { type: "candidate-pair", localCandidateId: end } });
  const firefox = (end) => ({ ...ends, p: { type: "candidate-pair", selected: true, localCandidateId: end } });
  const { peers, take } = peers_with();
  peers.create(1, []);
  for (const [statistics, relayed] of [[chromium("relay"), true], [chromium("host"), false], [firefox("relay"), true], [firefox("host"), false], [ends, false]]) {
    FakeConnection.latest.statistics = statistics;
    mock.timers.tick(250);
    await settled();
    assert.deepEqual(take(), [["on_pulse", 1, 0, relayed]]);
  }
  peers.close(1);
});

test("renewed servers go into the running connection, and nowhere once it is closed", () => {
  const { peers, notes } = peers_with();
  peers.create(1, [{ urls: ["turn:t"], username: "u", credential: "old" }]);
  const connection = FakeConnection.latest;
  peers.set_servers(1, [{ urls: ["turn:t"], username: "v", credential: "new" }]);
  assert.deepEqual(connection.configuration, { bundlePolicy: "max-bundle", iceServers: [{ urls: ["turn:t"], username: "v", credential: "new" }] });
  connection.signalingState = "closed";  // by the browser
  peers.set_servers(1, []);
  assert.equal(notes.length, 1);
  peers.close(1);
  peers.set_servers(1, []);
  assert.equal(connection.configuration.iceServers.length, 1);
});

test("the data channel is there in the first offer, and in an answer to an offer that has one", async () => {
  const { peers } = peers_with();
  const seen = [];
  peers.create(1, []);
  peers.make_offer(1, 1, false);
  await settled();
  const channel = FakeConnection.latest.channel;
  assert.deepEqual(channel, { label: "parley", negotiated: true, id: 1 });
  peers.watch_channels((channel, there) => seen.push([channel, there]));
  assert.deepEqual(seen, [[channel, true]]);
  peers.make_offer(1, 2, true);
  await settled();
  assert.equal(FakeConnection.latest.channel, channel);
  peers.close(1);
  assert.deepEqual(seen.splice(0), [[channel, true], [channel, false]]);

  for (const [offer, has_one] of [["v=0 m=audio", false], ["v=0 m=audio m=application", true]]) {
    peers.create(2, []);
    peers.make_answer(2, 1, offer);
    await settled();
    assert.equal(FakeConnection.latest.channel !== undefined, has_one);
    peers.close(2);
    assert.deepEqual(seen.splice(0).map(([, there]) => there), has_one ? [true, false] : []);
  }
});

test("the picture is limited in the running connection and in later ones, and no longer when the limit goes", async () => {
  const { peers } = peers_with();
  const limit = () => FakeConnection.latest.transceivers[1].sender.parameters.encodings[0].maxBitrate;
  peers.create(1, []);
  peers.make_offer(1, 1, false);
  peers.apply_answer(1, 1, "an answer");
  await settled();
  assert.equal(limit(), undefined);
  peers.limit_picture(300);
  await settled();
  assert.equal(limit(), 300_000);
  peers.create(2, []);
  peers.make_answer(2, 1, "an offer");
  await settled();
  assert.equal(limit(), 300_000);
  assert.equal(FakeConnection.latest.transceivers[2].sender.parameters.encodings[0].maxBitrate, undefined, "of the camera alone");
  peers.limit_picture(0);
  await settled();
  assert.equal(limit(), undefined);
});

test("where only a relay may be used, the browser is told so", () => {
  const { peers } = peers_with();
  peers.create(1, [], true);
  assert.equal(FakeConnection.latest.configuration.iceTransportPolicy, "relay");
});
