// Sharing a screen: what the other side sees and hears of it, both at once, how it ends, and a client of another make that negotiates
// its screen anew.
import assert from "node:assert/strict";

import { have_let_go, in_call, shows_moving_picture } from "./support/media.js";
import { foreign_client } from "./support/foreign_page.js";
import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/person.js").Person} Person */

/** How large this video is shown, in CSS px. @param {Person} person @param {string} name */
function shown_size(person, name) {
  return person.page.evaluate((name) => {
    const video = [...document.querySelectorAll("video")].find((one) => one.getAttribute("aria-label") === name);
    const { width, height } = video?.getBoundingClientRect() ?? { width: 0, height: 0 };
    return { width, height };
  }, name);
}

/** So many offers and answers went over the socket. @param {Person} person */
const descriptions = ({ frames }) => frames.filter(({ text }) => /"type":"(offer|answer)"/.test(text)).length;

scenario("a screen is shared without a new negotiation; the camera stays in a corner; the sound comes along", async (stage) => {
  const { ada, ben } = await in_call(stage);
  const before = descriptions(ada);
  await ada.press("button", "Share screen");
  await ada.sees("button", "Stop sharing");
  await ada.sees("paragraph", "You are sharing your screen");
  await ben.hears("Ada shares a screen.");
  await ben.sees("paragraph", "Ada is sharing a screen");
  await shows_moving_picture(ben, "Ada's screen");
  await shows_moving_picture(ben, "Ada's video");
  assert.equal((await shown_size(ben, "Ada's screen")).width, 1440);
  assert.ok((await shown_size(ben, "Ada's video")).width < 400);
  assert.equal(descriptions(ada), before, "the places for it were there from the start");

  await ada.press("button", "Stop sharing");
  await ada.sees("button", "Share screen");
  await ben.hears("Ada stopped sharing.");
  await eventually("Ada's camera is large again", async () => (await shown_size(ben, "Ada's video")).width === 1440);
  await ada.hangs_up();
  await have_let_go(ada, ben);
});

scenario("firefox shares a screen, and stops", async (stage) => {
  const { ada, ben } = await in_call(stage, { browser: "firefox" });
  await ada.press("button", "Share screen");
  await ada.sees("button", "Stop sharing");
  await shows_moving_picture(ben, "Ada's screen");
  await shows_moving_picture(ben, "Ada's video");
  await ada.press("button", "Stop sharing");
  await ada.sees("button", "Share screen");
  await ben.hears("Ada stopped sharing.");
  await ada.hangs_up();
  await have_let_go(ada, ben);
});

scenario("both share at once, and each may stop with the browser's own button", async (stage) => {
  const { ada, ben } = await in_call(stage);
  await ada.page.evaluate(() => {
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getDisplayMedia.bind(mediaDevices);
    mediaDevices.getDisplayMedia = async (options) => {
      const stream = await ask(options);
      /** @type {any} */ (globalThis).shared_screen = stream.getVideoTracks()[0];
      return stream;
    };
  });
  await ada.press("button", "Share screen");
  await shows_moving_picture(ben, "Ada's screen");
  await ben.press("button", "Share screen");
  await shows_moving_picture(ada, "Ben's screen");
  await ada.sees("paragraph", "You are sharing your screen");
  await ada.sees("paragraph", "Ben is sharing a screen");
  // The browser's button ends the track without the page's doing.
  await ada.page.evaluate(() => {
    const track = /** @type {any} */ (globalThis).shared_screen;
    track.stop();
    track.dispatchEvent(new Event("ended"));
  });
  await ada.hears("You stopped sharing.");
  await ada.sees("button", "Share screen");
  await ben.hears("Ada stopped sharing.");
  await shows_moving_picture(ada, "Ben's screen");
  await ben.hangs_up();
  await have_let_go(ada, ben);
});

scenario("a share that was refused is told with the next step, and can be tried again", async (stage) => {
  const { ada, ben } = await in_call(stage);
  await ada.page.evaluate(() => {
    const ask = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
    let refused = false;
    navigator.mediaDevices.getDisplayMedia = (options) => {
      if (refused) return ask(options);
      refused = true;
      return Promise.reject(new DOMException("Permission denied", "NotAllowedError"));
    };
  });
  await ada.press("button", "Share screen");
  await ada.is_alerted(/No screen was shared\. Press Share screen to choose again\./);
  await ada.press("button", "Share screen");
  await shows_moving_picture(ben, "Ada's screen");
  await ada.hangs_up();
  await have_let_go(ada, ben);
});

scenario("a browser that cannot share a screen is not offered to", async (stage) => {
  const { address } = await stage.server();
  const ada = await stage.arrival("Ada");
  await ada.page.evaluateOnNewDocument(() => {
    // @ts-expect-error: as on phones
    delete MediaDevices.prototype.getDisplayMedia;
  });
  await ada.open(address);
  await ada.join("Ada");
  const ben = await stage.person("Ben");
  await ben.sees("button", "Video call Ada");
  await ben.calls("Ada");
  await ada.press("button", "Accept");
  await ada.sees("paragraph", "Connected");
  assert.equal(await ada.find("button", "Share screen"), undefined);
  assert.notEqual(await ben.find("button", "Share screen"), undefined);
  await ben.hangs_up();
});

scenario("a shared screen is zoomed with buttons, the wheel and keys", async (stage) => {
  const { ada, ben } = await in_call(stage);
  await ada.press("button", "Share screen");
  await shows_moving_picture(ben, "Ada's screen");
  const width = async () => (await shown_size(ben, "Ada's screen")).width;
  await ben.press("button", "Zoom in");
  await eventually("the screen is larger", async () => (await width()) > 1440);
  await ben.press("button", "Zoom out");
  await eventually("the screen is as large as the stage", async () => (await width()) === 1440);
  await ben.page.mouse.move(600, 400);
  await ben.page.mouse.wheel({ deltaY: -300 });
  await eventually("the wheel zooms", async () => (await width()) > 1440);
  await ben.page.keyboard.press("0");
  await eventually("0 fits it", async () => (await width()) === 1440);
  await ben.page.keyboard.press("+");
  await eventually("+ zooms", async () => (await width()) > 1440);
  await ben.press("button", "Fit");
  await eventually("the button fits it", async () => (await width()) === 1440);
  await ada.hangs_up();
});

scenario("a client of another make that adds its screen as a track and negotiates anew is seen", async (stage) => {
  const { address } = await stage.server();
  const ben = await stage.person("Ben");
  const cleo = await foreign_client(stage, address, "Cleo");
  await ben.sees("button", "Video call Cleo");
  await cleo.calls("Ben");
  await ben.press("button", "Accept");
  await ben.sees("paragraph", "Connected");
  await shows_moving_picture(ben, "Cleo's video");
  await cleo.adds_screen();
  await ben.hears("Cleo shares a screen.");
  await shows_moving_picture(ben, "Cleo's screen");
  await shows_moving_picture(ben, "Cleo's video");
  await ben.press("button", "Share screen");
  await cleo.receives_screen();
  await ben.hangs_up();
});
