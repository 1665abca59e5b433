// Devices that are missing, blocked, busy or silent: told in words with what to do, and the call goes on with what there is.
import assert from "node:assert/strict";

import { have_let_go, hears_sound, holdings, shows_moving_picture } from "./support/media.js";
import { scenario } from "./support/scenario.js";

/** @typedef {import("./support/probe.js").Faults} Faults */

/** @type {[string, Faults, RegExp][]} */
const CAMERA = [
  ["blocked", { camera: "NotAllowedError" }, /^Your camera is blocked for this site\. Allow it in the address bar, then turn the camera on\.$/],
  ["missing", { camera: "NotFoundError" }, /^No camera was found, so you joined with voice\. Plug one in to turn it on\.$/],
  ["used by another program", { camera: "NotReadableError" }, /^Another program is using the camera\. Close it, then turn the camera on\.$/],
];
/** @type {[string, Faults, RegExp][]} */
const MICROPHONE = [
  ["blocked", { microphone: "NotAllowedError" }, /^Your microphone is blocked for this site\. Allow it in the address bar, then press Unmute microphone\.$/],
  ["missing", { microphone: "NotFoundError" }, /^No microphone was found, so nobody hears you\. Plug one in, then press Unmute microphone\.$/],
  ["used by another program", { microphone: "NotReadableError" }, /^Another program is using the microphone\. Close it, then press Unmute microphone\.$/],
];

/** The device works again. @param {import("./support/person.js").Person} person */
const repair = (person) => person.page.evaluate(() => {
  /** @type {any} */ (globalThis).watched.faults = {};
});

for (const [state, faults, words] of CAMERA) {
  scenario(`a camera that is ${state} is told, and the call goes on with voice`, async (stage) => {
    const { ada, ben } = await stage.ada_and_ben({ faults });
    await ada.calls("Ben");
    await ada.is_alerted(words);
    await ben.press("button", "Accept");
    for (const one of [ada, ben]) await one.sees("paragraph", "Connected");
    await hears_sound(ben);
    await shows_moving_picture(ada, "Ben's video");
    await ben.sees("paragraph", "Camera off");
    await repair(ada);
    await ada.press("button", "Turn camera on");
    await shows_moving_picture(ben, "Ada's video");
    assert.equal((await ada.sees("alert", /^$/)).name, "");
    await ada.hangs_up();
    await have_let_go(ada, ben);
  });
}

for (const [state, faults, words] of MICROPHONE) {
  scenario(`a microphone that is ${state} is told, and the call goes on with the picture`, async (stage) => {
    const { ada, ben } = await stage.ada_and_ben({}, { faults });
    await ada.calls("Ben");
    await ben.press("button", "Accept");
    await ben.is_alerted(words);
    await shows_moving_picture(ada, "Ben's video");
    await hears_sound(ben);
    await ada.sees("img", "Ben's microphone is off");
    await repair(ben);
    await ben.press("button", "Unmute microphone");
    await hears_sound(ada);
    await ada.sees_no("img", "Ben's microphone is off");
    await ben.hangs_up();
    await have_let_go(ada, ben);
  });
}

scenario("a question for the devices that is waved away is not put again until somebody asks for it", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben({ faults: { camera: "dismissed" } });
  await ada.calls("Ben");
  await ada.is_alerted(/Nothing was chosen when the browser asked for the microphone\. Press again and choose Allow\./);
  await ada.is_alerted(/Nothing was chosen when the browser asked for the camera\. Press again and choose Allow\./);
  assert.equal((await holdings(ada)).captures.length, 1);
  await ben.press("button", "Accept");
  await shows_moving_picture(ada, "Ben's video");
  await repair(ada);
  await ada.press("button", "Unmute microphone");
  await hears_sound(ben);
  await ada.press("button", "Turn camera on");
  await shows_moving_picture(ben, "Ada's video");
  await ada.hangs_up();
  await have_let_go(ada, ben);
});

scenario("without any device one can listen", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben({}, { faults: { camera: "NotFoundError", microphone: "NotFoundError" } });
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  for (const one of [ada, ben]) await one.sees("paragraph", "Connected");
  await shows_moving_picture(ben, "Ada's video");
  await hears_sound(ben);
  await ben.is_alerted(/No microphone was found, so nobody hears you/);
  await ben.is_alerted(/No camera was found/);
  assert.deepEqual((await holdings(ben)).live_tracks, []);
  await ada.hangs_up();
  await have_let_go(ada, ben);
});

scenario("a browser that never answers the question for the devices holds nothing up", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben({}, { faults: { camera: "never", microphone: "never" } });
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  for (const one of [ada, ben]) await one.sees("paragraph", "Connected");
  await shows_moving_picture(ben, "Ada's video");
  await ben.hangs_up();
  await ada.sees("heading", "Ben hung up");
  await have_let_go(ada, ben);
});

scenario("a camera that is pulled out in a call is told, and sound goes on", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await shows_moving_picture(ada, "Ben's video");
  await ben.page.evaluate(() => {
    const { tracks } = /** @type {any} */ (globalThis).watched;
    const camera = tracks.find((/** @type {MediaStreamTrack} */ track) => track.kind === "video" && track.readyState === "live");
    camera.stop();
    camera.dispatchEvent(new Event("ended"));  // as the browser does when the device goes away
  });
  await ben.is_alerted(/^The camera was unplugged\. Plug it in, then turn the camera on\.$/);
  await ada.hears("Ben turned the camera off.");
  await ada.sees_no("video", "Ben's video");
  await hears_sound(ada);
  await ben.press("button", "Turn camera on");
  await shows_moving_picture(ada, "Ben's video");
  await ada.hangs_up();
  await have_let_go(ada, ben);
});
