import assert from "node:assert/strict";
import { test } from "node:test";

import { create_lobby } from "../../web/lobby.js";

const MINUTE = 60_000;

function storage() {
  const store = new Map();
  return { getItem: (key) => store.get(key) ?? null, setItem: (key, value) => store.set(key, value) };
}

function stage({ stored = null, tab = storage() } = {}) {
  const reports = [];
  const store = new Map(stored === null ? [] : [["parley.favourites", stored]]);
  const view = new EventTarget();
  const timers = [];
  view.setTimeout = (action, after) => timers.push({ action, after });
  let time = 0;
  const lobby = create_lobby({
    report: (name, fields) => reports.push([name, fields]),
    view,
    open: () => ({ getItem: (key) => store.get(key) ?? null, setItem: (key, value) => store.set(key, value) }),
    open_tab: () => tab,
    now: () => time,
  });
  const after = (ms) => {
    time += ms;
    timers.shift()?.action();
  };
  return { lobby, reports, store, view, timers, after, pass: (ms) => (time += ms) };
}

test("favourites are kept in this browser, whatever else stands there", () => {
  const first = stage();
  assert.deepEqual(first.reports, [["lobby-kept", { favourites: [], presence: "free" }]]);
  first.lobby.keep({ favourites: ["Ben", "Cleo"] });
  const kept = first.store.get("parley.favourites");
  assert.deepEqual(stage({ stored: kept }).reports[0][1].favourites, ["Ben", "Cleo"]);
  for (const broken of ["{", "7", '{"a":1}', '["Ben",3]']) {
    assert.ok(stage({ stored: broken }).reports[0][1].favourites.every((name) => typeof name === "string"));
  }
});

test("a status is kept for the tab", () => {
  const tab = storage();
  stage({ tab }).lobby.status({ presence: "do-not-disturb" });
  assert.equal(stage({ tab }).reports[0][1].presence, "do-not-disturb");
  const forbidden = { getItem: () => { throw new DOMException("", "SecurityError"); } };
  assert.equal(stage({ tab: forbidden }).reports[0][1].presence, "free");
});

test("five minutes without a sign of life are absence, the next sign ends it", () => {
  const { reports, view, after, pass, timers } = stage();
  reports.length = 0;
  pass(3 * MINUTE);
  view.dispatchEvent(new Event("pointermove"));
  after(2 * MINUTE);
  assert.deepEqual(reports, [], "three of the five minutes had passed");
  after(3 * MINUTE);
  assert.deepEqual(reports, [["lobby-absence", { absent: true }]]);
  assert.equal(timers.length, 0, "who is away costs nothing");
  view.dispatchEvent(new Event("keydown"));
  view.dispatchEvent(new Event("keydown"));
  assert.deepEqual(reports.slice(1), [["lobby-absence", { absent: false }]]);
  assert.equal(timers.length, 1);
});

test("the browser asks before the page is left, only while it is to", () => {
  const { lobby, view } = stage();
  const leave = () => {
    const event = Object.defineProperty(new Event("beforeunload", { cancelable: true }), "returnValue", { writable: true, value: "" });
    view.dispatchEvent(event);
    return event.defaultPrevented;
  };
  assert.equal(leave(), false);
  lobby.guard({ on: true });
  assert.equal(leave(), true);
  lobby.guard({ on: false });
  assert.equal(leave(), false);
});
