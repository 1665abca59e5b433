// A list of 10,000 people on Idle: how soon it is there, how it scrolls and how it is searched; beside it one of a hundred.
import { Crowd } from "./crowd.js";
import { median, quantile, ratio, size_words } from "./figures.js";
import { main_thread } from "./load.js";
import { SIZES, arrive } from "./people.js";
import { awaits_change } from "./reaction.js";

/** @typedef {import("../../e2e/support/person.js").Person} Person */

const MANY = 10_000;
const FEW = 100;
const NOTCH_PX = 2000;  // a wheel that is flung: all rows are new each time
/** Enough for a comparison: they go up and down. */
const FEW_NOTCHES = 60;
/** Each letter leaves fewer people than the one before. */
const WORDS = ["al", "or", "in", "ma", "en", "le", "ro", "an"];

/**
 * From the press of Join to the frame that shows them all.
 * @param {Person} person @param {number} count @returns {Promise<number>} ms
 */
async function shows(person, count) {
  await person.type("Your name", "Zoe");
  await person.page.evaluate((words) => {
    const scope = /** @type {any} */ (globalThis);
    scope.shown = new Promise((resolve) => {
      let began = 0;
      addEventListener("pointerup", ({ timeStamp }) => (began = timeStamp), { capture: true, once: true });
      scope.bench.drawn = () => {
        if (document.getElementById("node:people")?.getAttribute("aria-description") !== words) return;
        scope.bench.drawn = null;
        resolve(performance.now() - began);
      };
    });
  }, `${count.toLocaleString("en")} people`);
  await person.press("button", "Join");
  return person.page.evaluate(() => /** @type {any} */ (globalThis).shown);
}

/** Whether the last row is on the page. @param {Person} person @param {number} count */
const at_end = (person, count) => person.page.evaluate((count) =>
  (document.querySelector(`[aria-posinset="${count}"]`)?.getBoundingClientRect().top ?? Infinity) < innerHeight, count);

/**
 * With the wheel from top to bottom, and up and down again where that is soon over.
 * @param {Person} person @param {number} count @param {number} [notches] as many; else as it takes
 */
async function scrolls(person, count, notches = Infinity) {
  const { width, height } = /** @type {import("./people.js").Viewport} */ (person.page.viewport());
  await person.page.mouse.move(width / 2, height / 2);
  const main = await main_thread(person);
  await person.page.evaluate(() => {
    const scope = /** @type {any} */ (globalThis);
    scope.times = [];
    const note = (/** @type {number} */ now) => {
      scope.times.push(now);
      if (scope.times) scope.bench.request_frame(note);
    };
    scope.bench.request_frame(note);
  });
  let turned = 0;
  for (let down = true, ended = false; turned < notches && !ended; turned += 1) {
    await person.page.mouse.wheel({ deltaY: down ? NOTCH_PX : -NOTCH_PX });
    if (notches !== Infinity) down = turned % 20 < 10;
    else if (turned % 20 === 0) ended = await at_end(person, count);
  }
  const times = await person.page.evaluate(() => {
    const scope = /** @type {any} */ (globalThis);
    const { times } = scope;
    scope.times = null;
    return /** @type {number[]} */ (times);
  });
  const { page, script } = await main();
  const a_frame = 1000 / times.length;
  return { turned, frames: times.slice(1).map((time, i) => time - times[i]), work: page * a_frame, script: script * a_frame };
}

/** @param {Person} person @returns {Promise<number[]>} ms of each key */
async function searches(person) {
  const took = [];
  await person.press("textbox", "Call someone");
  for (const word of WORDS) {
    for (const key of [...word, ...Array(word.length).fill("Backspace")]) {
      const reaction = await awaits_change(person, "keydown");
      await person.page.keyboard.press(key);
      const found = await reaction();
      if (found) took.push(found.ms);
    }
  }
  return took;
}

/** @param {number} count @param {import("./people.js").Viewport} viewport @param {number} [notches] */
async function list_of(count, viewport, notches) {
  const crowd = await Crowd.open(count);
  const zoe = await arrive("Zoe", viewport);
  try {
    await zoe.open(crowd.address);
    const shown = await shows(zoe, count);
    const where = `${count.toLocaleString("en")} people at ${size_words(viewport)}`;
    console.log(`${where}: shown ${Math.round(shown)} ms after Join`);
    const keys = await searches(zoe);
    console.log(`${where}, a key to the result: median ${median(keys).toFixed(1)} ms, `
      + `worst ${Math.max(...keys).toFixed(1)} of ${keys.length}`);
    const { turned, frames, work, script } = await scrolls(zoe, count, notches);
    console.log(`${where}, scrolled by ${turned} notches: frames of ${median(frames).toFixed(1)} ms (median), `
      + `${quantile(frames, 0.99).toFixed(1)} (p99), ${Math.max(...frames).toFixed(1)} (longest); `
      + `main thread ${work.toFixed(1)} ms a frame (scripts ${script.toFixed(1)} ms)`);
    return { shown, frames, work, keys };
  } finally {
    await zoe.page.browserContext().close();
    await crowd.close();
  }
}

export async function lists() {
  for (const viewport of SIZES) {
    const many = await list_of(MANY, viewport);
    const few = await list_of(FEW, viewport, FEW_NOTCHES);
    console.log(`10,000 people against 100 at ${size_words(viewport)}: to show them ${ratio(many.shown, few.shown)}, `
      + `a key ${ratio(median(many.keys), median(few.keys))}, `
      + `a frame of scrolling ${ratio(median(many.frames), median(few.frames))} (main thread ${ratio(many.work, few.work)})`);
  }
}
