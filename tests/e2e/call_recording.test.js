// Recording a call: asked and allowed, refused, taken back; one file of both sides with a duration and an index, decoded and sought in.
import assert from "node:assert/strict";

import { hears_sound, see_and_hear_each_other, shows_moving_picture } from "./support/media.js";
import { chosen_file, complaints, folder_for, halves_at, has_no_picker, loudness, no_ffmpeg, picks_a_place, probed, saves, takes } from "./support/recordings.js";
import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/person.js").Person} Person */

const SECONDS = 7;

/** @param {Person} ada @param {Person} ben @param {"Video" | "Voice"} [media] */
async function talk(ada, ben, media = "Video") {
  await ada.calls("Ben", media);
  await ben.press("button", "Accept");
  if (media === "Video") await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  else await hears_sound(ada);
}

/** How long they have talked, in s. @param {Person} person */
async function talked(person) {
  const timer = await person.sees("timer", /^\d+:\d\d$/);
  const [minutes, seconds] = timer.name.split(":").map(Number);
  return minutes * 60 + seconds;
}

/** @param {Person} ada @param {Person} ben */
async function ada_records(ada, ben) {
  await ada.press("button", "Record");
  await ben.sees("dialog", "Ada wants to record this call.");
  await ben.press("button", "Allow");
  await ada.hears("Recording.");
  await ben.hears("Ada is recording this call.");
}

/** Until so many seconds are in it; returns how many there are by then. @param {Person} person @param {number} seconds */
async function records_for(person, seconds) {
  const began = await talked(person);
  await eventually(`${seconds} s are recorded`, async () => (await talked(person)) >= began + seconds, { limit_ms: 60_000 });
}

/** The mark, on whatever it stands. @param {Person} person @param {string} words */
async function sees_mark(person, words) {
  await eventually(`${person.label} sees the mark ${words}`, async () => (await person.everything()).some(({ name }) => name === words), {
    describe: () => person.describe(),
  });
}

/** @param {Person} person */
async function told_seconds(person) {
  const words = await person.sees("paragraph", /^The recording of \d+ s is/);
  return Number(/\d+/.exec(words.name)?.[0]);
}

/** The test picture of the browsers' cameras is green. @param {number[]} colour */
const is_green = ([red, green, blue]) => green > red + 40 && green > blue + 40;

scenario("a recording has both people in it, their sound, its duration, and can be sought in", { skip: no_ffmpeg, limit_ms: 180_000 }, async (stage) => {
  const folder = await folder_for(stage);
  const { ada, ben } = await stage.ada_and_ben();
  await talk(ada, ben);
  await has_no_picker(ada);
  await ada_records(ada, ben);
  await sees_mark(ada, "Recording");
  await sees_mark(ben, "Ada is recording");
  await records_for(ada, SECONDS);
  await ada.press("button", "Stop recording");
  await ben.hears("Ada stopped recording.");
  const seconds = await told_seconds(ada);
  const path = await saves(ada, folder);
  assert.match(path, /Call with Ben, \d{4}-\d\d-\d\d \d\d\.\d\d\.webm$/);
  await ada.sees_no("region", "Recording");

  const { duration, kinds } = probed(path);
  assert.deepEqual(kinds, ["audio", "video"]);
  assert.ok(Math.abs(duration - seconds) <= 1, `${duration} s in the file, ${seconds} s in words`);
  assert.ok(duration >= SECONDS - 1 && duration < 60, `${duration} s`);
  assert.equal(complaints(path), "");
  for (const second of [1, SECONDS - 2]) {
    const halves = halves_at(path, second);
    assert.ok(halves.every(is_green), `at ${second} s: ${JSON.stringify(halves)}`);
  }
  assert.ok(loudness(path) > -60, `${loudness(path)} dB`);
  // The call went on all the time.
  await shows_moving_picture(ada, "Ben's video");
  await ada.hangs_up();
});

