import assert from "node:assert/strict";
import { test } from "node:test";

import { create_channel } from "../../web/channel.js";
import { create_transfer } from "../../web/transfer.js";
import { FakeChannel } from "./support/channel.js";

const MB = 1 << 20;

/** A page with its two modules; what it reports is kept, and can be waited for. */
function page(options = {}) {
  const reports = [];
  let changed = () => {};
  const saved = [];
  const notes = [];
  let use;
  const area = Object.assign(new EventTarget(), { contains: () => false });
  const channel = create_channel({ peers: { watch_channels: (to) => (use = to) }, note: (words) => notes.push(words) });
  const transfer = create_transfer({
    report: (name, fields) => {
      reports.push([name.replace("transfer-", ""), fields]);
      changed();
    },
    note: (words) => notes.push(words),
    area, channel, save_picker: undefined, download: (file, name) => saved.push({ file, name }), ...options,
  });
  const found = (name, that) => reports.find(([is, fields]) => is === name && that(fields))?.[1];
  return {
    transfer, channel, reports, saved, notes, area,
    adopt: (wire) => use(wire, true),
    lose: (wire) => use(wire, false),
    found,
    /** The first report of this name for which `that` holds, as soon as it is there. */
    async hears(name, that = () => true) {
      while (!found(name, that)) await new Promise((resolve) => (changed = () => resolve()));
      return found(name, that);
    },
    drop(...files) {
      const event = new Event("drop", { cancelable: true });
      event.dataTransfer = { types: ["Files"], files };
      area.dispatchEvent(event);
      return event;
    },
  };
}

function connect(first, second) {
  const [a, b] = FakeChannel.pair();
  first.adopt(a);
  second.adopt(b);
  FakeChannel.open(a, b);
  return [a, b];
}

/** Bytes of which no two blocks are the same. */
const bytes_of = (size) => Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 12)) & 255);
const file_of = (size, name = "photo.jpg") => new File([bytes_of(size)], name);

/** Drops a file at `from`, whose program offers it at once. */
async function offers(from, to, file) {
  from.drop(file);
  const { number, name } = await from.hears("chosen", (fields) => fields.name === file.name);
  from.transfer.offer({ number, name });
  const offer = await to.hears("offered", (fields) => fields.number === number);
  return offer;
}

/** Once the receiver has proven so many blocks, in the middle of things. */
const proven = (end, blocks) => new Promise((resolve) => {
  const send = end.send.bind(end);
  let left = blocks;
  end.send = (data) => {
    send(data);
    if (typeof data === "string" && data.includes("file-have") && (left -= 1) === 0) resolve();
  };
});

async function same(blob, file) {
  assert.deepEqual(Buffer.from(await blob.arrayBuffer()), Buffer.from(await file.arrayBuffer()));
}

for (const size of [0, 1, MB, 10 * MB + 5]) {
  test(`a file of ${size} bytes arrives as it was`, async () => {
    const [ada, ben] = [page(), page()];
    connect(ada, ben);
    const file = file_of(size);
    const { number, name } = await offers(ada, ben, file);
    assert.deepEqual([name, ben.found("offered", () => true).size], ["photo.jpg", size]);
    await ben.transfer.accept({ number, name, size, toDisk: false });
    assert.equal((await ada.hears("ended")).how, "done");
    assert.equal((await ben.hears("ended")).how, "done");
    ben.transfer.save({ number, name: "photo.jpg" });
    await same(ben.saved[0].file, file);
    assert.deepEqual([ada.notes, ben.notes], [[], []]);
  });
}

test("nothing is sent before it was accepted, and nothing after it was declined", async () => {
  const [ada, ben] = [page(), page()];
  const [a] = connect(ada, ben);
  const { number } = await offers(ada, ben, file_of(10));
  assert.deepEqual(a.sent.filter((data) => typeof data !== "string"), []);
  ben.transfer.end({ number, outgoing: false, how: "declined" });
  assert.deepEqual(await ada.hears("ended"), { number, outgoing: true, how: "declined" });
  assert.deepEqual(a.sent.filter((data) => typeof data !== "string"), []);
});

test("either side can cancel on the way", async () => {
  for (const canceller of ["ada", "ben"]) {
    const people = { ada: page(), ben: page() };
    const { ada, ben } = people;
    const [, b] = connect(ada, ben);
    const { number, name } = await offers(ada, ben, file_of(20 * MB));
    void ben.transfer.accept({ number, name, size: 20 * MB, toDisk: false });
    await proven(b, 2);
    people[canceller].transfer.end({ number, outgoing: canceller === "ada", how: "cancelled" });
    const other = canceller === "ada" ? ben : ada;
    assert.equal((await other.hears("ended")).how, "cancelled");
    ben.transfer.save({ number, name });
    assert.deepEqual(ben.saved, []);
  }
});

