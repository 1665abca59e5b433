// One account on several devices: a call is moved from one to the other, rings stop everywhere, and a reload in a call asks first.
import assert from "node:assert/strict";

import { have_let_go, see_and_hear_each_other } from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/scenario.js").Stage} Stage */

const PASSWORD = "correct horse battery";

/** @param {Stage} stage @param {string} label @param {"Create account" | "Sign in"} button */
async function zora(stage, label, button) {
  const person = await stage.arrival(label);
  await person.open((await stage.server()).address);
  await person.type("Your name", "Zora");
  await person.type("Password", PASSWORD);
  await person.press("button", button);
  await person.sees("heading", "You are Zora");
  return person;
}

scenario("Use here moves a live call to this device and back", async (stage) => {
  const desk = await zora(stage, "Zora's desk", "Create account");
  const sofa = await zora(stage, "Zora's sofa", "Sign in");
  const ben = await stage.person("Ben");
  await ben.calls("Zora");
  await sofa.sees("dialog", "Incoming video call from Ben");
  await desk.press("button", "Accept");
  await see_and_hear_each_other(desk, "Zora", ben, "Ben");
  await sofa.sees("heading", /^Answered on /);
  await sofa.press("button", "Back");
  await sofa.sees("heading", /^You are in a call with Ben on /);

  await sofa.press("button", "Use here");
  await see_and_hear_each_other(sofa, "Zora", ben, "Ben");
  await desk.sees("heading", /^You moved this call to /);
  await have_let_go(desk);

  await desk.press("button", "Use here");
  await see_and_hear_each_other(desk, "Zora", ben, "Ben");
  await sofa.sees("heading", /^You moved this call to /);
  await have_let_go(sofa);
  await ben.hangs_up();
  await desk.sees("heading", "Ben hung up");
  await sofa.press("button", "Back");
  await sofa.sees_no("heading", /^You are in a call/);
  await have_let_go(desk, sofa, ben);
});

scenario("a ring that is answered on one device is silent on the other at once", async (stage) => {
  const desk = await zora(stage, "Zora's desk", "Create account");
  const sofa = await zora(stage, "Zora's sofa", "Sign in");
  const ben = await stage.person("Ben");
  await ben.calls("Zora", "Voice");
  const loops = (/** @type {import("./support/person.js").Person} */ person) =>
    person.page.evaluate(() => /** @type {any} */ (globalThis).watched.loops);
  for (const one of [desk, sofa]) await eventually(`${one.label} rings`, async () => (await loops(one)) === 1);
  await desk.press("button", "Decline");
  for (const one of [desk, sofa]) await eventually(`${one.label} is silent`, async () => (await loops(one)) === 0);
  await sofa.sees_no("dialog", /./);
  await ben.sees("heading", "Zora declined");
});

scenario("a reload asks first in a call, and only there", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.page.reload();
  await ada.sees("heading", "You are Ada");
  assert.deepEqual(ada.questions, []);
  await ada.calls("Ben", "Voice");
  await ben.press("button", "Accept");
  await ada.sees("paragraph", "Connected");
  await ada.page.reload();
  assert.deepEqual(ada.questions, ["beforeunload"]);
  await ada.sees("paragraph", "Connected");
  await ada.hangs_up();
  await ada.press("button", "Back");
  await ada.page.reload();
  await ada.sees("heading", "You are Ada");
  assert.equal(ada.questions.length, 1);
});
