import assert from "node:assert/strict";
import { test } from "node:test";

import { create_storage } from "../../web/storage.js";

function fake_store(entries = {}) {
  const map = new Map(Object.entries(entries));
  return { map, getItem: (key) => map.get(key) ?? null, setItem: (key, value) => map.set(key, value), removeItem: (key) => map.delete(key) };
}

test("a reloaded tab finds its session, a duplicated one does not", () => {
  const store = fake_store();
  const before = create_storage(() => store);
  assert.deepEqual(before.load(), { token: "", name: "" });
  before.save("t-1", "Ada");
  assert.equal(store.map.size, 0, "a tab duplicated now would copy it");
  before.set_hidden(true);

  const after = create_storage(() => store);
  assert.deepEqual(after.load(), { token: "t-1", name: "Ada" });
  assert.equal(store.map.size, 0);
});

test("a page that comes back takes its session out again", () => {
  const store = fake_store();
  const storage = create_storage(() => store);
  storage.save("t-1", "Ada");
  storage.set_hidden(true);
  assert.equal(store.map.size, 1);
  storage.set_hidden(false);
  assert.equal(store.map.size, 0);
});

test("a session that is over is not kept", () => {
  const store = fake_store();
  const storage = create_storage(() => store);
  storage.save("t-1", "Ada");
  storage.set_hidden(true);
  storage.save("", "");
  assert.equal(store.map.size, 0);
});

test("storage that is forbidden or holds something else is no trouble", () => {
  const forbidden = create_storage(() => {
    throw new Error("SecurityError");
  });
  assert.deepEqual(forbidden.load(), { token: "", name: "" });
  forbidden.save("t-1", "Ada");
  forbidden.set_hidden(true);
  for (const text of ["{", "null", "[]", '{"token":1,"name":"x"}']) {
    assert.deepEqual(create_storage(() => fake_store({ "parley.session": text })).load(), { token: "", name: "" });
  }
});
