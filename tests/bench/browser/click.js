// From the release of the button to the first frame that shows it.
import { setTimeout as pause } from "node:timers/promises";

import { median, quantile, size_words } from "./figures.js";
import { SIZES, ada_and_ben, leave, talk } from "./people.js";
import { awaits_change } from "./reaction.js";

/** @typedef {import("../../e2e/support/person.js").Person} Person */

const PRESSES = 10;
const SETTLE_MS = 400;  // what the pointer or the finger's going down moves comes to an end

/** @param {Person} person @param {string} name of a button */
async function press(person, name) {
  const { x, y } = await person.point_of("button", name);
  await person.page.mouse.move(x, y);
  await pause(SETTLE_MS);
  const reaction = await awaits_change(person, "pointerup");
  await person.page.mouse.down();
  await pause(SETTLE_MS);
  await person.page.mouse.up();
  return reaction();
}

/** @param {string} where @param {Person} person @param {string[]} names of buttons, pressed in turns */
async function presses(where, person, names) {
  const found = names.map((name) => ({ name, reactions: /** @type {import("./reaction.js").Reaction[]} */ ([]) }));
  for (let round = 0; round < PRESSES; round += 1) {
    for (const { name, reactions } of found) {
      const reaction = await press(person, name);
      if (reaction) reactions.push(reaction);
    }
  }
  for (const { name, reactions } of found) {
    const took = reactions.map(({ ms }) => ms);
    const frames = reactions.map((one) => one.frames);
    console.log(`click to change, "${name}" ${where}: median ${median(took).toFixed(1)} ms `
      + `(90 % within ${quantile(took, 0.9).toFixed(1)}, longest ${Math.max(...took).toFixed(1)}), `
      + `in animation frame ${median(frames)} (latest ${Math.max(...frames)}), `
      + `${took.length} of ${PRESSES} presses`);
  }
}

/** @param {import("../browser.js").Place} place */
export async function click({ address }) {
  for (const viewport of SIZES) {
    const { ada, ben } = await ada_and_ben(address, viewport);
    await presses(`at ${size_words(viewport)}`, ada, ["Settings", "Close settings"]);
    await talk(ada, ben, "Voice");
    await presses(`in a voice call at ${size_words(viewport)}`, ada, ["Mute microphone", "Unmute microphone"]);
    await ada.hangs_up();
    for (const person of [ada, ben]) await person.press("button", "Back");
    await leave(ada, ben);
  }
}
