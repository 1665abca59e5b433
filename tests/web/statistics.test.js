import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { checked_figures, create_statistics, sample_of } from "../../web/statistics.js";
import { settled } from "./support/fakes.js";

globalThis.navigator ??= { onLine: true };  // Node has one from version 21 on

const report_of = (entries) => new Map(Object.entries(entries));

const CHROMIUM = {
  transport: { type: "transport", selectedCandidatePairId: "pair" },
  pair: { type: "candidate-pair", localCandidateId: "here", remoteCandidateId: "there", currentRoundTripTime: 0.042, availableOutgoingBitrate: 2_000_000 },
  here: { type: "local-candidate", candidateType: "relay", protocol: "udp", relayProtocol: "tcp" },
  there: { type: "remote-candidate", candidateType: "srflx", protocol: "udp" },
  vp9: { type: "codec", mimeType: "video/VP9" },
  heard: { type: "inbound-rtp", ssrc: 1, kind: "audio", mid: "0", bytesReceived: 900, headerBytesReceived: 100, packetsReceived: 10, packetsLost: -1, jitter: 0.004 },
  seen: {
    type: "inbound-rtp", ssrc: 2, kind: "video", mid: "2", bytesReceived: 5000, packetsReceived: 50, packetsLost: 3, jitter: 0.01,
    framesDecoded: 30, frameWidth: 1920, frameHeight: 1080, codecId: "vp9",
  },
  sent: { type: "outbound-rtp", ssrc: 3, kind: "video", mid: "1", remoteId: "beyond", bytesSent: 7000, packetsSent: 70, framesEncoded: 25 },
  beyond: { type: "remote-inbound-rtp", packetsLost: 7, roundTripTime: 0.05, jitter: 0.002 },
};

test("the browser's report becomes a sample", () => {
  const sample = sample_of(report_of(CHROMIUM), new Set(["2"]), 1234);
  assert.deepEqual({ ...sample, streams: sample.streams.length }, {
    at: 1234, streams: 3, roundTrip: 42, available: 2000, local: "relay", remote: "srflx", transport: "tcp",
  });
  assert.deepEqual(sample.streams, [
    { id: "1", received: true, video: false, screen: false, bytes: 1000, packets: 10, lost: -1, frames: null, jitter: 4, width: null, height: null, codec: "" },
    { id: "2", received: true, video: true, screen: true, bytes: 5000, packets: 50, lost: 3, frames: 30, jitter: 10, width: 1920, height: 1080, codec: "video/VP9" },
    { id: "3", received: false, video: true, screen: false, bytes: 7000, packets: 70, lost: 7, frames: 25, jitter: 2, width: null, height: null, codec: "" },
  ]);
});

test("a browser that names its pair otherwise, and tells no estimate, is understood too", () => {
  const { transport, pair, ...others } = CHROMIUM;
  const sample = sample_of(report_of({ ...others, pair: { type: "candidate-pair", selected: true, localCandidateId: "here", remoteCandidateId: "there" } }), new Set(), 0);
  assert.equal(sample.local, "relay");
  assert.equal(sample.available, null);
  assert.equal(sample.roundTrip, 50, "as the other side's reports have it");
});

test("an empty report is a sample without anything", () => {
  assert.deepEqual(sample_of(new Map(), new Set(), 5),
    { at: 5, streams: [], roundTrip: null, available: null, local: "", remote: "", transport: "" });
});

test("what the other page tells is brought into shape", () => {
  const figures = checked_figures({
    kind: "stats", roundTrip: "fast", receiving: null, sending: Infinity, lost: 3, pictureCodec: { evil: true }, soundCodec: "x".repeat(99), relayed: "yes",
    transport: "UDP", more: 1,
  });
  assert.deepEqual(figures, {
    relayed: false, roundTrip: null, lost: 3, lostBeyond: null, jitter: null, receiving: 0, sending: 0, width: 0, height: 0, frames: 0,
    pictureCodec: "", soundCodec: "x".repeat(32), transport: "UDP",
  });
});

function page_with(statistics = () => Promise.resolve(report_of(CHROMIUM))) {
  const reports = [];
  const notes = [];
  const connection = new EventTarget();
  connection.getStats = statistics;
  const sender = () => {
    const parameters = { encodings: [{ active: true }], set: 0 };
    return { parameters, getParameters: () => structuredClone(parameters), setParameters: async (now) => void Object.assign(parameters, now) };
  };
  const senders = { camera: sender(), screen: sender() };
  const transceivers = new Map([["camera", { mid: "1", sender: senders.camera }], ["screen", { mid: "2", sender: senders.screen }]]);
  const handlers = new Map();
  const told = [];
  const channel = { ready: () => true, on: (kind, handler) => handlers.set(kind, handler), send: (kind, fields) => told.push([kind, fields]) };
  const peers = { look: (id) => (id === 1 ? { connection, transceivers } : undefined) };
  const module = create_statistics({ report: (...values) => reports.push(values), note: (words) => notes.push(words), peers }, channel);
  return { module, reports, notes, connection, senders, handlers, told };
}

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "setInterval"] }));
afterEach(() => mock.timers.reset());

test("a connection is measured once a second, and no longer than it is watched", async () => {
  const { module, reports } = page_with();
  module.watch({ peer: 1 });
  for (let i = 0; i < 3; ++i) {
    mock.timers.tick(1000);
    await settled();
  }
  assert.deepEqual(reports.map(([name, { peer }]) => [name, peer]), Array(3).fill(["statistics-sampled", 1]));
  module.watch({ peer: 0 });
  mock.timers.tick(5000);
  await settled();
  assert.equal(reports.length, 3);
});

test("a report that never comes is given up, and the next one asked for", async () => {
  let asked = 0;
  const { module, reports, notes } = page_with(() => {
    asked += 1;
    return asked === 1 ? new Promise(() => {}) : Promise.resolve(report_of(CHROMIUM));
  });
  module.watch({ peer: 1 });
  mock.timers.tick(1000);
  await settled();
  mock.timers.tick(10_000);
  await settled();
  assert.deepEqual([asked, reports.length, notes.length], [1, 0, 1]);
  mock.timers.tick(1000);
  await settled();
  assert.deepEqual([asked, reports.length], [2, 1]);
});

test("what a relay answers is reported, what a STUN server does is not", () => {
  const { module, reports, connection } = page_with();
  module.watch({ peer: 1 });
  connection.dispatchEvent(Object.assign(new Event("icecandidateerror"), { url: "stun:s", errorCode: 701 }));
  connection.dispatchEvent(Object.assign(new Event("icecandidateerror"), { url: "turns:t:443", errorCode: 401 }));
  assert.deepEqual(reports, [["statistics-relay-failed", { peer: 1, code: 401 }]]);
});

test("video is held back and sent again while its tracks stay", async () => {
  const { module, senders } = page_with();
  await module.hold_video({ peer: 1, held: true });
  assert.deepEqual([senders.camera.parameters.encodings, senders.screen.parameters.encodings], [[{ active: false }], [{ active: false }]]);
  await module.hold_video({ peer: 1, held: false });
  assert.deepEqual(senders.camera.parameters.encodings, [{ active: true }]);
  await module.hold_video({ peer: 9, held: true });
});

test("figures go to the other page, and its own come as a report", () => {
  const { module, handlers, told, reports } = page_with();
  module.tell({ figures: { receiving: 5 } });
  assert.deepEqual(told, [["stats", { receiving: 5 }]]);
  handlers.get("stats")({ kind: "stats", receiving: 7 });
  assert.equal(reports[0][0], "statistics-told");
  assert.equal(reports[0][1].figures.receiving, 7);
});
