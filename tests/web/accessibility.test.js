import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { create_mirror } from "../../web/accessibility.js";
import { fake_document, recorder, settled } from "./support/fakes.js";

function mirror_with() {
  const document = fake_document();
  const [root, status, alert] = ["div", "div", "div"].map((name) => document.createElement(name));
  const { report, take } = recorder();
  const mirror = create_mirror({ report, root, status, alert });
  const find = (id, from = root) => from.children.reduce((found, child) => found ?? (child.id === `node:${id}` ? child : find(id, child)), null);
  return { document, mirror, root, status, alert, take, find };
}

const rect = [10, 20, 30, 40];
const button = (id, name, more = {}) => ({ id, role: "button", name, rect, focus: "tab", ...more });
const names = (parent) => parent.children.map((child) => child.textContent || child.getAttribute("aria-label"));

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

test("nodes become the elements of their roles, nested, and lie where they are drawn", () => {
  const { mirror, root, find } = mirror_with();
  mirror.apply({
    nodes: [
      { id: "main", role: "main", rect: [0, 0, 300, 300] },
      { id: "title", role: "heading", level: 1, name: "You are Ada", rect, focus: "program" },
      { id: "people", role: "list", name: "People online", rect },
      { id: "p1", role: "listitem", rect },
      button("p1.video", "Video call Ben"),
      { id: "incoming", role: "dialog", name: "Incoming video call from Ben", modal: true, focus: "program", rect },
    ],
    order: [["main", -1], ["title", 0], ["people", 0], ["p1", 2], ["p1.video", 3], ["incoming", -1]],
  });
  assert.deepEqual(root.children.map(({ localName }) => localName), ["main", "div"]);
  const title = find("title");
  assert.deepEqual([title.localName, title.textContent, title.tabIndex], ["h1", "You are Ada", -1]);
  assert.deepEqual([find("people").localName, find("people").getAttribute("role")], ["ul", "list"]);
  const video = find("p1.video");
  assert.deepEqual([video.localName, video.textContent, video.parentElement.localName], ["button", "Video call Ben", "li"]);
  assert.deepEqual([video.style.left, video.style.top, video.style.width, video.style.height], ["10px", "20px", "30px", "40px"]);
  const dialog = find("incoming");
  assert.deepEqual([dialog.getAttribute("role"), dialog.getAttribute("aria-modal"), dialog.getAttribute("aria-label")],
    ["dialog", "true", "Incoming video call from Ben"]);
});

test("a changed node keeps its element, and loses the attributes that no longer hold", () => {
  const { mirror, find } = mirror_with();
  mirror.apply({ nodes: [button("mute", "Mute microphone", { disabled: true, description: "Not now", busy: true })], order: [["mute", -1]] });
  const before = find("mute");
  assert.deepEqual([before.getAttribute("aria-disabled"), before.getAttribute("aria-description")], ["true", "Not now"]);
  mirror.apply({ nodes: [button("mute", "Unmute microphone", { inert: true })] });
  assert.equal(find("mute"), before);
  assert.equal(before.textContent, "Unmute microphone");
  assert.deepEqual(["aria-disabled", "aria-description", "aria-busy"].map((name) => before.getAttribute(name)), [null, null, null]);
  assert.equal(before.getAttribute("inert"), "");
});

test("people who come and go move nobody else's elements", () => {
  const { mirror, document, root, find } = mirror_with();
  mirror.apply({ nodes: ["b", "c", "d"].map((id) => button(id, id)), order: [["b", -1], ["c", -1], ["d", -1]] });
  find("c").focus();
  const before = document.moves;
  mirror.apply({ nodes: [button("a", "a")], order: [["a", -1], ["c", -1], ["d", -1]] });
  assert.deepEqual(names(root), ["a", "c", "d"]);
  assert.equal(document.moves, before + 1);
  assert.equal(document.activeElement, find("c"));
});

test("the focused element keeps the focus when its place in the order changes", () => {
  const { mirror, document, root, find, take } = mirror_with();
  mirror.apply({ nodes: ["a", "b", "c"].map((id) => button(id, id)), order: [["a", -1], ["b", -1], ["c", -1]] });
  find("c").focus();
  take();
  mirror.apply({ nodes: [], order: [["c", -1], ["a", -1], ["b", -1]] });
  assert.deepEqual(names(root), ["c", "a", "b"]);
  assert.equal(document.activeElement, find("c"));
  assert.deepEqual(take(), [], "nothing has changed for the program");
});

test("focus is told with whether it shows, once", () => {
  const { mirror, document, find, take } = mirror_with();
  mirror.apply({ nodes: [button("a", "a"), button("b", "b")], order: [["a", -1], ["b", -1]] });
  find("a").focus();
  document.focus_visible = true;
  mirror.focus("b");
  mirror.focus("nobody");
  assert.deepEqual(take(), [["on_focus", "a", false], ["on_focus", "b", true]]);
});