test("after a lost connection the rest follows from what was proven", async () => {
  const [ada, ben] = [page(), page()];
  const [a, b] = connect(ada, ben);
  const file = file_of(12 * MB + 77);
  const { number, name, size } = await offers(ada, ben, file);
  void ben.transfer.accept({ number, name, size, toDisk: false });
  await proven(b, 2);
  ada.lose(a);
  ben.lose(b);
  assert.deepEqual(ada.reports.at(-1), ["ready", { ready: false, disk: false }]);
  const [c] = connect(ada, ben);
  await ben.hears("ended");
  const first = c.sent.find((data) => typeof data !== "string");
  assert.ok(new DataView(first).getFloat64(4) >= 2 * MB, "what had arrived is sent again");
  ben.transfer.save({ number, name });
  await same(ben.saved[0].file, file);
});

test("a sender whose page was reloaded has the file no more, and says so", async () => {
  const [ada, ben] = [page(), page()];
  const [, b] = connect(ada, ben);
  const { number, name, size } = await offers(ada, ben, file_of(20 * MB));
  void ben.transfer.accept({ number, name, size, toDisk: false });
  await proven(b, 1);
  ben.lose(b);
  connect(page(), ben);
  assert.equal((await ben.hears("ended")).how, "gone");
});

test("a receiver whose page was reloaded is offered the file again", async () => {
  const [ada, ben] = [page(), page()];
  const [a] = connect(ada, ben);
  const file = file_of(3 * MB);
  const { number } = await offers(ada, ben, file);
  ada.lose(a);
  const again = page();
  connect(ada, again);
  const { name, size } = await again.hears("offered");
  await again.transfer.accept({ number, name, size, toDisk: false });
  assert.equal((await again.hears("ended")).how, "done");
});

test("a sender waits for a receiver that is slow", async () => {
  const [ada, ben] = [page(), page()];
  const [a] = connect(ada, ben);
  let write;
  const written = new Promise((resolve) => (write = resolve));
  const slow = page({ save_picker: async () => ({ createWritable: async () => ({ write: () => written, close: async () => {}, abort: async () => {} }) }) });
  ada.lose(a);
  const [c] = connect(ada, slow);
  const { number, name, size } = await offers(ada, slow, file_of(30 * MB));
  await slow.transfer.accept({ number, name, size, toDisk: true });
  for (let before = -1, now = 0; before !== now; before = now, now = c.sent.length) await new Promise((resolve) => setTimeout(resolve, 50));
  const sent = c.sent.filter((data) => typeof data !== "string").reduce((sum, data) => sum + data.byteLength - 12, 0);
  assert.equal(sent, 8 * MB);
  write();
  assert.equal((await slow.hears("ended")).how, "done");
});

test("a file that can be read no more, or written no more, ends with the reason on both sides", async () => {
  const broken = file_of(MB);
  broken.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException("moved", "NotReadableError")) });
  const full = { createWritable: async () => ({ write: () => Promise.reject(new DOMException("full", "QuotaExceededError")), abort: async () => {} }) };
  for (const [file, save_picker, how] of [[broken, undefined, "unreadable"], [file_of(MB), async () => full, "no-room"]]) {
    const [ada, ben] = [page(), page({ save_picker })];
    connect(ada, ben);
    const { number, name, size } = await offers(ada, ben, file);
    await ben.transfer.accept({ number, name, size, toDisk: save_picker !== undefined });
    assert.equal((await ada.hears("ended")).how, how);
    assert.equal((await ben.hears("ended")).how, how);
  }
});

test("who closes the browser's question where to save has cancelled", async () => {
  const [ada, ben] = [page(), page({ save_picker: () => Promise.reject(new DOMException("closed", "AbortError")) })];
  connect(ada, ben);
  const { number, name, size } = await offers(ada, ben, file_of(9));
  await ben.transfer.accept({ number, name, size, toDisk: true });
  assert.equal((await ada.hears("ended")).how, "cancelled");
});

