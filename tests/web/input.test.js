import assert from "node:assert/strict";
import { test } from "node:test";

import { listen } from "../../web/input.js";
import { fake_document, recorder } from "./support/fakes.js";

function area_with() {
  const document = fake_document();
  const view = new EventTarget();
  const area = document.createElement("div");
  const button = document.createElement("button");
  area.insertBefore(button, null);
  area.clientHeight = 600;
  const { report, take } = recorder();
  listen({ report, area, id_of: (target) => (target === button ? "call.mute" : ""), view });
  const values = { isPrimary: true, button: 0, pointerType: "mouse", clientX: 3, clientY: 4 };
  const fire = (type, more = {}) => button.bubble(type, { ...values, ...more });
  const release = (more = {}) => view.dispatchEvent(Object.assign(new Event("pointerup"), { ...values, ...more }));
  return { fire, release, take, view };
}

test("a press and its release are handed over, and its click is not an activation", () => {
  const { fire, release, take } = area_with();
  fire("pointerdown");
  release({ clientX: 900 });
  fire("click", { detail: 1 });
  assert.deepEqual(take(), [["on_pointer", "down", "mouse", 3, 4], ["on_pointer", "up", "mouse", 900, 4]]);
});

test("a click without a pointer is an activation: keys and assistive software", () => {
  const { fire, take } = area_with();
  fire("click", { detail: 0 });
  fire("click", { detail: 1 });
  assert.deepEqual(take(), [["on_activate", "call.mute"], ["on_activate", "call.mute"]]);
});

test("other buttons and other fingers are not ours", () => {
  const { fire, release, take } = area_with();
  fire("pointerdown", { button: 2 });
  release({ button: 2 });
  fire("pointerdown", { isPrimary: false, pointerType: "touch" });
  fire("pointermove", { isPrimary: false, pointerType: "touch" });
  assert.deepEqual(take(), []);
});

test("a release without a press on the page is none", () => {
  const { release, take } = area_with();
  release();
  assert.deepEqual(take(), []);
});

test("a touch that the browser takes over is cancelled", () => {
  const { fire, view, release, take } = area_with();
  fire("pointerdown", { pointerType: "touch" });
  view.dispatchEvent(Object.assign(new Event("pointercancel"), { isPrimary: true, pointerType: "touch", clientX: 3, clientY: 9 }));
  release({ pointerType: "touch" });
  assert.deepEqual(take(), [["on_pointer", "down", "touch", 3, 4], ["on_pointer", "cancel", "touch", 3, 9]]);
});

test("a wheel counts in pixels, and zooming is left to the browser", () => {
  const { fire, take } = area_with();
  const wheel = { ctrlKey: false, deltaMode: 0, deltaX: 0, deltaY: 30 };
  assert.equal(fire("wheel", wheel).defaultPrevented, true);
  fire("wheel", { ...wheel, deltaMode: 1, deltaY: 3 });
  fire("wheel", { ...wheel, deltaMode: 2, deltaY: -1 });
  assert.equal(fire("wheel", { ...wheel, ctrlKey: true }).defaultPrevented, false);
  assert.deepEqual(take().map(([, , , , dy]) => dy), [30, 48, -600]);
});

/** A key as it reaches the window, with focus on an element of this selector. */
function key_on(view, type, key, { focus = "body", ...more } = {}) {
  const event = Object.assign(new Event(type), { key, ...more });
  Object.defineProperty(event, "target", { value: { closest: (selector) => (selector.split(", ").includes(focus) ? {} : null) } });
  view.dispatchEvent(event);
}

test("single keys are handed over by name, wherever focus is", () => {
  const { view, take } = area_with();
  key_on(view, "keydown", "M");
  key_on(view, "keydown", "v", { focus: "button" });
  key_on(view, "keydown", "ArrowLeft", { focus: "button" });
  key_on(view, "keydown", "?");
  key_on(view, "keydown", "Escape");
  assert.deepEqual(take().map(([, id]) => id), ["key:m", "key:v", "key:arrowleft", "key:?", "key:escape"]);
});

test("keys do nothing while text is typed, as part of a shortcut of the browser, or held down", () => {
  const { view, take } = area_with();
  key_on(view, "keydown", "m", { focus: "input" });
  key_on(view, "keydown", "v", { focus: "select" });
  key_on(view, "keydown", "m", { ctrlKey: true });
  key_on(view, "keydown", "m", { metaKey: true });
  key_on(view, "keydown", "m", { repeat: true });
  key_on(view, "keydown", "m", { isComposing: true });
  key_on(view, "keydown", "F5");
  assert.deepEqual(take(), []);
});

test("Space is told as long as it is held, but never while a control has it", () => {
  const { view, take } = area_with();
  key_on(view, "keydown", " ", { focus: "button" });
  key_on(view, "keyup", " ", { focus: "button" });
  assert.deepEqual(take(), []);
  key_on(view, "keydown", " ");
  key_on(view, "keydown", " ", { repeat: true });
  key_on(view, "keyup", " ");
  assert.deepEqual(take(), [["on_activate", "key:space"], ["on_activate", "key:space-up"]]);
});

test("a held Space is let go when the page loses the keyboard", () => {
  const { view, take } = area_with();
  key_on(view, "keydown", " ");
  view.dispatchEvent(new Event("blur"));
  view.dispatchEvent(new Event("blur"));
  assert.deepEqual(take().map(([, id]) => id), ["key:space", "key:space-up"]);
});