test("focus on an element that goes away is told as lost", () => {
  const { mirror, find, take } = mirror_with();
  mirror.apply({ nodes: [button("a", "a"), button("b", "b")], order: [["a", -1], ["b", -1]] });
  find("a").focus();
  take();
  mirror.apply({ nodes: [], order: [["b", -1]] });
  assert.deepEqual(take(), [["on_focus", "", false]]);
});

test("what is scrolled away is cut off and keeps its place in the tab order", () => {
  const { mirror, find } = mirror_with();
  const place = (y) => ({ ...button("a", "a"), rect: [0, y, 100, 40], clip: [0, 50, 100, 100] });
  mirror.apply({ nodes: [place(60)], order: [["a", -1]] });
  assert.equal(find("a").style.clipPath, "");
  mirror.apply({ nodes: [place(30)] });
  assert.equal(find("a").style.clipPath, "inset(20px 0px 0px 0px)");
  mirror.apply({ nodes: [place(200)] });
  assert.equal(find("a").style.clipPath, "inset(0px 0px 90px 0px)");
  assert.equal(find("a").tabIndex, 0);
});

const field = (value, more = {}) => ({
  id: "name", role: "textbox", name: "Your name", value, rect: [0, 0, 200, 44], focus: "tab", ...more,
  field: { kind: "text", enter_key: "go", text_rect: [12, 10, 176, 24], size: 16, weight: 400, line_height: 24, color: "#111111", placeholder_color: "#777777" },
});

test("a text box is a real input over its box, and its value is only written when the program changed it", () => {
  const { mirror, find, take } = mirror_with();
  mirror.apply({ nodes: [field("")], order: [["name", -1]] });
  const input = find("name");
  assert.deepEqual([input.localName, input.type, input.style.padding], ["input", "text", "10px 12px 10px 12px"]);
  let written = 0;
  let value = "Ad";
  Object.defineProperty(input, "value", { get: () => value, set: (text) => ((value = text), (written += 1)) });
  input.bubble("input");
  assert.deepEqual(take(), [["on_text", "name", "Ad"]]);
  mirror.apply({ nodes: [field("Ad", { invalid: true, described_by: "note" })] });
  assert.equal(written, 0);
  assert.deepEqual([input.getAttribute("aria-invalid"), input.getAttribute("aria-describedby")], ["true", "node:note"]);
  mirror.apply({ nodes: [field("")] });
  assert.deepEqual([written, value], [1, ""]);
});

test("Enter in a text box is an activation, unless it ends a composition", () => {
  const { mirror, find, take } = mirror_with();
  mirror.apply({ nodes: [field("")], order: [["name", -1]] });
  const input = find("name");
  input.bubble("keydown", { key: "Enter", isComposing: true, keyCode: 13 });
  input.bubble("keydown", { key: "Enter", isComposing: false, keyCode: 229 });
  assert.deepEqual(take(), []);
  assert.equal(input.bubble("keydown", { key: "Enter", isComposing: false, keyCode: 13 }).defaultPrevented, true);
  assert.deepEqual(take(), [["on_activate", "name"]]);
});

test("a password's box hides it, and shows it when the program says so", () => {
  const { mirror, find } = mirror_with();
  const secret = (kind) => ({ ...field("abc"), field: { ...field("abc").field, kind } });
  mirror.apply({ nodes: [secret("password")], order: [["name", -1]] });
  assert.equal(find("name").type, "password");
  mirror.apply({ nodes: [secret("text")] });
  assert.equal(find("name").type, "text");
});

test("Escape is an activation of its own, wherever the focus is", () => {
  const { mirror, find, take } = mirror_with();
  mirror.apply({ nodes: [field("")], order: [["name", -1]] });
  find("name").bubble("keydown", { key: "Escape", isComposing: true, keyCode: 27 });
  assert.deepEqual(take(), []);
  find("name").bubble("keydown", { key: "Escape", isComposing: false, keyCode: 27 });
  assert.deepEqual(take(), [["on_activate", "key:escape"]]);
});

test("the same words are said again by emptying the region first", async () => {
  const { mirror, status, alert } = mirror_with();
  mirror.apply({ nodes: [], status: { text: "Ben muted the microphone.", serial: 1 } });
  assert.equal(status.textContent, "Ben muted the microphone.");
  mirror.apply({ nodes: [], status: { text: "Ben muted the microphone.", serial: 2 }, alert: { text: "No camera was found.", serial: 1 } });
  assert.equal(status.textContent, "");
  assert.equal(alert.textContent, "No camera was found.");
  mock.timers.tick(60);
  assert.equal(status.textContent, "Ben muted the microphone.");
  mirror.apply({ nodes: [], alert: { text: "", serial: 2 } });
  assert.equal(alert.textContent, "");
  await settled();
});

