// Devices that are missing, blocked, busy or silent: told in words with what to do, and the call goes on with what there is.
import assert from "node:assert/strict";

import { have_let_go, hears_sound, holdings, shows_moving_picture } from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";

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

/** As the browser does when the device goes away. @param {import("./support/person.js").Person} person @param {"audio" | "video"} kind */
const pull_out = (person, kind) => person.page.evaluate((kind) => {
  const { tracks } = /** @type {any} */ (globalThis).watched;
  const track = tracks.find((/** @type {MediaStreamTrack} */ one) => one.kind === kind && one.readyState === "live");
  track.stop();
  track.dispatchEvent(new Event("ended"));
}, kind);

scenario("a camera that is pulled out in a call is told, and sound goes on", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await shows_moving_picture(ada, "Ben's video");
  await ben.page.evaluate(() => {
    /** @type {any} */ (globalThis).watched.faults = { camera: "NotFoundError" };  // it was the only one
  });
  await pull_out(ben, "video");
  await ben.is_alerted(/^The camera was unplugged\. Plug it in, then turn the camera on\.$/);
  await ada.hears("Ben turned the camera off.");
  await ada.sees_no("video", "Ben's video");
  await hears_sound(ada);
  await repair(ben);
  await ben.press("button", "Turn camera on");
  await shows_moving_picture(ada, "Ben's video");
  await ada.hangs_up();
  await have_let_go(ada, ben);
});

scenario("where there is another microphone, it takes over from one that is pulled out", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await hears_sound(ada);
  await pull_out(ben, "audio");
  await ben.is_alerted(/ was unplugged\. Parley now uses .+; change it in Settings\.$/);
  await hears_sound(ada);
  await shows_moving_picture(ada, "Ben's video");
  await ada.hangs_up();
  await have_let_go(ada, ben);
});

scenario("a permission that is revoked in the call is told, and the call goes on", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await shows_moving_picture(ada, "Ben's video");
  await ben.page.evaluate(() => {
    /** @type {any} */ (globalThis).watched.faults = { camera: "NotAllowedError" };
  });
  await pull_out(ben, "video");
  await ben.is_alerted(/^Your camera is blocked for this site\. Allow it in the address bar, then turn the camera on\.$/);
  await hears_sound(ada);
  await ada.hangs_up();
  await have_let_go(ada, ben);
});

scenario("a headset that is plugged in during a call is offered", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await hears_sound(ada);
  const asked = (await holdings(ben)).captures.length;
  await ben.page.evaluate(() => {
    const list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    navigator.mediaDevices.enumerateDevices = async () => [
      ...await list(),
      /** @type {MediaDeviceInfo} */ ({ kind: "audioinput", deviceId: "usb", label: "Studio USB", groupId: "usb" }),
    ];
    navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
  });
  await ben.hears("Studio USB was plugged in.");
  await ben.press("button", "Use Studio USB");
  await ben.sees_no("button", "Use Studio USB");
  await eventually("it is opened", async () => (await holdings(ben)).captures.length === asked + 1);
  await hears_sound(ada);
  await ada.hangs_up();
  await have_let_go(ada, ben);
});

scenario("who speaks into a muted microphone is told", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await hears_sound(ada);
  await ben.press("button", "Mute microphone");
  await ben.is_alerted(/You are muted\. Press Unmute microphone to be heard\./);
  await ben.press("button", "Unmute microphone");
  await hears_sound(ada);
  await ada.hangs_up();
  await have_let_go(ada, ben);
});
