// The figures of a call, of both sides, in both browsers; the quality that follows from them.
import assert from "node:assert/strict";

import { see_and_hear_each_other } from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/person.js").Person} Person */

/** What the region says, by label. @param {Person} person @returns {Promise<Record<string, string>>} */
async function figures(person) {
  const words = (await person.everything()).filter(({ role }) => role === "paragraph").map(({ name }) => name);
  /** @type {Record<string, string>} */
  const found = {};
  for (const label of ["Round trip", "Receiving", "Sending", "Lost packets", "Jitter", "Picture", "Codecs", "Path"]) {
    const at = words.indexOf(label);
    if (at >= 0) found[label] = words[at + 1];
  }
  return found;
}

/** @param {string} words "1.2 Mbit/s" @returns {number} kbit/s */
function rate(words) {
  const [, value, unit] = /^([\d.]+) (k|M)bit\/s$/.exec(words) ?? [];
  return Number(value) * (unit === "M" ? 1000 : 1);
}

/** @param {Person} person */
async function sees_plausible_figures(person) {
  /** @type {Record<string, string>} */
  let now = {};
  await eventually(`${person.label} sees plausible figures`, async () => {
    now = await figures(person);
    return rate(now.Receiving) > 50 && rate(now.Sending) > 50 && /^\d+ ms$/.test(now["Round trip"]) && /^\d+\.\d %$/.test(now["Lost packets"]) &&
      /^\d+ ms$/.test(now.Jitter) && /^\d+ × \d+, [1-9]\d* fps$/.test(now.Picture) && /^\w+, Opus$/i.test(now.Codecs) && now.Path === "Direct, UDP";
  }, { limit_ms: 40_000, describe: () => JSON.stringify(now) });
  assert.ok(Number.parseInt(now["Round trip"], 10) < 2000);
  assert.ok(rate(now.Receiving) < 20_000);
}

/** @param {import("./support/browsers.js").Kind} browser */
function shown_in(browser) {
  scenario(`figures of both sides are shown with their last minute in ${browser}`, { limit_ms: 150_000 }, async (stage) => {
    const ada = await stage.person("Ada", { browser });
    const ben = await stage.person("Ben");
    await ada.calls("Ben");
    await ben.press("button", "Accept");
    await see_and_hear_each_other(ada, "Ada", ben, "Ben");
    await ada.press("button", "Statistics");
    await ada.sees("region", "Statistics");
    await ada.sees("tab", "Yours", { that: ({ checked }) => checked });
    await sees_plausible_figures(ada);
    await ada.sees("img", /^Receiving in the last minute: .*bit\/s to .*bit\/s$/);
    await ada.sees("img", /^Round trip in the last minute: \d+ ms to \d+ ms$/);

    await ada.press("tab", "Ben's");
    await ada.sees("tab", "Ben's", { that: ({ checked }) => checked });
    await sees_plausible_figures(ada);

    await ada.press("button", "Close statistics");
    await ada.sees_no("region", "Statistics");
    await ada.hangs_up();
    await ben.sees("heading", "Ada hung up");
  });
}

shown_in("chromium");
shown_in("firefox");

scenario("figures stay while they are closed, and begin anew with the next call", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await ada.press("button", "Statistics");
  await sees_plausible_figures(ada);
  await ada.hangs_up();
  await ada.sees_no("region", "Statistics");
  await ben.press("button", "Back");
  await ada.press("button", "Call again");
  await ben.sees("dialog", "Incoming video call from Ada");
  await ben.press("button", "Accept");
  await ada.sees("paragraph", "Connected");
  assert.equal(await ada.find("region", "Statistics"), undefined);
});
