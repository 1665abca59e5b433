// From the ring to its answer: what the caller and the called person see, and every way in which it comes to nothing.
import assert from "node:assert/strict";

import { has_captured_nothing, have_let_go, holdings, shows_moving_picture } from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";

scenario("Waiting shows oneself, counts the seconds, and cancelling leads both to Idle at once", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.press("button", "Video call Ben");
  await ada.sees("heading", "Calling Ben");
  await ben.sees("dialog", "Incoming video call from Ada");
  await shows_moving_picture(ada, "Your video");
  await ada.sees("timer", "0:02");
  await ada.press("button", "Mute microphone");
  await ada.sees("button", "Unmute microphone");
  await ada.press("button", "Turn camera off");
  await ada.sees("button", "Turn camera on");
  await eventually("the camera's light is out", async () => !(await holdings(ada)).live_tracks.includes("video"));
  await has_captured_nothing(ben);
  await ada.press("button", "Cancel call");
  await ada.sees("heading", "You are Ada", { limit_ms: 1000 });
  await ben.sees_no("dialog", /./);
  await ben.hears("Ada stopped calling. Call back if you like.");
  await ben.sees("heading", "You are Ben");
  await have_let_go(ada, ben);
});

scenario("nothing is captured before the server says that it rings", async (stage) => {
  const { ada } = await stage.ada_and_ben();
  await ada.calls("Nobody of that name");
  await ada.is_alerted(/^Nobody here is called/);
  await has_captured_nothing(ada);
  await have_let_go(ada);
});

scenario("a declined call is told to the caller, and the called person is on Idle", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.sees("timer", /^\d+ s left to answer$/);
  await ben.press("button", "Decline");
  await ben.sees("heading", "You are Ben");
  await ben.sees_no("dialog", /./);
  await ada.sees("heading", "Ben declined");
  await ada.hears(/^Ben declined\./);
  await has_captured_nothing(ben);
  await have_let_go(ada, ben);
  await ada.press("button", "Back");
  await ada.sees("heading", "You are Ada");
});

scenario("a ring that nobody answers ends by the server's clock", { server: ["--ring-seconds", "3"] }, async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.sees("timer", /^[123] s left to answer$/);
  await ada.sees("heading", "Ben did not answer");
  await ada.hears(/^Ben did not answer\./);
  await ben.sees_no("dialog", /./);
  await ben.hears(/^Ada stopped calling\./);
  await has_captured_nothing(ben);
  await have_let_go(ada, ben);
});

scenario("a caller who is lost stops ringing", { server: ["--resume-seconds", "1"] }, async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.sees("dialog", "Incoming video call from Ada");
  stage.people = [ben];
  await ada.page.close();
  await ben.sees_no("dialog", /./);
  await ben.hears(/^Ada stopped calling\./);
  await ben.sees_no("button", "Video call Ada");
});

scenario("a called person who is lost is told to the caller", { server: ["--resume-seconds", "1"] }, async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.sees("dialog", "Incoming video call from Ada");
  stage.people = [ada];
  await ben.page.close();
  await ada.sees("heading", /^(The connection to Ben was lost|Ben did not answer)$/);
  await have_let_go(ada);
});

scenario("two people who ring each other at once are in a call with each other, with the lesser media", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.type("Call someone", "Ben");
  await ben.type("Call someone", "Ada");
  await Promise.all([ada.press("button", "Video call"), ben.press("button", "Voice call")]);
  for (const one of [ada, ben]) await one.sees("paragraph", "Connected");
  assert.deepEqual((await holdings(ben)).captures.filter(({ video }) => video), [], "a voice call never opens the camera");
  await ben.hangs_up();
  await ada.sees("heading", "Ben hung up");
  await have_let_go(ada, ben);
});

scenario("a call rings over Ended too, and over a half typed name", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben", "Voice");
  await ben.press("button", "Decline");
  await ada.sees("heading", "Ben declined");
  await ben.type("Call someone", "Ad");
  await ben.press("button", "Video call Ada");
  await ada.sees("dialog", "Incoming video call from Ben");
  await ada.press("button", "Decline");
  await ben.sees("heading", "Ada declined");
  await ben.press("button", "Back");
  assert.equal((await ben.sees("textbox", "Call someone")).value, "Ad");
});

scenario("a person in a call is not rung", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  const cleo = await stage.person("Cleo");
  await ada.calls("Ben", "Voice");
  await ben.press("button", "Accept");
  await cleo.calls("Ben");
  await cleo.is_alerted(/^Ben is in another call/);
  assert.equal(await ben.find("dialog", /./), undefined);
  await ada.hangs_up();
});
