import assert from "node:assert/strict";
import { test } from "node:test";

import { placement, tiles } from "../../web/composer.js";
import { file_name } from "../../web/recorder.js";
import { in_memory, open_file } from "../../web/recording_file.js";

const SCENE = { peer: 1, ownCamera: true, ownScreen: false, otherCamera: true, otherScreen: false, ownName: "Ada", otherName: "Ben" };

test("both people stand side by side; beside a screen they are small", () => {
  assert.deepEqual(tiles(SCENE).map(({ picture, x, width }) => [picture, x, width]), [["other_camera", 0, 640], ["own_camera", 640, 640]]);
  const shared = tiles({ ...SCENE, ownScreen: true });
  assert.deepEqual(shared.map(({ picture, fits }) => [picture, fits]), [["own_screen", true], ["other_camera", false], ["own_camera", false]]);
  assert.equal(tiles({ ...SCENE, ownScreen: true, otherScreen: true })[0].picture, "other_screen");
});

test("nothing of the canvas is covered twice", () => {
  for (const scene of [SCENE, { ...SCENE, otherScreen: true }]) {
    const all = tiles(scene);
    for (const one of all) {
      for (const other of all) {
        if (one === other) continue;
        const apart = one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y;
        assert.ok(apart, `${one.picture} and ${other.picture}`);
      }
    }
  }
});

test("a camera fills its place, a screen is shown whole, and neither is stretched", () => {
  const tile = { picture: "own_camera", name: "", x: 640, y: 0, width: 640, height: 720 };
  const filled = placement(1280, 720, { ...tile, fits: false });
  assert.deepEqual(filled, { from: { x: 320, y: 0, width: 640, height: 720 }, to: { x: 640, y: 0, width: 640, height: 720 } });
  const whole = placement(1280, 720, { ...tile, fits: true });
  assert.deepEqual(whole, { from: { x: 0, y: 0, width: 1280, height: 720 }, to: { x: 640, y: 180, width: 640, height: 360 } });
});

test("a file is named after the call, the day and the time, without what a disk does not take", () => {
  assert.equal(file_name("Call with A/B: \"C\"", "video/webm", new Date(2026, 2, 5, 9, 7)), "Call with A-B- -C-, 2026-03-05 09.07.webm");
  assert.match(file_name("x".repeat(300), "audio/mp4", new Date()), /^x{80}, .*\.mp4$/);
});

test("a file in memory takes bytes and patches over their borders, up to its limit", async () => {
  const file = in_memory("video/webm", 8);
  await file.append(Uint8Array.of(1, 2, 3));
  await file.append(Uint8Array.of(4, 5, 6));
  await file.patch(2, Uint8Array.of(30, 40));
  await assert.rejects(file.append(Uint8Array.of(7, 8, 9)), { name: "QuotaExceededError" });
  const blob = await file.close();
  assert.deepEqual([...new Uint8Array(await blob.arrayBuffer())], [1, 2, 30, 40, 5, 6]);
  assert.equal(blob.type, "video/webm");
});

/** A file of the File System API; `log` is what was done with it. */
function handle(log) {
  return {
    createWritable: async () => ({
      write: async ({ position, data }) => void log.push([position, [...data]]),
      close: async () => void log.push("close"),
      abort: async () => void log.push("abort"),
    }),
    getFile: async () => new Blob(["whole"]),
    remove: async () => void log.push("remove"),
  };
}

const WISH = { name: "Call.webm", type: "video/webm", ending: ".webm" };

test("it goes to the place on disk that was chosen, and is done there", async () => {
  const log = [];
  const file = await open_file({ ...WISH, window: { showSaveFilePicker: async ({ suggestedName }) => (log.push(suggestedName), handle(log)) } });
  await file.append(Uint8Array.of(1, 2));
  await file.append(Uint8Array.of(3));
  await file.patch(0, Uint8Array.of(9));
  assert.equal(file.place, "disk");
  assert.equal(await file.close(), null);
  assert.deepEqual(log, ["Call.webm", [0, [1, 2]], [2, [3]], [0, [9]], "close"]);
});

test("nothing chosen is no other place", async () => {
  const picker = async () => { throw new DOMException("cancelled", "AbortError"); };
  await assert.rejects(open_file({ ...WISH, window: { showSaveFilePicker: picker } }), { name: "AbortError" });
});

test("where pages may not write to disk it goes into the browser's storage, else into memory", async () => {
  const log = [];
  const removed = [];
  const old = `recording-${Date.now() - 48 * 3600 * 1000}`;
  const folder = {
    async* keys() { yield* [old, `recording-${Date.now()}`, "something else"]; },
    removeEntry: async (name) => void removed.push(name),
    getFileHandle: async () => handle(log),
  };
  const showSaveFilePicker = async () => { throw new DOMException("not here", "SecurityError"); };
  const window = { showSaveFilePicker, navigator: { storage: { getDirectory: async () => folder } } };
  const file = await open_file({ ...WISH, window });
  assert.equal(file.place, "browser");
  assert.deepEqual(removed, [old], "what a page left behind long ago");
  assert.equal(await (await file.close()).text(), "whole");
  await file.discard();
  assert.equal(removed.length, 2);

  const denied = { navigator: { storage: { getDirectory: async () => { throw new DOMException("private", "SecurityError"); } } } };
  assert.equal((await open_file({ ...WISH, window: denied })).place, "memory");
  assert.equal((await open_file({ ...WISH, window: { navigator: {} } })).place, "memory");
});
