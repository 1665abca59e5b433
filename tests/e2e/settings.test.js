// The dialog "Settings": oneself before a call, what is chosen and kept, and whether all that a call needs works.
import assert from "node:assert/strict";

import { have_let_go, hears_sound, holdings, see_and_hear_each_other, shows_moving_picture } from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/person.js").Person} Person */

/** Drawing is done without a graphics card here: a small picture keeps its pace beside video and a level that moves. */
const SMALL = { viewport: { width: 600, height: 640 } };

/** From a combo box, as the browser's own list does. @param {Person} person @param {string} name @param {string} label */
async function choose(person, name, label) {
  await person.sees("combobox", name);
  const selector = `select[aria-label="${name}"]`;
  const value = await person.page.$eval(selector, (select, label) =>
    [.../** @type {HTMLSelectElement} */ (select).options].find((option) => option.label === label)?.value, label);
  assert.ok(value, `${name} has ${label}`);
  await person.page.select(selector, value);
  await person.sees("combobox", name, { that: (found) => found.value === label });
}

/** @param {Person} person @param {string} name @returns {Promise<string[]>} */
const options_of = (person, name) => person.page.$eval(`select[aria-label="${name}"]`, (select) =>
  [.../** @type {HTMLSelectElement} */ (select).options].map(({ label }) => label));

/** Into view, as assistive software does it: by the focus. @param {Person} person @param {string} role @param {string} name */
async function bring(person, role, name) {
  await person.sees(role, name);
  await person.page.evaluate((role, name) => {
    const all = /** @type {any} */ (globalThis).watched.perceivable();
    all.find((/** @type {any} */ { found }) => found.role === role && found.name === name).element.focus({ preventScroll: true });
  }, role, name);
}

/** @param {Person} person @param {string} role @param {string} name @param {boolean} on */
const is_checked = (person, role, name, on) => person.sees(role, name, { that: ({ checked }) => checked === on });

for (const browser of /** @type {const} */ (["chromium", "firefox"])) {
  scenario(`one sees and hears oneself before a call, and nothing stays open afterwards, in ${browser}`, async (stage) => {
    const ada = await stage.person("Ada", { browser, ...SMALL });
    await ada.press("button", "Settings");
    await ada.sees("dialog", "Settings");
    await shows_moving_picture(ada, "Your video");
    await ada.sees("meter", "Microphone level");
    await eventually("the microphone is heard", async () => (await ada.find("meter", "Microphone level"))?.value !== "Silent",
      { describe: () => ada.describe() });
    assert.notEqual((await ada.sees("combobox", "Camera")).value, "No camera found");
    assert.match((await ada.sees("combobox", "Microphone")).value, /^System default/);
    await ada.press("button", "Test speaker");
    await ada.press("button", "Close settings");
    await ada.sees_no("dialog", "Settings");
    await have_let_go(ada);
  });
}

scenario("the camera is shown on Entry on request, and let go by joining", async (stage) => {
  const ada = await stage.arrival("Ada", SMALL);
  await ada.open((await stage.server()).address);
  assert.deepEqual((await holdings(ada)).captures, [], "nobody is asked for a camera before");
  await ada.press("button", "Show camera preview");
  await shows_moving_picture(ada, "Your video");
  assert.deepEqual((await holdings(ada)).captures, [{ audio: false, video: true }]);
  await ada.press("button", "Hide camera preview");
  await have_let_go(ada);
  await ada.press("button", "Show camera preview");
  await shows_moving_picture(ada, "Your video");
  await ada.join("Ada");
  await have_let_go(ada);
});

