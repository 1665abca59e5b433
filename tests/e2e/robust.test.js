// What a page has to survive: a canvas without size, another density, being turned, a full storage, being frozen, left and come back
// to, a browser in which nearly everything fails, and many calls one after the other.
import assert from "node:assert/strict";

import { call_and_come_back, counter_of } from "./support/growth.js";
import { fits } from "./support/layout.js";
import { in_call, see_and_hear_each_other, shows_moving_picture } from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/person.js").Person} Person */

/** How large the canvas is drawn. @param {Person} person */
const drawn_size = (person) => person.page.evaluate(() => {
  const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById("picture"));
  return [canvas.width, canvas.height];
});

scenario("a page without room, and then with twice the density, draws itself anew", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.page.setViewport({ width: 1, height: 1 });
  await eventually("the canvas has no room", async () => (await drawn_size(ada)).every((px) => px <= 1));
  await ada.page.setViewport({ width: 400, height: 500, deviceScaleFactor: 2 });
  await eventually("the canvas has the new size", async () => String(await drawn_size(ada)) === "800,1000");
  await ada.press("button", "Video call Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await ada.hangs_up();
});

scenario("a phone that is turned in a call goes on showing everything", async (stage) => {
  const upright = { width: 390, height: 844, isMobile: true, hasTouch: true };
  const { ada } = await in_call(stage, { viewport: upright });
  for (const viewport of [{ ...upright, width: 844, height: 390, isLandscape: true }, upright]) {
    await ada.page.setViewport(viewport);
    await eventually("the canvas has the new size", async () => String(await drawn_size(ada)) === `${viewport.width},${viewport.height}`);
    await shows_moving_picture(ada, "Ben's video");
    await ada.page.touchscreen.tap(viewport.width / 2, viewport.height / 2);
    await fits(ada, `a call at ${viewport.width} x ${viewport.height}`);
  }
  await ada.tap("button", "Hang up");
  await ada.sees("heading", "You hung up");
});

scenario("a browser whose storage is full has settings, favourites and a session for as long as the page", async (stage) => {
  const ada = await stage.arrival("Ada");
  await ada.page.evaluateOnNewDocument(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await ada.open((await stage.server()).address);
  await ada.join("Ada");
  await stage.person("Ben");
  await ada.press("button", "Settings");
  await ada.press("switch", "Push to talk");
  await ada.sees("switch", "Push to talk", { that: ({ checked }) => checked === true });
  await ada.press("button", "Close settings");
  await ada.press("button", "More about Ben");
  await ada.press("button", "Add Ben to favourites");
  await ada.hears("Ben is one of your favourites now.");
  await ada.press("button", "Chat");
  await ada.type("Message", "Hello");
  await ada.press("button", "Send");
  await ada.sees("paragraph", "Hello");
});

/** A browser may put a page to rest together with its socket, and says so. */
const SOCKET_PUT_TO_REST = /WebSocket connection .* failed: Page entered Back-Forward Cache/;

scenario("a tab that the system froze is rung as soon as it goes on", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  ben.expects_trouble(SOCKET_PUT_TO_REST);
  const life = await ben.page.createCDPSession();
  await life.send("Page.setWebLifecycleState", { state: "frozen" });
  await ada.press("button", "Video call Ben");
  await ada.sees("heading", "Calling Ben");
  await life.send("Page.setWebLifecycleState", { state: "active" });
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await ada.hangs_up();
});

scenario("a page that was left and is come back to is the same person", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  ben.expects_trouble(SOCKET_PUT_TO_REST);
  await ben.page.goto("about:blank");  // some browsers keep the page, others end it
  await ben.page.goBack();
  await ben.sees("heading", "You are Ben");
  await ada.press("button", "Video call Ben");
  await ben.press("button", "Decline");
  await ada.sees("heading", "Ben declined");
});

/** Every way out of the page that a call can do without is broken, each in its own way. */
function break_everything() {
  const never = () => new Promise(() => {});
  const reject = () => Promise.reject(new DOMException("broken", "InvalidStateError"));
  const fail = () => {
    throw new DOMException("broken", "NotSupportedError");
  };
  /** @param {object} owner @param {string} name @param {unknown} value */
  const replace = (owner, name, value) => {
    try {
      Object.defineProperty(owner, name, { configurable: true, get: typeof value === "function" ? () => value : fail });
    } catch {
      // This browser does not have it: as broken as can be.
    }
  };
  replace(globalThis, "localStorage", undefined);
  replace(globalThis, "sessionStorage", undefined);
  replace(globalThis, "AudioContext", fail);
  replace(globalThis, "MediaRecorder", fail);
  replace(Notification, "requestPermission", never);
  replace(MediaDevices.prototype, "enumerateDevices", never);
  replace(MediaDevices.prototype, "getDisplayMedia", fail);
  replace(HTMLMediaElement.prototype, "setSinkId", reject);
  replace(HTMLVideoElement.prototype, "requestPictureInPicture", reject);
  replace(Element.prototype, "requestFullscreen", reject);
  replace(Clipboard.prototype, "writeText", never);
  replace(RTCRtpSender.prototype, "setParameters", fail);
  if ("wakeLock" in navigator) replace(WakeLock.prototype, "request", reject);
  if ("mediaSession" in navigator) replace(MediaSession.prototype, "setActionHandler", fail);
  replace(RTCPeerConnection.prototype, "createDataChannel", fail);
}

scenario("in a browser in which nearly everything fails people still see and hear each other", async (stage) => {
  const ada = await stage.arrival("Ada");
  await ada.page.evaluateOnNewDocument(break_everything);
  await ada.open((await stage.server()).address);
  await ada.join("Ada");
  const ben = await stage.person("Ben");
  await ada.press("button", "Copy link");
  await ada.press("button", "Settings");
  await ada.press("button", "Close settings");
  await ada.press("button", "Video call Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  for (const name of ["Share screen", "Picture in picture", "Full screen", "Statistics"]) {
    if (await ada.find("button", name)) await ada.press("button", name);
  }
  await ada.press("button", "Mute microphone");
  await ben.hears("Ada muted the microphone.");
  await ada.hangs_up();
  await ben.sees("heading", "Ada hung up");
});

const CALLS = Number(process.env.PARLEY_CALLS ?? 12);
const FIRST = 4;  // until what is made once has been made

scenario(`after ${CALLS} calls in one tab nothing has grown`, { limit_ms: 60_000 + CALLS * 15_000 }, async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  const count = await counter_of(ada);
  let settled = { nodes: 0, listeners: 0 };
  for (let call = 1; call <= CALLS; call += 1) {
    assert.equal(await call_and_come_back(ada, ben), 0, "no connection outlives its call");
    if (call === FIRST) settled = await count();
  }
  await eventually("nodes and listeners are as many as after the first calls", async () => {
    const now = await count();
    return now.nodes <= settled.nodes * 1.1 + 20 && now.listeners <= settled.listeners * 1.1 + 20;
  }, { describe: async () => JSON.stringify({ settled, now: await count() }) });
});