test("words that come in the same moment are all said, one after the other", async () => {
  const { mirror, status } = mirror_with();
  const heard = [];
  const said = ["One.", "Two.", "Three."];
  said.forEach((text, index) => mirror.apply({ nodes: [], status: { text, serial: index + 1 } }));
  for (let step = 0; step < 6; step += 1) {
    mock.timers.tick(60);
    if (status.textContent) heard.push(status.textContent);
  }
  assert.deepEqual([...new Set(heard)], ["Two.", "Three."], "the first was there at once");
  mirror.apply({ nodes: [], status: { text: "Four.", serial: 4 } });
  mirror.apply({ nodes: [], status: { text: "", serial: 5 } });
  mock.timers.tick(200);
  assert.equal(status.textContent, "", "what is withdrawn is not said later");
  await settled();
});

test("a combo box is a real choice, and what the person chooses is told by its place", () => {
  const { mirror, find, take } = mirror_with();
  const camera = { id: "camera", role: "combobox", name: "Camera", rect, focus: "tab", value: "0", options: ["Built-in", "Studio"] };
  mirror.apply({ nodes: [camera], order: [["camera", -1]] });
  const select = find("camera");
  assert.deepEqual([select.localName, select.getAttribute("aria-label"), select.value], ["select", "Camera", "0"]);
  assert.deepEqual(select.options.map(({ label }) => label), ["Built-in", "Studio"]);
  take();
  select.value = "1";
  select.bubble("input");
  assert.deepEqual(take(), [["on_text", "camera", "1"]]);
  mirror.apply({ nodes: [{ ...camera, value: "1", options: ["Studio"] }] });
  assert.deepEqual(select.options.map(({ label }) => label), ["Studio"]);
});

test("radio buttons of one group are the browser's own, and a choice is an activation", () => {
  const { mirror, find, take } = mirror_with();
  const radio = (id, checked) => ({ id, role: "radio", name: id, rect, focus: "tab", checked });
  mirror.apply({
    nodes: [{ id: "look", role: "radiogroup", name: "Appearance", rect }, radio("look:light", true), radio("look:dark", false)],
    order: [["look", -1], ["look:light", 0], ["look:dark", 0]],
  });
  const [light, dark] = ["look:light", "look:dark"].map((id) => find(id));
  assert.deepEqual([light.type, light.name, dark.name, light.checked, dark.checked], ["radio", "look", "look", true, false]);
  take();
  dark.bubble("input");
  assert.deepEqual(take(), [["on_activate", "look:dark"]]);
});

test("switches, tabs, meters and places in a long list say their state", () => {
  const { mirror, find } = mirror_with();
  mirror.apply({
    nodes: [
      { id: "talk", role: "switch", name: "Push to talk", rect, focus: "tab", checked: true },
      { id: "tabs", role: "tablist", name: "Conversations", rect },
      { id: "one", role: "tab", name: "Everyone", rect, focus: "tab", selected: true },
      { id: "two", role: "tab", name: "Ben", rect, focus: "tab", selected: false },
      { id: "level", role: "meter", name: "Microphone level", rect, range: [3, 0, 24], value: "Quiet" },
      { id: "row", role: "listitem", rect, position: 7, set_size: 10000 },
    ],
    order: [["talk", -1], ["tabs", -1], ["one", 1], ["two", 1], ["level", -1], ["row", -1]],
  });
  const attributes = (id, ...keys) => keys.map((key) => find(id).getAttribute(key));
  assert.deepEqual(attributes("talk", "role", "aria-checked"), ["switch", "true"]);
  assert.deepEqual(attributes("two", "role", "aria-selected"), ["tab", "false"]);
  assert.deepEqual(attributes("level", "aria-valuenow", "aria-valuemax", "aria-valuetext"), ["3", "24", "Quiet"]);
  assert.deepEqual(attributes("row", "aria-posinset", "aria-setsize"), ["7", "10000"]);
  find("one").focus();
  find("one").bubble("keydown", { key: "ArrowRight" });
  assert.equal(find("two").ownerDocument.activeElement, find("two"));
});

test("a link leads only to the web, and to a page of its own", () => {
  const { mirror, find } = mirror_with();
  const link = (id, url) => ({ id, role: "link", name: url, rect, focus: "tab", url });
  mirror.apply({ nodes: [link("good", "https://example.org/"), link("bad", "javascript:alert(1)")], order: [["good", -1], ["bad", -1]] });
  assert.deepEqual([find("good").getAttribute("href"), find("good").rel, find("good").target],
    ["https://example.org/", "noopener noreferrer", "_blank"]);
  assert.equal(find("bad").getAttribute("href"), null);
});
