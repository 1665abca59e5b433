import assert from "node:assert/strict";
import { test } from "node:test";

import { watch_page } from "../../web/lifecycle.js";
import { recorder } from "./support/fakes.js";

function watched(type) {
  const view = new EventTarget();
  view.document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const connection = Object.assign(new EventTarget(), { type });
  view.navigator = { connection };
  const hidden = [];
  const { report, take } = recorder();
  watch_page({ report, hide: (now) => hidden.push(now), view });
  const fire = (target, name, values = {}) => target.dispatchEvent(Object.assign(new Event(name), values));
  return { view, connection, hidden, take, fire };
}

test("a page that is shown again looks for its socket, one that is hidden does not", () => {
  const { view, hidden, take, fire } = watched();
  view.document.visibilityState = "hidden";
  fire(view.document, "visibilitychange");
  assert.deepEqual([take(), hidden], [[], [true]]);
  view.document.visibilityState = "visible";
  fire(view.document, "visibilitychange");
  fire(view.document, "resume");
  assert.deepEqual([take(), hidden], [[["on_woke"], ["on_woke"]], [true, false]]);
});

test("only a page that is not kept says goodbye", () => {
  const { view, hidden, take, fire } = watched();
  fire(view, "pagehide", { persisted: true });
  assert.deepEqual([take(), hidden], [[], [true]]);
  fire(view, "pageshow", { persisted: true });
  assert.deepEqual([take(), hidden], [[["on_woke"]], [true, false]]);
  fire(view, "pagehide", { persisted: false });
  assert.deepEqual([take(), hidden], [[["on_page_gone"]], [true, false, true]]);
});

test("another network is told, another estimate of its speed is not", () => {
  const { view, connection, take, fire } = watched("wifi");
  fire(connection, "change");
  assert.deepEqual(take(), []);
  connection.type = "cellular";
  fire(connection, "change");
  fire(view, "online");
  assert.deepEqual(take(), [["on_network_changed"], ["on_network_changed"]]);
});
