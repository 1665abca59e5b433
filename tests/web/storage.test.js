import assert from "node:assert/strict";
import { test } from "node:test";

import { create_storage } from "../../web/storage.js";

const nothing = { token: "", name: "", account: false, login: "", signed_in: "" };

function fake_store(entries = {}) {
  const map = new Map(Object.entries(entries));
  return { map, getItem: (key) => map.get(key) ?? null, setItem: (key, value) => map.set(key, value), removeItem: (key) => map.delete(key) };
}

test("a reloaded tab finds its session, a duplicated one does not", () => {
  const store = fake_store();
  const before = create_storage(() => store, fake_store);
  assert.deepEqual(before.load(), nothing);
  before.save("t-1", "Ada", false, "");
  assert.equal(store.map.size, 0, "a tab duplicated now would copy it");
  before.set_hidden(true);

  const after = create_storage(() => store, fake_store);
  assert.deepEqual(after.load(), { ...nothing, token: "t-1", name: "Ada" });
  assert.equal(store.map.size, 0);
});

test("a page that comes back takes its session out again", () => {
  const store = fake_store();
  const storage = create_storage(() => store, fake_store);
  storage.save("t-1", "Ada", false, "");
  storage.set_hidden(true);
  assert.equal(store.map.size, 1);
  storage.set_hidden(false);
  assert.equal(store.map.size, 0);
});

test("a session that is over is not kept", () => {
  const store = fake_store();
  const storage = create_storage(() => store, fake_store);
  storage.save("t-1", "Ada", false, "");
  storage.set_hidden(true);
  storage.save("", "", false, "");
  assert.equal(store.map.size, 0);
});

test("a reloaded tab knows that its session is an account's, and on another origin its login", () => {
  const store = fake_store();
  const before = create_storage(() => store, fake_store);
  before.save("t-1", "Ada", true, "l-1");
  before.set_hidden(true);
  assert.deepEqual(create_storage(() => store, fake_store).load(), { ...nothing, token: "t-1", name: "Ada", account: true, login: "l-1" });

  before.save("", "", true, "l-1");
  assert.equal(JSON.parse(store.map.get("parley.session")).login, "l-1", "a login outlives its session");
  before.save("", "", false, "");
  assert.equal(store.map.size, 0);
});

test("every tab knows that the browser is signed in, and nothing secret", () => {
  const browser = fake_store();
  const first = create_storage(fake_store, () => browser);
  first.save("t-1", "Ada", true, "");
  first.sign_in("Ada");
  assert.deepEqual([...browser.map], [["parley.account", "Ada"]]);
  assert.deepEqual(create_storage(fake_store, () => browser).load(), { ...nothing, signed_in: "Ada" });
  first.sign_in("");
  assert.equal(browser.map.size, 0);
});

test("storage that is forbidden or holds something else is no trouble", () => {
  const forbid = () => {
    throw new Error("SecurityError");
  };
  const forbidden = create_storage(forbid, forbid);
  assert.deepEqual(forbidden.load(), nothing);
  forbidden.sign_in("Ada");
  forbidden.save("t-1", "Ada", false, "");
  forbidden.set_hidden(true);
  for (const text of ["{", "null", "[]", '{"token":1,"name":"x"}']) {
    assert.deepEqual(create_storage(() => fake_store({ "parley.session": text }), fake_store).load(), nothing);
  }
});

test("the appearance is known before the program is there", () => {
  const with_settings = (text) => create_storage(fake_store, () => fake_store({ "parley.settings": text })).scheme();
  assert.equal(with_settings('{"appearance":"dark"}'), "dark");
  assert.equal(with_settings("{}"), "system");
  assert.equal(with_settings("no json"), "system");
  assert.equal(create_storage(fake_store, () => { throw new Error("forbidden"); }).scheme(), "system");
});
