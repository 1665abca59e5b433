import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { create_chat } from "../../web/chat.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

function fake_storage() {
  const items = new Map();
  return { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => items.set(key, value), removeItem: (key) => items.delete(key), items };
}

function chat_with({ storage = fake_storage(), clipboard = () => undefined } = {}) {
  const reports = [];
  const page = new EventTarget();
  const chat = create_chat({
    report: (name, fields) => reports.push([name, fields]), note: () => {}, open_tab: () => storage, clipboard, page,
  });
  return { chat, reports, storage, page };
}

const line = (id, text = "x") => ({
  person: "p-2", call: "", title: "Ben", id, from: "p-1", name: "Ada", own: true, text, at: 5, delivery: "sent", problem: "",
});

async function loaded(storage, owner) {
  const { chat, reports } = chat_with({ storage });
  chat.load({ owner });
  await Promise.resolve();
  return reports[0][1];
}

test("lines outlive a reload of their person's tab, in their latest state", async () => {
  const { chat, storage, page } = chat_with();
  chat.load({ owner: "p-1" });
  chat.keep({ owner: "p-1", line: line("a") });
  chat.keep({ owner: "p-1", line: line("b") });
  chat.keep({ owner: "p-1", line: line("a", "changed") });
  assert.equal(storage.items.size, 0);
  page.dispatchEvent(new Event("pagehide"));
  const { lines, utc, local } = await loaded(storage, "p-1");
  assert.deepEqual(lines, [line("a", "changed"), line("b")]);
  assert.equal(utc - local, new Date(utc).getTimezoneOffset() * 60_000);
});

test("somebody else in the same tab gets nothing of them", async () => {
  const { chat, storage } = chat_with();
  chat.keep({ owner: "p-1", line: line("a") });
  mock.timers.tick(300);
  assert.deepEqual((await loaded(storage, "p-2")).lines, []);
});

test("at most the last 200 are kept, and none once they are forgotten", async () => {
  const { chat, storage } = chat_with();
  for (let i = 0; i < 210; i += 1) chat.keep({ owner: "p-1", line: line(`l${i}`) });
  mock.timers.tick(300);
  const { lines } = await loaded(storage, "p-1");
  assert.deepEqual([lines.length, lines[0].id], [200, "l10"]);
  chat.forget();
  assert.equal(storage.items.size, 0);
});

test("storage that is forbidden, full or spoilt costs nothing but the lines", async () => {
  const forbidden = () => {
    throw new DOMException("no", "SecurityError");
  };
  const { lines } = await loaded({ getItem: forbidden, setItem: forbidden, removeItem: forbidden }, "p-1");
  assert.deepEqual(lines, []);
  for (const spoilt of ["{", "7", '{"owner":"p-1","lines":5}', '{"owner":"p-1","lines":[5,null,{"id":"a"}]}']) {
    const storage = fake_storage();
    storage.setItem("parley.chat", spoilt);
    assert.deepEqual((await loaded(storage, "p-1")).lines, []);
  }
});

test("copying says whether it was possible", async () => {
  const texts = [];
  for (const [clipboard, done] of [
    [() => ({ writeText: async (text) => void texts.push(text) }), true],
    [() => ({ writeText: () => Promise.reject(new DOMException("no", "NotAllowedError")) }), false],
    [() => undefined, false],
  ]) {
    const { chat, reports } = chat_with({ clipboard });
    await chat.copy({ text: "hello" });
    assert.deepEqual(reports, [["chat-copied", { done }]]);
  }
  assert.deepEqual(texts, ["hello"]);
});
