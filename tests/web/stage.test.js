import assert from "node:assert/strict";
import { test } from "node:test";

import { create_stage } from "../../web/stage.js";
import { settled } from "./support/fakes.js";

class FakeVideo extends EventTarget {
  videoWidth = 0;
  videoHeight = 0;
  disablePictureInPicture = true;
  requests = 0;
  async requestPictureInPicture() {
    assert.equal(this.disablePictureInPicture, false);
    this.requests += 1;
    this.dispatchEvent(new Event("enterpictureinpicture"));
  }
}

/** A window with as much of a browser as is asked for. */
function stage_with({ navigator = {}, page = {}, ...more } = {}) {
  const reports = [];
  const notes = [];
  const document = Object.assign(new EventTarget(), { hidden: false, fullscreenElement: null, documentElement: {}, ...page });
  const videos = { remote: new FakeVideo(), local: new FakeVideo(), screen: new FakeVideo() };
  const view = { document, navigator, ...more };
  const stage = create_stage({ report: (name, fields) => reports.push([name, fields]), note: (words) => notes.push(words), videos, view });
  return { stage, reports, notes, videos, document, take: () => reports.splice(0) };
}

const call = { live: true, video: true, name: "Ben", microphone: true, camera: true };

/** A wake lock that counts who holds it. */
function fake_wake_lock() {
  const locks = [];
  return {
    locks,
    async request() {
      const lock = Object.assign(new EventTarget(), {
        held: true,
        async release() {
          lock.held = false;
          lock.dispatchEvent(new Event("release"));
        },
      });
      locks.push(lock);
      return lock;
    },
  };
}

test("what the browser can do is told at once, and nothing that it cannot", () => {
  assert.deepEqual(stage_with().take(), [["stage-abilities", { sharing: false, pictureInPicture: false, fullScreen: false }]]);
  const able = stage_with({
    navigator: { mediaDevices: { getDisplayMedia() {} } }, page: { pictureInPictureEnabled: true, fullscreenEnabled: true },
  });
  assert.deepEqual(able.take(), [["stage-abilities", { sharing: true, pictureInPicture: true, fullScreen: true }]]);
});

test("the sizes of incoming pictures are told as they change", () => {
  const { videos, take } = stage_with();
  take();
  Object.assign(videos.screen, { videoWidth: 1920, videoHeight: 1080 }).dispatchEvent(new Event("resize"));
  Object.assign(videos.remote, { videoWidth: 0, videoHeight: 0 }).dispatchEvent(new Event("emptied"));
  assert.deepEqual(take(), [
    ["stage-picture-size", { picture: "screen", width: 1920, height: 1080 }],
    ["stage-picture-size", { picture: "remote", width: 0, height: 0 }],
  ]);
});

test("the screen stays awake during a picture, also after the page was hidden, and no longer", async () => {
  const wakeLock = fake_wake_lock();
  const { stage, document } = stage_with({ navigator: { wakeLock } });
  await stage.show_call(call);
  await stage.show_call({ ...call, microphone: false });
  assert.equal(wakeLock.locks.length, 1);
  await wakeLock.locks[0].release();  // as a browser does when the page is hidden
  document.dispatchEvent(new Event("visibilitychange"));
  await settled();
  assert.equal(wakeLock.locks.length, 2);
  await stage.show_call({ ...call, live: false, video: false });
  assert.deepEqual(wakeLock.locks.map(({ held }) => held), [false, false]);
});

test("a call that ended while the lock was asked for does not keep the screen awake", async () => {
  const wakeLock = fake_wake_lock();
  const { stage } = stage_with({ navigator: { wakeLock } });
  const asked = stage.show_call(call);
  stage.show_call({ ...call, live: false, video: false });
  await asked;
  await settled();
  assert.deepEqual(wakeLock.locks.map(({ held }) => held), [false]);
});

test("the system's keys become wishes while there is a call", () => {
  const handlers = new Map();
  const mediaSession = {
    setActionHandler(action, handler) {
      if (action === "togglecamera") throw new TypeError("unknown action");
      handlers.set(action, handler);
    },
  };
  const { stage, take } = stage_with({ navigator: { mediaSession }, MediaMetadata: class { constructor(values) { Object.assign(this, values); } } });
  take();
  stage.show_call(call);
  assert.equal(mediaSession.metadata.title, "Ben");
  handlers.get("hangup")();
  handlers.get("togglemicrophone")();
  assert.deepEqual(take(), [["stage-wish", { what: "hang-up" }], ["stage-wish", { what: "toggle-microphone" }]]);
  stage.show_call({ ...call, live: false });
  assert.equal(handlers.get("hangup"), null);
  assert.equal(mediaSession.metadata, null);
});

test("picture in picture is the element's where there is no window, and its end is told", async () => {
  const { stage, videos, take } = stage_with({ page: { pictureInPictureEnabled: true } });
  take();
  await stage.set_picture_in_picture({ on: true });
  assert.equal(videos.remote.requests, 1);
  videos.remote.dispatchEvent(new Event("leavepictureinpicture"));
  assert.equal(videos.remote.disablePictureInPicture, true);
  assert.deepEqual(take(), [["stage-picture-in-picture", { on: true }], ["stage-picture-in-picture", { on: false }]]);
});

test("a window that the browser refuses is the element's instead", async () => {
  const { stage, videos, notes } = stage_with({
    page: { pictureInPictureEnabled: true },
    documentPictureInPicture: { requestWindow: () => Promise.reject(new DOMException("no", "NotAllowedError")) },
  });
  await stage.set_picture_in_picture({ on: true });
  assert.equal(videos.remote.requests, 1);
  assert.equal(notes.length, 1);
});

test("full screen is told when it changes, whoever changed it", async () => {
  const asked = [];
  const { stage, document, take } = stage_with({
    page: { fullscreenEnabled: true, documentElement: { requestFullscreen: async () => asked.push("in") }, exitFullscreen: async () => asked.push("out") },
  });
  take();
  await stage.set_full_screen({ on: true });
  document.fullscreenElement = {};
  document.dispatchEvent(new Event("fullscreenchange"));
  await stage.set_full_screen({ on: false });
  document.fullscreenElement = null;
  document.dispatchEvent(new Event("fullscreenchange"));
  assert.deepEqual(asked, ["in", "out"]);
  assert.deepEqual(take(), [["stage-full-screen", { on: true }], ["stage-full-screen", { on: false }]]);
});
