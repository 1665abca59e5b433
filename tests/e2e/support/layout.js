// Whether a screen fits: every control lies in the viewport, or comes into it when it gets the focus, and is large enough for a
// finger; and whether axe finds anything.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { eventually } from "./wait.js";

/** @typedef {import("./person.js").Person} Person */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TOUCH_TARGET = 44;

/** @param {Person} person @param {string} screen */
export async function has_no_axe_violations(person, screen) {
  await person.page.evaluate(AXE);
  const violations = await person.page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ["violations"] });
    return violations.map((/** @type {any} */ { id, help, nodes }) =>
      `${id}: ${help}: ${nodes.map((/** @type {any} */ { html }) => html).join(" ")}`);
  });
  assert.deepEqual(violations, [], `${screen} violates axe's rules`);
}

/** @param {Person} person @param {string} screen */
export async function fits(person, screen) {
  const { width, height } = await person.page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const wide = await person.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= width, `${screen} scrolls sideways: ${wide} px of ${width}`);
  for (const { role, name, rect: [x, y, w, h] } of await person.everything()) {
    if (role !== "button" && role !== "textbox") continue;
    const what = `${screen} at ${width} x ${height}: ${role} "${name}"`;
    assert.ok(w >= TOUCH_TARGET - 0.5 && h >= TOUCH_TARGET - 0.5, `${what} is ${w} x ${h}`);
    assert.ok(x >= 0 && x + w <= width + 0.5, `${what} leaves the viewport sideways: ${x} to ${x + w}`);
    if (y >= 0 && y + h <= height + 0.5) continue;
    await person.page.evaluate((role, name) => {
      const all = /** @type {any} */ (globalThis).watched.perceivable();
      all.find((/** @type {any} */ { found }) => found.role === role && found.name === name)?.element.focus();
    }, role, name);
    await eventually(`${what} scrolls into the viewport`, async () => {
      const found = await person.find(role, name);
      return found && found.rect[1] >= 0 && found.rect[1] + found.rect[3] <= height + 0.5;
    }, { limit_ms: 3000, describe: () => person.describe() });
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
    if (node.role === "button" || node.role === "textbox" || node.role === "heading" || node.role === "dialog") {
      told.push(`${node.role} ${node.name}`);
    }
    for (const child of node.children ?? []) walk(child);
  };
  const root = await person.page.accessibility.snapshot();
  if (root) walk(root);
  const ours = (await person.everything())
    .filter(({ role }) => ["button", "textbox", "heading", "dialog"].includes(role)).map(({ role, name }) => `${role} ${name}`);
  assert.deepEqual(told.sort(), ours.sort(), `${screen}: what the browser tells assistive software`);
  assert.equal(new Set(ours).size, ours.length, `${screen}: role and name are unique`);
}
