// Single keys in a call: what they do, that they do nothing while text is typed, and the sheet that lists them.
import assert from "node:assert/strict";

import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/person.js").Person} Person */

/** @param {import("./support/scenario.js").Stage} stage @param {import("./support/browsers.js").Kind} [browser] */
async function in_call(stage, browser) {
  const { ada, ben } = await stage.ada_and_ben({ browser });
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  for (const person of [ada, ben]) await person.sees("paragraph", "Connected");
  return { ada, ben };
}

for (const browser of /** @type {const} */ (["chromium", "firefox"])) {
  scenario(`M mutes and V turns the camera off, wherever the focus is, in ${browser}`, async (stage) => {
    const { ada, ben } = await in_call(stage, browser);
    await ada.page.keyboard.press("m");
    await ada.sees("button", "Unmute microphone");
    await ben.hears("Ada muted the microphone.");
    await ada.tab_to("button", "Hang up");
    await ada.page.keyboard.press("m");
    await ada.sees("button", "Mute microphone");
    await ada.page.keyboard.press("v");
    await ada.sees("button", "Turn camera on");
    await ben.hears("Ada turned the camera off.");
    await ada.hangs_up();
  });
}

scenario("the sheet of keys opens with a question mark, closes with Escape, and gives the focus back", async (stage) => {
  const { ada } = await in_call(stage);
  await ada.tab_to("button", "Turn camera off");
  await ada.page.keyboard.type("?");
  await ada.sees("dialog", "Keyboard shortcuts");
  await ada.sees("paragraph", "Mute or unmute the microphone");
  await ada.page.keyboard.press("m");
  await ada.page.keyboard.press("Escape");
  await ada.sees_no("dialog", "Keyboard shortcuts");
  await ada.sees("button", "Mute microphone");  // under the sheet the key did nothing
  await eventually("the focus is back", async () => (await ada.focused()) === "button Turn camera off");
  await ada.hangs_up();
});

scenario("keys do nothing while text is typed, and when they are switched off", async (stage) => {
  const { ada } = await in_call(stage);
  await ada.press("button", "Chat");
  await ada.type("Message", "mvm");
  await ada.sees("button", "Mute microphone");
  await ada.press("button", "Close chat");
  await ada.press("button", "Settings");
  await ada.press("switch", "Keyboard shortcuts");
  await ada.press("button", "Close settings");
  await ada.page.keyboard.press("m");
  await ada.page.keyboard.press("v");
  await ada.sees("button", "Turn camera off");
  await ada.sees("button", "Mute microphone");
  await ada.hangs_up();
});

scenario("with push to talk, Space unmutes as long as it is held, unless a control has the focus", async (stage) => {
  const { ada, ben } = await in_call(stage);
  await ada.press("button", "Settings");
  await ada.press("switch", "Push to talk");
  await ada.press("button", "Close settings");
  await ada.page.keyboard.press("m");
  await ada.sees("button", "Unmute microphone");
  await ada.page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
  await ada.page.keyboard.down("Space");
  await ada.sees("button", "Mute microphone");
  await ben.hears("Ada turned the microphone on.");
  await ada.page.keyboard.up("Space");
  await ada.sees("button", "Unmute microphone");
  await ada.tab_to("button", "Unmute microphone");
  await ada.page.keyboard.press("Space");
  await ada.sees("button", "Mute microphone");
  assert.equal(await ada.focused(), "button Mute microphone");
  await ada.hangs_up();
});
