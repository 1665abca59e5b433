import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { create_videos } from "../../web/video.js";
import { fake_player } from "./support/fakes.js";

function videos_with() {
  const video = () => {
    const player = fake_player();
    player.waiting = [];
    player.requestVideoFrameCallback = (shown) => player.waiting.push(shown);
    player.present = () => player.waiting.splice(0).forEach((shown) => shown());
    return player;
  };
  const [remote, local] = [video(), video()];
  const region = fake_player();
  return { remote, local, region, videos: create_videos({ remote, local }, region) };
}

const placement = (video, more = {}) => ({ video, rect: [1, 2, 3, 4], radius: 16, fit: "cover", mirrored: false, opacity: 1, name: "Ben's video", ...more });

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

test("a video lies where it is placed, named and in its layer, and shows with its first frame", () => {
  const { remote, local, videos } = videos_with();
  videos.place([placement("remote"), placement("local", { mirrored: true, name: "Your video" })]);
  assert.deepEqual([remote.style.left, remote.style.height, remote.style.borderRadius, remote.style.zIndex], ["1px", "4px", "16px", "0"]);
  assert.deepEqual([local.style.transform, local.style.zIndex, local.getAttribute("aria-label")], ["scaleX(-1)", "1", "Your video"]);
  assert.equal(remote.style.opacity, "0");
  remote.present();
  assert.equal(remote.style.opacity, "1");
});

test("a video that is not placed is hidden, and its old frame is not what it shows again", () => {
  const { remote, videos } = videos_with();
  videos.place([placement("remote")]);
  remote.present();
  videos.place([]);
  assert.deepEqual([remote.style.visibility, remote.getAttribute("aria-label")], ["hidden", null]);
  videos.place([placement("remote")]);
  assert.deepEqual([remote.style.visibility, remote.style.opacity], ["visible", "0"]);
  remote.present();
  assert.equal(remote.style.opacity, "1");
});

test("the videos are a landmark only while there is one to be seen", () => {
  const { region, videos } = videos_with();
  videos.place([placement("local")]);
  assert.equal(region.getAttribute("aria-label"), "Video");
  videos.place([]);
  assert.equal(region.getAttribute("aria-label"), null);
});

test("where no frame is to be had it shows all the same", () => {
  const { remote, videos } = videos_with();
  videos.place([placement("remote", { opacity: 0.5 })]);
  mock.timers.tick(1000);
  assert.equal(remote.style.opacity, "0.5");
});