scenario("a page can seek in it, and it goes to disk where pages may write there", { skip: no_ffmpeg, limit_ms: 180_000 }, async (stage) => {
  const folder = await folder_for(stage);
  const { ada, ben } = await stage.ada_and_ben();
  await talk(ada, ben);
  await picks_a_place(ada);
  await ada_records(ada, ben);
  await records_for(ada, SECONDS);
  await ada.press("button", "Stop recording");
  await ada.sees("paragraph", /^The recording of \d+ s is saved\.$/);
  assert.equal(await ada.find("button", "Save recording"), undefined);
  const path = await chosen_file(ada, folder);
  assert.deepEqual(probed(path).kinds, ["audio", "video"]);
  const sought = await ada.page.evaluate(async () => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle("chosen.webm");
    const video = document.createElement("video");
    video.src = URL.createObjectURL(await handle.getFile());
    await new Promise((resolve) => video.addEventListener("loadedmetadata", resolve));
    video.currentTime = video.duration / 2;
    await new Promise((resolve) => video.addEventListener("seeked", resolve));
    return { duration: video.duration, at: video.currentTime, width: video.videoWidth };
  });
  assert.ok(Math.abs(sought.duration - probed(path).duration) < 0.1, JSON.stringify(sought));
  assert.ok(Math.abs(sought.at - sought.duration / 2) < 0.1);
  assert.equal(sought.width, 1280);
});

scenario("firefox records both sides of a call too", { skip: no_ffmpeg, limit_ms: 180_000 }, async (stage) => {
  const folder = await folder_for(stage);
  const { ada, ben } = await stage.ada_and_ben({ browser: "firefox" });
  await talk(ada, ben);
  await ada_records(ada, ben);
  await records_for(ada, SECONDS);
  await ada.press("button", "Stop recording");
  const seconds = await told_seconds(ada);
  const path = await takes(ada, folder);
  const { duration, kinds } = probed(path);
  assert.deepEqual(kinds, ["audio", "video"]);
  assert.ok(Math.abs(duration - seconds) <= 1, `${duration} s in the file, ${seconds} s in words`);
  assert.equal(complaints(path), "");
  const [bens, adas] = halves_at(path, SECONDS - 2);
  assert.ok(is_green(bens), `Ben's half: ${bens}`);
  assert.notDeepEqual(adas, bens, "Firefox's test picture has another colour at every moment");
  assert.ok(loudness(path) > -60, `${loudness(path)} dB`);
});

scenario("whoever does not allow it is not recorded, and the other one is told", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await talk(ada, ben);
  await has_no_picker(ada);
  await ada.press("button", "Record");
  await ada.hears("Ben is asked whether you may record.");
  await ben.press("button", "Do not allow");
  await ada.is_alerted(/^Ben does not want this call to be recorded\./);
  await ben.sees_no("dialog", "Ada wants to record this call.");
  await ada.sees("button", "Record");
  assert.equal((await ada.said()).some(({ text }) => text === "Recording."), false);
});

scenario("the recorded one ends it; what there was until then is kept, over the end of the call", { skip: no_ffmpeg, limit_ms: 180_000 }, async (stage) => {
  const folder = await folder_for(stage);
  const { ada, ben } = await stage.ada_and_ben();
  await talk(ada, ben);
  await has_no_picker(ada);
  await ada_records(ada, ben);
  await records_for(ada, 3);
  await ben.press("button", "Stop recording");
  await ada.is_alerted("Ben stopped the recording. What was recorded until then is kept.");
  await ada.sees("button", "Save recording");
  await ada.press("button", "Hang up");
  await ada.sees("dialog", "Recording");
  assert.ok(probed(await saves(ada, folder)).duration > 1);
  await ada.sees("heading", "You hung up");
});

scenario("a voice call becomes a file of sound, also when it ends with the call", { skip: no_ffmpeg, limit_ms: 180_000 }, async (stage) => {
  const folder = await folder_for(stage);
  const { ada, ben } = await stage.ada_and_ben();
  await talk(ada, ben, "Voice");
  await has_no_picker(ada);
  await ada_records(ada, ben);
  await records_for(ada, 4);
  await ben.hangs_up();
  await ada.sees("heading", "Ben hung up");
  await ada.sees("dialog", "Recording");
  const path = await saves(ada, folder);
  const { duration, kinds } = probed(path);
  assert.deepEqual(kinds, ["audio"]);
  assert.ok(duration > 2 && duration < 60, `${duration} s`);
  assert.ok(loudness(path) > -60, `${loudness(path)} dB`);
});