scenario("what was chosen is kept in this browser, and erased on request", { limit_ms: 150_000 }, async (stage) => {
  const ada = await stage.person("Ada", { appearance: "light", ...SMALL });
  await ada.press("button", "Settings");
  await ada.press("radio", "Dark");
  await is_checked(ada, "radio", "Dark", true);
  await ada.press("switch", "Push to talk");
  await is_checked(ada, "switch", "Push to talk", true);
  const scheme = () => ada.page.evaluate(() => document.documentElement.style.colorScheme);
  assert.equal(await scheme(), "dark");

  await ada.page.reload();
  await ada.sees("heading", "You are Ada");
  assert.equal(await scheme(), "dark", "from the first picture on");
  await ada.press("button", "Settings");
  await is_checked(ada, "radio", "Dark", true);
  await is_checked(ada, "switch", "Push to talk", true);

  await bring(ada, "button", "Erase settings");
  await ada.press("button", "Erase settings");
  await ada.sees("paragraph", /Press Erase settings again to go on\.$/);
  await ada.press("button", "Erase settings");
  await is_checked(ada, "radio", "System", true);
  await is_checked(ada, "switch", "Push to talk", false);
  assert.deepEqual(await ada.page.evaluate(() => Object.keys(localStorage)), []);
  await ada.press("button", "Close settings");
  await have_let_go(ada);
});

scenario("a browser that forbids storage has settings for as long as the page", async (stage) => {
  const ada = await stage.arrival("Ada", SMALL);
  await ada.page.evaluateOnNewDocument(() => {
    Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("", "SecurityError"); } });
  });
  await ada.open((await stage.server()).address);
  await ada.join("Ada");
  await ada.press("button", "Settings");
  await ada.press("switch", "Push to talk");
  await is_checked(ada, "switch", "Push to talk", true);
  await ada.press("button", "Close settings");
  await ada.press("button", "Settings");
  await is_checked(ada, "switch", "Push to talk", true);
});

scenario("the check says what works, and what to do where something does not", async (stage) => {
  const ada = await stage.person("Ada", { faults: { camera: "NotReadableError" }, ...SMALL });
  await ada.press("button", "Settings");
  await ada.press("button", "Check");
  await ada.sees("paragraph", /works\.$/);
  await ada.sees("paragraph", "Another program is using the camera. Close it, then open Settings again.");
  await ada.sees("paragraph", "It answers.");
  await ada.sees("paragraph", /^None is configured\./);
});

scenario("everything in Settings can be reached on a small phone", async (stage) => {
  const ada = await stage.person("Ada", { viewport: { width: 320, height: 568 } });
  await ada.press("button", "Settings");
  for (const [role, name] of [["switch", "Push to talk"], ["radio", "Light"], ["switch", "Data saver"], ["button", "Check"]]) {
    await ada.press(role, name);
  }
  await ada.sees("paragraph", "It answers.");
  await ada.press("button", "Erase settings");
  await ada.press("button", "Keep settings");
  await ada.press("button", "Close settings");
  await have_let_go(ada);
});

scenario("another microphone takes over in the call", { limit_ms: 150_000 }, async (stage) => {
  const { ada, ben } = await stage.ada_and_ben(SMALL, SMALL);
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  const before = (await holdings(ben)).captures.length;
  await ben.press("button", "Settings");
  await shows_moving_picture(ben, "Your video");
  assert.equal((await holdings(ben)).captures.length, before, "the call's own capture is shown");
  const other = (await options_of(ben, "Microphone")).find((label) => !label.startsWith("System default"));
  assert.ok(other);
  await choose(ben, "Microphone", other);
  await eventually("the microphone is asked for alone", async () => {
    const { captures } = await holdings(ben);
    return captures.length === before + 1 && captures[before].audio && !captures[before].video;
  });
  await ben.press("button", "Close settings");
  await hears_sound(ada);
  await shows_moving_picture(ada, "Ben's video");
  await ada.hangs_up();
  await have_let_go(ada, ben);
});

scenario("the data saver limits the picture that is sent", { limit_ms: 150_000 }, async (stage) => {
  const { ada, ben } = await stage.ada_and_ben(SMALL, SMALL);
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  const limit = () => ada.page.evaluate(() => {
    const [peer] = /** @type {any} */ (globalThis).watched.peers;
    return peer.getSenders()[1].getParameters().encodings[0].maxBitrate ?? 0;
  });
  assert.equal(await limit(), 0);
  await ada.press("button", "Settings");
  await bring(ada, "switch", "Data saver");
  await ada.press("switch", "Data saver");
  await eventually("the picture is limited to 300 kbit/s", async () => (await limit()) === 300_000);
  await ada.press("switch", "Data saver");
  await eventually("the limit is gone", async () => (await limit()) === 0);
  await ada.press("button", "Close settings");
  await ada.hangs_up();
  await have_let_go(ada, ben);
});
