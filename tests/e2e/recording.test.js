// A run recorded in a real browser is played back natively: to the same nodes and the same layout, without any secret in it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { see_and_hear_each_other } from "./support/media.js";
import { scenario } from "./support/scenario.js";

const player = process.env.PARLEY_PLAYER ??
  fileURLToPath(new URL("../../build/native-release/tests/client/record/play_recording", import.meta.url));

/** @param {import("./support/person.js").Person} person @returns {Promise<string>} */
function recording_of(person) {
  return person.page.evaluate(() => new Promise((resolve) => {
    dispatchEvent(new CustomEvent("parley-recording", { detail: resolve }));
  }));
}

/** @param {string} recording @returns {Promise<{ code: number, output: string }>} */
function play(recording) {
  return new Promise((resolve) => {
    const child = execFile(player, { maxBuffer: 1 << 26 }, (error, output) => resolve({ code: error ? Number(error.code) : 0, output }));
    child.stdin?.end(recording);
  });
}

scenario("a recorded call plays back natively to the same screens", async (stage) => {
  await access(player);
  const { address } = await stage.server();
  const ada = await stage.person("Ada", { address: `${address}?record` });
  const ben = await stage.person("Ben");
  await ada.sees("button", "Video call Ben");
  await ben.calls("Ada");
  await ada.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await ben.hangs_up();
  await ada.sees("heading", "Ben hung up");

  const recording = await recording_of(ada);
  for (const secret of ["ice-ufrag", "candidate:", "a=fingerprint"]) assert.ok(!recording.includes(secret), `${secret} was recorded`);
  const { code, output } = await play(recording);
  assert.equal(code, 0, output);
  assert.match(output, /^the same: \d+ events/);
});
