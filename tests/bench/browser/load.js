// What a page and the browser as a whole do in some seconds.
import { setTimeout as pause } from "node:timers/promises";

import { browser_of } from "../../e2e/support/browsers.js";

/** @typedef {import("../../e2e/support/person.js").Person} Person */

/**
 * @typedef {object} Load
 * @property {number} frames that the page asked for
 * @property {number} draw_calls
 * @property {number} browser CPU of all the browser's processes, ms in each second
 * @property {number} page the page's main thread, ms in each second
 * @property {number} script part of that
 */

/** CPU seconds so far of each process of the browser, by its number. */
async function processes() {
  const session = await (await browser_of("chromium")).target().createCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return new Map(processInfo.map(({ id, cpuTime }) => [id, cpuTime]));
}

/** CPU seconds of the whole browser from now on. */
export async function stopwatch() {
  const before = await processes();
  return async () => {
    let sum = 0;
    for (const [id, seconds] of await processes()) sum += seconds - (before.get(id) ?? 0);
    return sum;
  };
}

/**
 * What the page's main thread has done from now on.
 * @param {Person} person @returns {Promise<() => Promise<{ page: number, script: number }>>} in s
 */
export async function main_thread(person) {
  const session = await person.page.createCDPSession();
  await session.send("Performance.enable");
  const read = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    const value = (/** @type {string} */ wanted) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
    return { page: value("TaskDuration"), script: value("ScriptDuration") };
  };
  const before = await read();
  return async () => {
    const after = await read();
    await session.detach();
    return { page: after.page - before.page, script: after.script - before.script };
  };
}

/** @param {Person} person */
const drawing = (person) => person.page.evaluate(() => {
  const { frames, draw_calls } = /** @type {any} */ (globalThis).watched;
  return { frames, draw_calls };
});

/** @param {Person} person @param {number} ms @returns {Promise<Load>} */
export async function load_of(person, ms) {
  const start = performance.now();
  const before = await drawing(person);
  const main = await main_thread(person);
  const cpu = await stopwatch();
  await pause(ms);
  const browser = await cpu();
  const { page, script } = await main();
  const after = await drawing(person);
  const a_second = 1000 * 1000 / (performance.now() - start);
  return {
    frames: after.frames - before.frames,
    draw_calls: after.draw_calls - before.draw_calls,
    browser: browser * a_second,
    page: page * a_second,
    script: script * a_second,
  };
}

/** @param {Load} load */
export const cpu_words = ({ browser, page, script }) =>
  `in each second ${browser.toFixed(1)} ms of CPU in the whole browser, ${page.toFixed(1)} ms in the page's main thread `
  + `(scripts ${script.toFixed(1)} ms)`;
