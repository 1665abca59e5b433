import assert from "node:assert/strict";
import { test } from "node:test";

import { create_channel } from "../../web/channel.js";
import { FakeChannel } from "./support/channel.js";

function with_channel() {
  const notes = [];
  let use;
  const channel = create_channel({ peers: { watch_channels: (to) => (use = to) }, note: (words) => notes.push(words) });
  const states = [];
  channel.on_ready((ready) => states.push(ready));
  return { channel, notes, states, adopt: (wire) => use(wire, true), lose: (wire) => use(wire, false) };
}

test("two pages find out that both listen, whoever begins to later", () => {
  const first = with_channel();
  const second = with_channel();
  const [a, b] = FakeChannel.pair();
  first.adopt(a);
  FakeChannel.open(a, b);
  assert.deepEqual(first.states, []);
  second.adopt(b);  // its modules came after the channel was open
  assert.deepEqual([first.states, second.states], [[true], [true]]);
  assert.equal(first.channel.ready(), true);
  a.close();
  assert.deepEqual([first.states, second.states], [[true, false], [true, false]]);
});

test("messages go to the handler of their kind", () => {
  const { first, second } = connected();
  const came = [];
  second.channel.on("stats", (fields) => came.push(fields));
  second.channel.on_bytes((bytes) => came.push(new Uint8Array(bytes)));
  assert.equal(first.channel.send("stats", { loss: 3 }), true);
  assert.equal(first.channel.send_bytes(new Uint8Array([1, 2]).buffer), true);
  assert.deepEqual(came, [{ kind: "stats", loss: 3 }, new Uint8Array([1, 2])]);
});

test("what nobody understands is told, noted a few times, and harmless", () => {
  const { first, second, a } = connected();
  for (const text of ["", "[]", "null", "7", "{}", '{"kind":5}', '{"kind":"', '{"kind":"later"}', "x".repeat(20_000), "{}", "{}", "{}"]) a.send(text);
  assert.equal(second.notes.length, 8);
  assert.deepEqual(first.notes, []);  // a refusal is not refused
  assert.equal(first.channel.send("hello"), true);
  assert.equal(second.channel.ready(), true);
});

test("a channel that is gone is told, and a new one takes its place", () => {
  const { first, second, a } = connected();
  first.lose(a);
  assert.equal(first.channel.send("stats"), false);
  assert.equal(first.channel.send_bytes(new ArrayBuffer(1)), false);
  const [c, d] = FakeChannel.pair();
  first.adopt(c);
  second.adopt(d);
  FakeChannel.open(c, d);
  assert.deepEqual([first.states, second.states], [[true, false, true], [true, false, true]]);
  a.dispatchEvent(new Event("close"));  // late
  assert.equal(first.channel.ready(), true);
});

test("room is waited for until the browser has sent enough, or the channel is gone", async () => {
  const { first, a } = connected();
  await first.channel.room();
  a.bufferedAmount = 1 << 20;
  let done = false;
  const waiting = first.channel.room().then(() => (done = true));
  await Promise.resolve();
  assert.equal(done, false);
  a.bufferedAmount = 0;
  a.dispatchEvent(new Event("bufferedamountlow"));
  await waiting;
  a.bufferedAmount = 1 << 20;
  const abandoned = first.channel.room();
  first.lose(a);
  await abandoned;
});

test("a channel that is full says so instead of throwing", () => {
  const { first, a } = connected();
  a.send = () => {
    throw new DOMException("full", "OperationError");
  };
  assert.equal(first.channel.send("stats"), false);
  assert.equal(first.channel.send_bytes(new ArrayBuffer(1)), false);
  assert.equal(first.notes.length, 2);
});

function connected() {
  const first = with_channel();
  const second = with_channel();
  const [a, b] = FakeChannel.pair();
  first.adopt(a);
  second.adopt(b);
  FakeChannel.open(a, b);
  return { first, second, a, b };
}
