// What assistive software is told of a screen, as Chromium computes it, against a listing that is kept (tests/e2e/golden). A
// change there is a change for people: look at the difference, then renew the listings with PARLEY_RENEW=1.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "./paths.js";
import { eventually } from "./wait.js";

const FOLDER = join(ROOT, "tests/e2e/golden");

/** Words that differ from run to run. @type {[RegExp, string][]} */
const VARYING = [
  [/\b\d+:\d\d(:\d\d)?\b/g, "0:00"],
  [/\b\d+ (seconds|s)\b( left)?/g, "0 s"],
  [/\b\d+ min\b/g, "0 min"],
  [/\bQuality \w+/g, "Quality good"],
  [/\b\d+ ms\b/g, "0 ms"],
  [/(?<!at most )\b[\d.]+ [kM]bit\/s/g, "0 kbit/s"],
  [/\b[\d.]+ %/g, "0 %"],
  [/\b\d+ × \d+, \d+ fps\b/g, "0 × 0, 0 fps"],
  [/\b\w+, Opus\b/g, "VP8, Opus"],
  [/^(meter "[^"]*") value=\S+/g, "$1"],
  [/\b(fake_device_\d+|Fake (Default )?Audio (In|Out)put( \d+)?)\b/g, "A device"],
];

/** @param {import("puppeteer-core").SerializedAXNode} node @param {string} indent @returns {string} */
function listing(node, indent = "") {
  const { role, name = "", children = [], value, description, focused } = node;
  const { disabled, expanded, checked, pressed, selected, level, modal, invalid } = node;
  const states = Object.entries({ disabled, expanded, checked, pressed, selected, level, modal, invalid })
    .filter(([, state]) => state !== undefined && state !== false && state !== "false")
    .map(([key, state]) => (state === true ? key : `${key}=${state}`));
  const line = [role, JSON.stringify(name), value === undefined || value === "" ? "" : `value=${JSON.stringify(value)}`,
    description ? `description=${JSON.stringify(description)}` : "", ...states, focused ? "focused" : ""].filter(Boolean).join(" ");
  const steady = VARYING.reduce((words, [pattern, constant]) => words.replace(pattern, constant), line);
  return `${indent}${steady}\n${children.map((child) => listing(child, `${indent}  `)).join("")}`;
}

/** Waits until the browser's tree is the one that is kept. @param {import("./person.js").Person} person @param {string} screen */
export async function is_told_as_before(person, screen) {
  const path = join(FOLDER, `${screen}.txt`);
  const tell = async () => {
    const root = await person.page.accessibility.snapshot();
    return root ? listing(root) : "";
  };
  if (process.env.PARLEY_RENEW || !existsSync(path)) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, await tell());
    assert.ok(process.env.PARLEY_RENEW, `${path} was not there; it is now: look at it`);
    return;
  }
  const kept = readFileSync(path, "utf8");
  let told = "";
  await eventually(`${screen} is told as before`, async () => (told = await tell()) === kept, { limit_ms: 5000 }).catch(() => {});
  assert.equal(told, kept, `${screen}: what assistive software is told has changed`);
}
