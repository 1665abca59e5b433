// Whether a screen fits: every control lies in the viewport, or comes into it when it gets the focus, and is large enough for a
// finger; and whether axe finds anything.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { eventually } from "./wait.js";

/** @typedef {import("./person.js").Person} Person */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TOUCH_TARGET = 44;
const CONTROLS = ["button", "textbox", "combobox", "switch", "radio", "tab"];
const TOLD = [...CONTROLS, "heading", "dialog", "link"];

/** @param {Person} person @param {string} screen */
export async function has_no_axe_violations(person, screen) {
  if (!(await person.page.evaluate(() => "axe" in globalThis))) await person.page.evaluate(AXE);
  const violations = await person.page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ["violations"] });
    return violations.map((/** @type {any} */ { id, help, nodes }) =>
      `${id}: ${help}: ${nodes.map((/** @type {any} */ { html }) => html).join(" ")}`);
  });
  assert.deepEqual(violations, [], `${screen} violates axe's rules`);
}

/** All controls, and whether what is pressed at the middle of each is that control. @param {Person} person */
async function controls(person) {
  return person.page.evaluate((roles) => {
    const all = /** @type {{ element: HTMLElement, found: import("./accessible.js").Found }[]} */ (
      /** @type {any} */ (globalThis).watched.perceivable());
    return all.filter(({ found }) => roles.includes(found.role)).map(({ element, found: { role, name, rect } }) => {
      const [x, y, w, h] = rect;
      return { role, name, rect, reached: element.contains(document.elementFromPoint(x + w / 2, y + h / 2)) };
    });
  }, CONTROLS);
}

/**
 * Gives a control the focus, as assistive software does, and waits until it can be pressed.
 * @param {Person} person @param {string} role @param {string} name
 */
export async function comes_into_view(person, role, name) {
  const { width, height } = await size_of(person);
  await person.page.evaluate((role, name) => {
    const all = /** @type {any} */ (globalThis).watched.perceivable();
    all.find((/** @type {any} */ { found }) => found.role === role && found.name === name)?.element.focus();
  }, role, name);
  await eventually(`${role} "${name}" comes into view at ${width} x ${height}`, async () => {
    const found = (await controls(person)).find((one) => one.role === role && one.name === name);
    return found?.reached && found.rect[1] >= 0 && found.rect[1] + found.rect[3] <= height + 0.5;
  }, { limit_ms: 3000, describe: () => person.describe() });
}

/** @param {Person} person */
const size_of = (person) => person.page.evaluate(() => ({ width: innerWidth, height: innerHeight }));

/** @param {Person} person @param {string} screen */
export async function fits(person, screen) {
  const { width, height } = await size_of(person);
  const wide = await person.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= width, `${screen} scrolls sideways: ${wide} px of ${width}`);
  for (const { role, name, rect: [x, y, w, h], reached } of await controls(person)) {
    const what = `${screen} at ${width} x ${height}: ${role} "${name}"`;
    assert.ok(w >= TOUCH_TARGET - 0.5 && h >= TOUCH_TARGET - 0.5, `${what} is ${w} x ${h}`);
    assert.ok(x >= 0 && x + w <= width + 0.5, `${what} leaves the viewport sideways: ${x} to ${x + w}`);
    if (!reached || y < 0 || y + h > height + 0.5) await comes_into_view(person, role, name);
  }
}

/**
 * The browser's own accessibility tree and ours (accessible.js) name the same controls. Chromium alone.
 * @param {Person} person @param {string} screen
 */
export async function is_what_the_browser_tells(person, screen) {
  /** @type {string[]} */
  const told = [];
  /** @param {import("puppeteer-core").SerializedAXNode} node */
  const walk = (node) => {
    if (TOLD.includes(node.role)) told.push(`${node.role} ${node.name}`);
    for (const child of node.children ?? []) walk(child);
  };
  const root = await person.page.accessibility.snapshot();
  if (root) walk(root);
  const ours = (await person.everything())
    .filter(({ role }) => TOLD.includes(role)).map(({ role, name }) => `${role} ${name}`);
  assert.deepEqual(told.sort(), ours.sort(), `${screen}: what the browser tells assistive software`);
  assert.equal(new Set(ours).size, ours.length, `${screen}: role and name are unique`);
}
