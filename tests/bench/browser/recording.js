// What recording a call costs: the same call with and without it, in turns; and how the page grows meanwhile.
import { setTimeout as pause } from "node:timers/promises";

import { counter_of } from "../../e2e/support/growth.js";
import { picks_a_place } from "../../e2e/support/recordings.js";
import { mean, megabytes, ratio } from "./figures.js";
import { cpu_words, load_of } from "./load.js";
import { ada_and_ben, leave, talk } from "./people.js";

/** @typedef {import("../../e2e/support/person.js").Person} Person */

const ROUNDS = 2;
const MEASURED_MS = 10_000;
const SETTLE_MS = 6000;
const GROWING_S = Number(process.env.PARLEY_BENCH_RECORD_SECONDS ?? 60);

/** @param {Person} ada @param {Person} ben */
async function records(ada, ben) {
  await ada.press("button", "Record");
  await ben.press("button", "Allow");
  await ada.sees("button", "Stop recording");
}

/** @param {Person} ada */
async function stops(ada) {
  await ada.press("button", "Stop recording");
  await ada.sees("paragraph", /^The recording of .+ is saved\.$/);
}

/** @param {Person} ada */
async function measured(ada) {
  await pause(SETTLE_MS);
  return load_of(ada, MEASURED_MS);
}

/** @param {import("../browser.js").Place} place */
export async function recording({ address }) {
  const { ada, ben } = await ada_and_ben(address);
  await talk(ada, ben);
  await picks_a_place(ada);
  const without = [];
  const during = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    without.push(await measured(ada));
    console.log(`video call, not recorded: ${cpu_words(without[round])}`);
    await records(ada, ben);
    during.push(await measured(ada));
    console.log(`video call, recorded: ${cpu_words(during[round])}`);
    if (round < ROUNDS - 1) await stops(ada);
  }
  const [plain, recorded] = [without, during].map((loads) => mean(loads.map(({ browser }) => browser)));
  const [plain_page, recorded_page] = [without, during].map((loads) => mean(loads.map(({ page }) => page)));
  console.log(`recording a video call: CPU of the whole browser ${Math.round(recorded)} ms/s against ${Math.round(plain)} ms/s, `
    + `${ratio(recorded, plain)}; the page's main thread ${recorded_page.toFixed(1)} ms/s against ${plain_page.toFixed(1)} ms/s, `
    + ratio(recorded_page, plain_page));
  const count = await counter_of(ada);
  const before = await count();
  await pause(GROWING_S * 1000);
  const after = await count();
  await stops(ada);
  console.log(`while recording for ${GROWING_S} s: JavaScript's heap ${megabytes(before.heap)} -> ${megabytes(after.heap)}, `
    + `${megabytes((after.heap - before.heap) * 60 / GROWING_S)} a minute`);
  await ada.hangs_up();
  for (const person of [ada, ben]) await person.press("button", "Back");
  await leave(ada, ben);
}
