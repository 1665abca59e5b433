// A call between two people: what it carries, what each is told of the other, and how it ends.
import assert from "node:assert/strict";

import {
  has_captured_nothing, have_let_go, hears_sound, holdings, see_and_hear_each_other, shows_moving_picture,
} from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/person.js").Person} Person */

/** @param {...Person} people */
async function are_connected(...people) {
  for (const person of people) await person.sees("paragraph", "Connected");
}

/** @param {Person} person */
async function has_no_camera(person) {
  const { captures } = await holdings(person);
  assert.deepEqual(captures.filter(({ video }) => video), []);
}

scenario("a video call by name carries moving pictures and growing sound both ways, and leaves nothing behind", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ada.sees("heading", "Calling Ben");
  await ben.sees("dialog", "Incoming video call from Ada");
  await has_captured_nothing(ben);
  await ben.press("button", "Accept");
  await are_connected(ada, ben);
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  for (const one of [ada, ben]) await one.sees("timer", /^0:0[2-9]$/);
  await ada.hangs_up();
  await ada.sees("heading", "You hung up");
  await ada.hears(/^You hung up\./);
  await ada.sees("paragraph", /^\d+ s with Ben$/);
  await ben.sees("heading", "Ada hung up");
  await ben.hears(/^Ada hung up\./);
  await ben.sees("paragraph", /^\d+ s with Ada$/);
  await have_let_go(ada, ben);
});

scenario("a voice call from the list never opens a camera, and the called person can hang up too", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ben.press("button", "Voice call Ada");
  await ada.sees("dialog", "Incoming voice call from Ben");
  assert.equal(await ada.find("button", "Accept without video"), undefined);
  await has_captured_nothing(ada);
  await ada.press("button", "Accept");
  await are_connected(ada, ben);
  await hears_sound(ada);
  await hears_sound(ben);
  await ada.sees("paragraph", "Voice call");
  await ada.hangs_up();
  await ben.sees("heading", "Ada hung up");
  await have_let_go(ada, ben);
  await has_no_camera(ada);
  await has_no_camera(ben);
});

scenario("accepted without video, the caller's picture goes on, and the camera can follow later", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.press("button", "Accept without video");
  await are_connected(ada, ben);
  await shows_moving_picture(ben, "Ada's video");
  await hears_sound(ada);
  await has_no_camera(ben);
  await ada.sees("paragraph", "Camera off");
  await ben.press("button", "Turn camera on");
  await shows_moving_picture(ada, "Ben's video");
  await ada.hears("Ben turned the camera on.");
  await ada.hangs_up();
  await ben.sees("heading", "Ada hung up");
  await have_let_go(ada, ben);
});

scenario("a voice call becomes one with pictures when both turn their cameras on", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben", "Voice");
  await ben.press("button", "Accept");
  await are_connected(ada, ben);
  await ada.press("button", "Turn camera on");
  await ben.hears("Ada turned the camera on.");
  await ben.press("button", "Turn camera on");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await ben.hangs_up();
  await ada.sees("heading", "Ben hung up");
  await have_let_go(ada, ben);
});

scenario("muting and turning the camera off are told to the other person, on and off", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");

  await ben.press("button", "Mute microphone");
  await ada.hears("Ben muted the microphone.");
  await ada.sees("img", "Ben's microphone is off");
  await ben.press("button", "Unmute microphone");
  await ada.hears("Ben turned the microphone on.");
  await ada.sees_no("img", "Ben's microphone is off");
  await hears_sound(ada);

  await ben.press("button", "Turn camera off");
  await ada.hears("Ben turned the camera off.");
  await ada.sees_no("video", "Ben's video");  // an avatar, never a frozen frame
  await ada.sees("paragraph", "Camera off");
  await eventually("Ben's camera light is out", async () => !(await holdings(ben)).live_tracks.includes("video"));
  await ben.sees_no("video", "Your video");
  await ben.press("button", "Turn camera on");
  await ada.hears("Ben turned the camera on.");
  await shows_moving_picture(ada, "Ben's video");
  await shows_moving_picture(ben, "Your video");

  await ben.hangs_up();
  await ada.sees("heading", "Ben hung up");
  await have_let_go(ada, ben);
});

scenario("who mutes while it rings is muted in the call", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ada.press("button", "Mute microphone");
  await ada.press("button", "Turn camera off");
  await ben.press("button", "Accept");
  await are_connected(ada, ben);
  await ben.sees("img", "Ada's microphone is off");
  await ben.sees("paragraph", "Camera off");
  await ada.sees("button", "Unmute microphone");
  await ada.press("button", "Unmute microphone");
  await ben.sees_no("img", "Ada's microphone is off");
  await hears_sound(ben);
  await ben.hangs_up();
});

scenario("after a call it can be had again, from both sides, and Back leads to Idle", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await are_connected(ada, ben);
  await ben.hangs_up();
  await ada.sees("heading", "Ben hung up");
  await ada.press("button", "Call again");
  await ben.sees("dialog", "Incoming video call from Ada");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await ada.hangs_up();
  await ben.press("button", "Call again");
  await ada.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await ada.hangs_up();
  for (const one of [ada, ben]) {
    await one.press("button", "Back");
    await one.sees("heading", /^You are /);
  }
  await have_let_go(ada, ben);
});
