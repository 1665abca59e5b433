// What the client costs in a browser: the first load, ten seconds at rest, and the way from "Accept" to the other person's first
// picture, against a page that makes the same call without us. Alternating rounds in one browser; medians and their ratio.
import { setTimeout as pause } from "node:timers/promises";

import { browser_of, close_browsers } from "../e2e/support/browsers.js";
import { Person } from "../e2e/support/person.js";
import { Server } from "../e2e/support/server.js";
import { BareCall } from "./browser/bare_call.js";

const ROUNDS = Number(process.env.PARLEY_BENCH_ROUNDS ?? 9);
const REST_MS = 10_000;

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param {number[]} values */
const spread = (values) => `${Math.round(Math.min(...values))} to ${Math.round(Math.max(...values))} ms`;

/** @param {string} label @param {{ width: number, height: number }} [viewport] */
async function arrive(label, viewport) {
  return Person.arrive(label, await (await browser_of("chromium")).createBrowserContext(), { viewport });
}

/** @param {string} address */
async function first_load(address) {
  const ada = await arrive("Ada");
  const network = await ada.page.createCDPSession();
  await network.send("Network.enable");
  let bytes = 0;
  let requests = 0;
  network.on("Network.requestWillBeSent", ({ request }) => {
    if (request.url.startsWith("http")) requests += 1;
  });
  network.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const start = performance.now();
  await ada.open(address);
  console.log(`first load of Entry: ${bytes} bytes on the wire, ${requests} requests, `
    + `${Math.round(performance.now() - start)} ms until Join can be pressed`);
  await ada.page.browserContext().close();
}

/** @param {Person} person @param {string} where */
async function at_rest(person, where) {
  const count = () => person.page.evaluate(() => {
    const { frames, draw_calls } = /** @type {any} */ (globalThis).watched;
    return { frames, draw_calls };
  });
  await pause(1500);  // what moves comes to an end
  const before = await count();
  await pause(REST_MS);
  const after = await count();
  console.log(`${where}, ${REST_MS / 1000} s at rest: ${after.frames - before.frames} animation frames, `
    + `${after.draw_calls - before.draw_calls} draw calls`);
}

/** Time in the page from the press to the first frame of the video. @param {import("puppeteer-core").Page} page @param {string} video a selector */
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

/** @param {BareCall} bare @param {Person} ada @param {Person} ben */
async function bare_round(bare, ada, ben) {
  await ada.page.goto(`${bare.address}/?caller`);
  await ben.page.goto(`${bare.address}/?called`);
  await ada.press("button", "Call");
  await ben.sees("heading", "It rings");
  await ada.sees("heading", "Ringing with the camera on");
  const first_frame = await measure_from_press(ben.page, "#remote");
  await ben.press("button", "Accept");
  const took = await first_frame();
  for (const person of [ada, ben]) await person.page.goto("about:blank");
  return took;
}

/** @param {{ width: number, height: number }} viewport */
async function accept_to_first_frame(viewport) {
  const ada = await arrive("Ada", viewport);
  const ben = await arrive("Ben", viewport);
  await ada.open(server.address);
  await at_rest(ada, "Entry");
  await ada.join("Ada");
  await ben.open(server.address);
  await ben.join("Ben");
  await ada.sees("button", "Video call Ben");
  await at_rest(ada, "Idle");

  const bare_ada = await arrive("bare Ada", viewport);
  const bare_ben = await arrive("bare Ben", viewport);
  /** @type {number[]} */
  const ours = [];
  /** @type {number[]} */
  const theirs = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await our_round(ada, ben));
    theirs.push(await bare_round(bare, bare_ada, bare_ben));
  }
  console.log(`accept to first remote frame at ${viewport.width} x ${viewport.height}, median of ${ROUNDS}: `
    + `Parley ${Math.round(median(ours))} ms (${spread(ours)}), bare page ${Math.round(median(theirs))} ms (${spread(theirs)}), `
    + `ratio ${(median(ours) / median(theirs)).toFixed(2)}`);
  for (const person of [ada, ben]) {
    await person.press("button", "Sign out");  // their names are free again
    await person.sees("button", "Join");
  }
  for (const person of [ada, ben, bare_ada, bare_ben]) await person.page.browserContext().close();
}

const server = await Server.start();
const bare = await BareCall.open();
try {
  await first_load(server.address);

  // Without a GPU the size of the picture decides what a frame costs, so both ends of the scale are told.
  for (const viewport of [{ width: 390, height: 844 }, { width: 1440, height: 900 }]) await accept_to_first_frame(viewport);
} finally {
  await close_browsers();
  await bare.close();
  await server.stop();
}
