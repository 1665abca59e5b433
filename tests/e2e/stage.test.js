// How a call is looked at: controls that go and come back, pictures that are moved and swapped, picture in picture, full screen, a
// screen that stays awake.
import assert from "node:assert/strict";

import { in_call, shows_moving_picture } from "./support/media.js";
import { pixel_at } from "./support/pixel.js";
import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/person.js").Person} Person */

const PHONE = { width: 390, height: 844, isMobile: true, hasTouch: true };

/** @param {Person} person @param {string} name */
function place_of(person, name) {
  return person.page.evaluate((name) => {
    const video = [...document.querySelectorAll("video")].find((one) => one.getAttribute("aria-label") === name);
    const { x = -1, y = -1, width = 0, height = 0 } = video?.getBoundingClientRect() ?? {};
    return { x, y, width, height };
  }, name);
}

/** Whether the hang-up button is drawn, and not only in the tree. @param {Person} person */
async function draws_dock(person) {
  const [x, y, , height] = (await person.sees("button", "Hang up")).rect;
  const [red, green, blue] = await pixel_at(person, x + 6, y + height / 2);
  return red > 180 && green < 90 && blue < 110;
}

scenario("the controls go when nothing is done, come back with a move, and work for whoever does not see them", async (stage) => {
  const { ada } = await in_call(stage);
  await ada.page.mouse.move(700, 300);
  await eventually("the dock is drawn", () => draws_dock(ada));
  await eventually("the dock has gone", async () => !(await draws_dock(ada)));
  const frames = () => ada.page.evaluate(() => /** @type {any} */ (globalThis).watched.frames);
  const before = await frames();
  await new Promise((done) => setTimeout(done, 1500));
  assert.ok(await frames() - before <= 4, "only the call's clock goes on, and statistics now and then");
  await ada.page.mouse.move(710, 310);
  await eventually("the dock is drawn again", () => draws_dock(ada));
  await eventually("the dock has gone again", async () => !(await draws_dock(ada)));
  await ada.tab_to("button", "Mute microphone");
  await eventually("focus brings it back", () => draws_dock(ada));
  await ada.hangs_up();
});

scenario("on a phone the first tap only brings the controls back; More has the rest", async (stage) => {
  const { ada } = await in_call(stage, { viewport: PHONE });
  await ada.page.touchscreen.tap(200, 300);
  await eventually("the dock has gone", async () => !(await draws_dock(ada)));
  const { x, y } = await ada.point_of("button", "Hang up");
  await ada.page.touchscreen.tap(x, y);
  await eventually("the dock is drawn", () => draws_dock(ada));
  await ada.sees("paragraph", "Connected");
  await ada.tap("button", "More");
  await ada.sees("dialog", "More");
  for (const name of ["Share screen", "Record", "Full screen", "Statistics", "Settings", "Hide own picture", "Keyboard shortcuts"]) {
    await ada.sees("button", name);
  }
  await ada.photograph("screenshots", "call-more-phone");
  await ada.tap("button", "Hide own picture");
  await ada.sees_no("dialog", "More");
  await eventually("one's own picture is hidden", async () => (await place_of(ada, "Your video")).width === 0);
  await ada.tap("button", "Hang up");
  await ada.sees("heading", "You hung up");
});

scenario("one's own picture is dragged to a corner with the mouse, moved with arrow keys, and swapped", async (stage) => {
  const { ada } = await in_call(stage);
  const at = async () => place_of(ada, "Your video");
  await eventually("it has arrived in its corner", async () => (await at()).width === 256);
  await ada.page.mouse.move(1300, 800);
  await ada.page.mouse.down();
  await ada.page.mouse.move(300, 300, { steps: 5 });
  await ada.page.mouse.up();
  await eventually("it is at the upper left", async () => {
    const { x, y } = await at();
    return x === 16 && y < 200;
  });
  await ada.tab_to("button", "Swap pictures");
  await ada.page.keyboard.press("ArrowRight");
  await eventually("it is at the upper right", async () => (await at()).x > 1000);
  await ada.page.keyboard.press("ArrowDown");
  await eventually("it is at the lower right", async () => (await at()).y > 600);
  await ada.press("button", "Swap pictures");
  await eventually("it is large", async () => (await at()).width === 1440);
  await shows_moving_picture(ada, "Ben's video");
  assert.ok((await place_of(ada, "Ben's video")).width < 400);
  await ada.press("button", "Swap pictures");
  await eventually("it is small again", async () => (await at()).width === 256);
  await ada.hangs_up();
});

scenario("the page takes the whole screen and gives it back, also by the browser's own doing", async (stage) => {
  const { ada } = await in_call(stage);
  await ada.press("button", "Full screen");
  await ada.sees("button", "Leave full screen");
  assert.equal(await ada.page.evaluate(() => document.fullscreenElement === document.documentElement), true);
  await ada.press("button", "Leave full screen");
  await ada.sees("button", "Full screen");
  await ada.press("button", "Full screen");
  await ada.sees("button", "Leave full screen");
  await ada.page.evaluate(() => document.exitFullscreen());
  await ada.sees("button", "Full screen");
  await ada.hangs_up();
});

scenario("the other's picture floats over other windows, and goes with the call", async (stage) => {
  const { ada, ben } = await in_call(stage);
  const floats = () => ada.page.evaluate(() => document.pictureInPictureElement !== null || /** @type {any} */ (globalThis).documentPictureInPicture?.window != null);
  await ada.press("button", "Picture in picture");
  await eventually("it floats", floats);
  await ben.hangs_up();
  await ada.sees("heading", "Ben hung up");
  await eventually("it is gone", async () => !(await floats()));
});

scenario("the system is told of the call, and the screen stays awake during a picture", async (stage) => {
  const { address } = await stage.server();
  const ada = await stage.arrival("Ada");
  await ada.page.evaluateOnNewDocument(() => {
    const asked = /** @type {string[]} */ ([]);
    Object.assign(globalThis, { asked });
    Object.defineProperty(navigator, "wakeLock", { value: {
      request: async () => {
        asked.push("awake");
        return Object.assign(new EventTarget(), { release: async () => void asked.push("asleep") });
      },
    } });
    const set = MediaSession.prototype.setActionHandler;
    MediaSession.prototype.setActionHandler = function (/** @type {MediaSessionAction} */ action, /** @type {MediaSessionActionHandler | null} */ handler) {
      /** @type {any} */ (globalThis)[`on_${action}`] = handler;
      return set.call(this, action, handler);
    };
  });
  await ada.open(address);
  await ada.join("Ada");
  const ben = await stage.person("Ben");
  await ben.sees("button", "Video call Ada");
  await ben.calls("Ada");
  await ada.press("button", "Accept");
  await ada.sees("paragraph", "Connected");
  const asked = () => ada.page.evaluate(() => /** @type {any} */ (globalThis).asked.join());
  await eventually("the screen stays awake", async () => (await asked()) === "awake");
  assert.equal(await ada.page.evaluate(() => navigator.mediaSession.metadata?.title), "Ben");
  await ada.page.evaluate(() => /** @type {any} */ (globalThis).on_togglemicrophone());
  await ada.sees("button", "Unmute microphone");
  await ben.hears("Ada muted the microphone.");
  await ada.page.evaluate(() => /** @type {any} */ (globalThis).on_hangup());
  await ada.sees("heading", "You hung up");
  await eventually("the screen may sleep", async () => (await asked()) === "awake,asleep");
  assert.equal(await ada.page.evaluate(() => navigator.mediaSession.metadata), null);
});
