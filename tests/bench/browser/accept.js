// The way from "Accept" to the other person's first picture, against a page that makes the same call without us: alternating
// rounds in one browser.
import { median, ratio, size_words, spread } from "./figures.js";
import { SIZES, ada_and_ben, arrive, leave } from "./people.js";

/** @typedef {import("../../e2e/support/person.js").Person} Person */

const ROUNDS = Number(process.env.PARLEY_BENCH_ROUNDS ?? 9);

/**
 * Time in the page from the press to the first frame of the video.
 * @param {import("puppeteer-core").Page} page @param {string} video a selector
 */
async function measure_from_press(page, video) {
  await page.evaluate((video) => {
    /** @type {any} */ (globalThis).first_frame = new Promise((resolve) => {
      addEventListener("pointerup", ({ timeStamp }) => {
        const element = /** @type {HTMLVideoElement} */ (document.querySelector(video));
        element.requestVideoFrameCallback((now) => resolve(now - timeStamp));
      }, { capture: true, once: true });
    });
  }, video);
  return () => /** @type {Promise<number>} */ (page.evaluate(() => /** @type {any} */ (globalThis).first_frame));
}

/** @param {Person} ada @param {Person} ben */
async function our_round(ada, ben) {
  await ada.press("button", "Video call Ben");
  await ben.sees("dialog", "Incoming video call from Ada");
  await ada.sees("button", "Turn camera off");  // her camera is open, as it is when somebody answers
  const first_frame = await measure_from_press(ben.page, "#remote-video");
  await ben.press("button", "Accept");
  const took = await first_frame();
  await ada.hangs_up();
  for (const person of [ada, ben]) {
    await person.press("button", "Back");
    await person.sees("heading", /^You are /);
  }
  await ada.sees("paragraph", "Free");
  return took;
}

/** @param {string} address @param {Person} ada @param {Person} ben */
async function bare_round(address, ada, ben) {
  await ada.page.goto(`${address}/?caller`);
  await ben.page.goto(`${address}/?called`);
  await ada.press("button", "Call");
  await ben.sees("heading", "It rings");
  await ada.sees("heading", "Ringing with the camera on");
  const first_frame = await measure_from_press(ben.page, "#remote");
  await ben.press("button", "Accept");
  const took = await first_frame();
  for (const person of [ada, ben]) await person.page.goto("about:blank");
  return took;
}

/** @param {import("../browser.js").Place} place */
export async function accept({ address, bare }) {
  for (const viewport of SIZES) {
    const { ada, ben } = await ada_and_ben(address, viewport);
    const bare_ada = await arrive("bare Ada", viewport);
    const bare_ben = await arrive("bare Ben", viewport);
    const ours = [];
    const theirs = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await our_round(ada, ben));
      theirs.push(await bare_round(bare.address, bare_ada, bare_ben));
    }
    console.log(`accept to first remote frame at ${size_words(viewport)}, median of ${ROUNDS}: `
      + `Parley ${Math.round(median(ours))} ms (${spread(ours)}), bare page ${Math.round(median(theirs))} ms (${spread(theirs)}), `
      + ratio(median(ours), median(theirs)));
    await leave(ada, ben);
    for (const person of [bare_ada, bare_ben]) await person.page.browserContext().close();
  }
}