/** Ben has accepted 2 MB from somebody who writes to the wire by hand. */
async function accepted_from_a_liar() {
  const ben = page();
  const [liar, b] = FakeChannel.pair();
  ben.adopt(b);
  FakeChannel.open(liar, b);
  const say = (message) => liar.send(JSON.stringify(message));
  say({ kind: "hello" });
  say({ kind: "file-offer", number: 7, name: "x", size: 2 * MB });
  await ben.transfer.accept({ number: 7, name: "x", size: 2 * MB, toDisk: false });
  const frame = (at, length) => {
    const bytes = new Uint8Array(12 + length);
    new DataView(bytes.buffer).setUint32(0, 7);
    new DataView(bytes.buffer).setFloat64(4, at);
    liar.send(bytes.buffer);
  };
  return { ben, say, frame, told: () => b.sent.filter((data) => data.includes("file-end")) };
}

const digest = "0".repeat(64);
for (const [lie, tell] of [
  ["a block that is longer than the file", ({ say }) => say({ kind: "file-block", number: 7, at: 0, length: 3 * MB, digest })],
  ["a block that does not follow", ({ say }) => say({ kind: "file-block", number: 7, at: MB, length: MB, digest })],
  ["a block without a digest", ({ say }) => say({ kind: "file-block", number: 7, at: 0, length: MB, digest: 5 })],
  ["bytes without a block", ({ frame }) => frame(0, 4)],
  ["bytes from elsewhere", ({ say, frame }) => (say({ kind: "file-block", number: 7, at: 0, length: 8, digest }), frame(4, 4))],
  ["more bytes than the block has", ({ say, frame }) => (say({ kind: "file-block", number: 7, at: 0, length: 8, digest }), frame(0, 9))],
  ["bytes that are not those of the digest", ({ say, frame }) => (say({ kind: "file-block", number: 7, at: 0, length: 8, digest }), frame(0, 8))],
  ["an end that is no end", ({ say }) => say({ kind: "file-end", number: 7, sender: true, how: "done" })],
]) {
  test(`${lie} ends the file, and nothing of it is kept`, async () => {
    const scene = await accepted_from_a_liar();
    tell(scene);
    const { how } = await scene.ben.hears("ended");
    assert.equal(how, "broken");
    scene.ben.transfer.save({ number: 7, name: "x" });
    assert.deepEqual(scene.ben.saved, []);
  });
}

test("offers and answers that make no sense are passed over", async () => {
  const { ben, say, frame } = await accepted_from_a_liar();
  const before = ben.reports.length;
  for (const wrong of [
    { kind: "file-offer", number: 0, name: "x", size: 1 }, { kind: "file-offer", number: 1, name: 5, size: 1 },
    { kind: "file-offer", number: 1, name: "x", size: -1 }, { kind: "file-offer", number: 1, name: "x".repeat(2000), size: 1 },
    { kind: "file-offer", number: 7, name: "other", size: 1 }, { kind: "file-have", number: 9, have: 1 },
    { kind: "file-end", number: 7, sender: true, how: "exploded" }, { kind: "file-end", number: 9, sender: true, how: "gone" },
    { kind: "file-block", number: 9 }, { kind: "file-accept", number: "1" },
  ]) say(wrong);
  new DataView(new ArrayBuffer(4));
  frame(0, 0);
  assert.equal(ben.reports.length, before);
});

test("a sender is not sent back behind its file's end", async () => {
  const [ada, ben] = [page(), page()];
  connect(ada, ben);
  const { number } = await offers(ada, ben, file_of(100));
  ben.channel.send("file-accept", { number, have: 55 });
  assert.equal((await ada.hears("ended")).how, "broken");
});

test("dropped files never take the browser off the page; outside of a call nothing is done with them", () => {
  const ada = page();
  const event = ada.drop(file_of(3));
  assert.equal(event.defaultPrevented, true);
  assert.deepEqual(ada.reports, []);
});

test("files over the page are told once, and once when they are gone", () => {
  const ada = page();
  for (const type of ["dragover", "dragover", "dragleave", "dragleave"]) {
    const event = new Event(type, { cancelable: true });
    event.dataTransfer = { types: ["Files"] };
    ada.area.dispatchEvent(event);
  }
  assert.deepEqual(ada.reports, [["dragged", { over: true }], ["dragged", { over: false }]]);
});

test("the call's end lets go of everything", async () => {
  const [ada, ben] = [page(), page()];
  connect(ada, ben);
  const { number, name, size } = await offers(ada, ben, file_of(9));
  await ben.transfer.accept({ number, name, size, toDisk: false });
  await ben.hears("ended");
  ben.transfer.clear();
  ada.transfer.clear();
  ben.transfer.save({ number, name });
  assert.deepEqual(ben.saved, []);
});
