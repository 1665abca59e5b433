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

/** What is told outside of the page's picture. @param {import("./support/person.js").Person} person */
const outside = (person) => person.page.evaluate(() => ({
  title: document.title,
  marked: /** @type {HTMLLinkElement} */ (document.querySelector('link[rel="icon"]')).href.includes("D93644"),
  loops: /** @type {any} */ (globalThis).watched.loops,
  notifications: /** @type {any} */ (globalThis).watched.notifications.length,
}));

/** @param {import("./support/person.js").Person} person @param {string} title */
const rings_outside = (person, title) => eventually(`${person.label} is told outside of the page`, async () => {
  const { title: shown, marked, loops } = await outside(person);
  return shown === title && marked && loops === 1;
});

/** @param {import("./support/person.js").Person} person */
const is_quiet = (person) => eventually(`${person.label}'s page is quiet`, async () => {
  const { marked, loops, notifications } = await outside(person);
  return !marked && loops === 0 && notifications === 0;
});

scenario("a ring is heard, and told by title, icon and notification in a hidden tab; all stop at once", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ben.page.browserContext().overridePermissions(new URL(ben.page.url()).origin, ["notifications"]);
  const other = await ben.page.browserContext().newPage();
  await other.bringToFront();
  await eventually("Ben's tab is hidden", () => ben.page.evaluate(() => document.visibilityState === "hidden"));
  await ada.calls("Ben");
  await rings_outside(ben, "Ada is calling");
  await eventually("Ben is notified", async () => (await outside(ben)).notifications === 1);
  await eventually("Ada hears that it rings there", async () => (await outside(ada)).loops === 1);
  await ada.press("button", "Cancel call");
  await is_quiet(ben);
  await is_quiet(ada);
  assert.equal((await outside(ben)).title, "Parley");
  await other.close();
});

scenario("accepting, declining and the server's clock silence a ring", { server: ["--ring-seconds", "4"] }, async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben", "Voice");
  await rings_outside(ben, "Ada is calling");
  await ben.press("button", "Decline");
  await is_quiet(ben);
  await is_quiet(ada);
  await ada.press("button", "Call again");
  await rings_outside(ben, "Ada is calling");
  await ben.press("button", "Accept");
  await is_quiet(ben);
  await is_quiet(ada);
  const before = await ben.page.evaluate(() => /** @type {any} */ (globalThis).watched.sounds);
  await ada.hangs_up();
  await ben.sees("heading", "Ada hung up");
  await eventually("Ben hears that it is over", () =>
    ben.page.evaluate((sounds) => /** @type {any} */ (globalThis).watched.sounds > sounds, before));
  await ada.press("button", "Call again");
  await rings_outside(ben, "Ada is calling");
  await ada.sees("heading", "Ben did not answer");
  await is_quiet(ben);
  await is_quiet(ada);
});

scenario("notifications are turned on by a button, which is gone once the browser was asked", async (stage) => {
  const ada = await stage.arrival("Ada");
  await ada.page.evaluateOnNewDocument(() => {
    // The browser's question has no button that a test could press.
    let permission = "default";
    Object.defineProperty(Notification, "permission", { get: () => permission });
    Notification.requestPermission = async () => (permission = "granted", /** @type {NotificationPermission} */ (permission));
  });
  await ada.open((await stage.server()).address);
  await ada.join("Ada");
  await ada.press("button", "Turn on notifications");
  await ada.hears("Notifications are on.");
  await ada.sees_no("button", "Turn on notifications");
});
