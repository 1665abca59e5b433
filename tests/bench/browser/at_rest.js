// Ten seconds in which nobody does anything: on Entry, on Idle, in a video call, against a page that makes the same call without
// us, and in a voice call.
import { setTimeout as pause } from "node:timers/promises";

import { eventually } from "../../e2e/support/wait.js";
import { mean, ratio } from "./figures.js";
import { cpu_words, load_of } from "./load.js";
import { ada_and_ben, arrive, leave, talk } from "./people.js";

/** @typedef {import("../../e2e/support/person.js").Person} Person */

const REST_MS = 10_000;
const ROUNDS = 2;  // of the two calls that are compared, in turns
const SETTLE_MS = 2000;
/** Until the picture has its full size and the controls are hidden. */
const CALL_SETTLE_MS = 8000;

/** @param {string} where @param {import("./load.js").Load} load */
const tell = (where, load) => console.log(`${where}, ${REST_MS / 1000} s at rest: ${load.frames} animation frames, `
  + `${load.draw_calls} draw calls; ${cpu_words(load)}`);

/** What comes in by now, in words. @param {Person} person @returns {Promise<string>} */
const picture_of = (person) => person.page.evaluate(async () => {
  for (const peer of /** @type {any} */ (globalThis).watched.peers) {
    for (const entry of peer.connectionState === "connected" ? (await peer.getStats()).values() : []) {
      if (entry.type === "inbound-rtp" && entry.kind === "video" && entry.frameWidth) {
        return `${entry.frameWidth} x ${entry.frameHeight} at ${entry.framesPerSecond ?? 0} frames/s`;
      }
    }
  }
  return "none";
});

/** @param {Person} person */
async function in_call(person) {
  await pause(CALL_SETTLE_MS);
  const load = await load_of(person, REST_MS);
  return { load, picture: await picture_of(person) };
}

/** @param {Person} ada @param {Person} ben @param {"Video" | "Voice"} media */
async function our_call(ada, ben, media) {
  await talk(ada, ben, media);
  await ada.page.mouse.move(2, 2);
  const found = await in_call(ada);
  await ada.page.mouse.move(200, 200);  // the controls are shown again
  await ada.hangs_up();
  for (const person of [ada, ben]) {
    await person.press("button", "Back");
    await person.sees("heading", /^You are /);
  }
  await ada.sees("paragraph", "Free");
  return found;
}

/** @param {string} address */
async function bare_call(address) {
  const ada = await arrive("bare Ada");
  const ben = await arrive("bare Ben");
  await ada.page.goto(`${address}/?caller`);
  await ben.page.goto(`${address}/?called`);
  await ada.press("button", "Call");
  await ben.sees("heading", "It rings");
  await ben.press("button", "Accept");
  await eventually("the bare page shows a picture", async () => (await picture_of(ada)) !== "none");
  const found = await in_call(ada);
  for (const person of [ada, ben]) await person.page.browserContext().close();
  return found;
}

/** @param {import("../browser.js").Place} place */
export async function at_rest({ address, bare }) {
  const alone = await arrive("Ada");
  await alone.open(address);
  await pause(SETTLE_MS);
  tell("Entry", await load_of(alone, REST_MS));
  await alone.page.browserContext().close();

  const { ada, ben } = await ada_and_ben(address);
  await pause(SETTLE_MS);
  tell("Idle, two pages", await load_of(ada, REST_MS));

  const ours = [];
  const theirs = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await our_call(ada, ben, "Video"));
    theirs.push(await bare_call(bare.address));
  }
  for (const { load, picture } of ours) tell(`video call, both ends (${picture})`, load);
  for (const { load, picture } of theirs) tell(`bare page's call (${picture})`, load);
  const [our, their] = [ours, theirs].map((calls) => mean(calls.map(({ load }) => load.browser)));
  console.log(`video call at rest, CPU of the whole browser: Parley ${Math.round(our)} ms/s, bare page ${Math.round(their)} ms/s, `
    + ratio(our, their));
  const voice = await our_call(ada, ben, "Voice");
  tell("voice call, both ends", voice.load);
  await leave(ada, ben);
}
