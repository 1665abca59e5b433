// Voice before video: on a path that carries too little the picture is held back at its sender, both are told, and it returns.
import assert from "node:assert/strict";

import { hears_sound, holdings, see_and_hear_each_other, shows_moving_picture } from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/person.js").Person} Person */

/** From now on the browser estimates that the path carries this, in bit/s; null: as it is. @param {Person} person @param {number | null} bits */
async function path_carries(person, bits) {
  await person.page.evaluate((bits) => {
    const scope = /** @type {any} */ (globalThis);
    if (!scope.real_statistics) {
      scope.real_statistics = RTCPeerConnection.prototype.getStats;
      RTCPeerConnection.prototype.getStats = async function (/** @type {any[]} */ ...values) {
        const real = await scope.real_statistics.apply(this, values);
        if (scope.carried === null) return real;
        return new Map([...real].map(([id, entry]) =>
          [id, entry.type === "candidate-pair" ? { ...entry, availableOutgoingBitrate: scope.carried } : entry]));
      };
    }
    scope.carried = bits;
  }, bits);
}

/** Whether the camera's sender sends. @param {Person} person */
const camera_is_sent = (person) => person.page.evaluate(() => {
  const [peer] = /** @type {any} */ (globalThis).watched.peers.filter((/** @type {RTCPeerConnection} */ one) => one.connectionState !== "closed");
  const sender = peer.getSenders().find((/** @type {RTCRtpSender} */ { track }) => track?.kind === "video");
  return sender.getParameters().encodings.every((/** @type {RTCRtpEncodingParameters} */ { active }) => active);
});

scenario("a slow path keeps the voice: the picture pauses, both are told, and it comes back", { limit_ms: 180_000 }, async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  assert.equal(await camera_is_sent(ada), true);

  await path_carries(ada, 40_000);
  await ada.is_alerted(/Your network is slow\. Your video is paused so that your voice gets through\./, 40_000);
  await eventually("the picture is held back", async () => !(await camera_is_sent(ada)));
  await ben.sees("paragraph", "Ada's video is paused: the network is slow.");
  await ben.sees_no("video", "Ada's video");
  await hears_sound(ben);
  assert.deepEqual((await holdings(ada)).live_tracks.sort(), ["audio", "video"], "the camera stays open");
  await ada.sees("button", "Turn camera off");

  await path_carries(ada, 200_000);
  await ada.hears("Your video is sent again.", 40_000);
  await eventually("the picture is sent again", () => camera_is_sent(ada));
  await ben.hears("Ada's video is back.");
  await shows_moving_picture(ben, "Ada's video");
  await ben.sees_no("paragraph", "Ada's video is paused: the network is slow.");
  await ada.hangs_up();
});
