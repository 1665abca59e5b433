import assert from "node:assert/strict";
import { test } from "node:test";

import { create_media, problem_of } from "../../web/media.js";
import { deferred, fake_player, FakeStream, FakeTrack, recorder, settled } from "./support/fakes.js";

function media_with(getUserMedia) {
  const { report, take } = recorder();
  const preview = fake_player();
  const questions = [];
  const media = create_media({
    report,
    preview,
    note: () => {},
    devices: getUserMedia && { getUserMedia: (question) => (questions.push(question), getUserMedia()) },
    permissions: undefined,
    stream_of: (tracks) => new FakeStream(tracks),
  });
  return { media, take, preview, questions };
}

const both = () => [new FakeTrack("audio"), new FakeTrack("video")];

test("both devices are asked for in one question and the camera is previewed", async () => {
  const tracks = both();
  const { media, take, preview, questions } = media_with(async () => new FakeStream(tracks));
  media.open(1, true, true);
  await settled();
  assert.deepEqual(take(), [
    ["on_report", "settings-using", { device: { kind: "microphone", id: "", label: "", group: "" }, facing: "" }],
    ["on_report", "settings-using", { device: { kind: "camera", id: "", label: "", group: "" }, facing: "" }],
    ["on_devices_opened", 1],
  ]);
  assert.equal(questions.length, 1);
  assert.equal(questions[0].audio.echoCancellation, true);
  assert.deepEqual(preview.srcObject.tracks, [tracks[1]]);
  assert.equal(media.track(1, "microphone"), tracks[0]);
  assert.equal(media.track(0, "camera"), null);
});

test("devices are opened as they are wished for", async () => {
  const { media, questions } = media_with(async () => new FakeStream(both()));
  const wishes = { camera: "", microphone: "usb", facing: "environment", height: 360, echoCancellation: true, noiseSuppression: false, gainControl: false };
  media.open(1, true, true, wishes);
  media.open(2, false, true, { ...wishes, camera: "desk" });
  await settled();
  assert.deepEqual(questions[0].audio, { deviceId: { ideal: "usb" }, echoCancellation: true, noiseSuppression: false, autoGainControl: false });
  assert.equal(questions[0].video.facingMode, "environment");
  assert.deepEqual([questions[0].video.width, questions[0].video.height], [{ ideal: 640 }, { ideal: 360 }]);
  assert.deepEqual(questions[1].video.deviceId, { ideal: "desk" });
  assert.equal(questions[1].audio, false);
});

test("what was opened is told by name", async () => {
  const track = Object.assign(new FakeTrack("video"), { label: "Desk", getSettings: () => ({ deviceId: "d", groupId: "g", facingMode: "user" }) });
  const { media, take } = media_with(async () => new FakeStream([track]));
  media.open(1, false, true);
  await settled();
  assert.deepEqual(take()[0], ["on_report", "settings-using", { device: { kind: "camera", id: "d", label: "Desk", group: "g" }, facing: "user" }]);
});

test("a stopped camera is really stopped and leaves the preview", async () => {
  const tracks = both();
  const { media, take, preview } = media_with(async () => new FakeStream(tracks));
  media.open(1, true, true);
  await settled();
  take();
  media.stop(1, "camera");
  assert.equal(tracks[1].readyState, "ended");
  assert.equal(tracks[0].readyState, "live");
  assert.equal(preview.srcObject, null);
  assert.equal(media.track(1, "camera"), null);
  assert.deepEqual(take(), [], "not unplugged");
});

test("what comes after its request was given up is stopped at once", async () => {
  const answer = deferred();
  const tracks = both();
  const { media, take, preview } = media_with(() => answer.promise);
  media.open(1, true, true);
  media.stop(1, "camera");
  media.stop(1, "microphone");
  answer.resolve(new FakeStream(tracks));
  await settled();
  assert.deepEqual(tracks.map((track) => track.readyState), ["ended", "ended"]);
  assert.deepEqual(take(), []);
  assert.equal(preview.srcObject, null);
});

test("a microphone muted before it opened opens muted", async () => {
  const tracks = [new FakeTrack("audio")];
  const { media } = media_with(async () => new FakeStream(tracks));
  media.open(1, true, false);
  media.mute(1, true);
  await settled();
  assert.equal(tracks[0].enabled, false);
  media.mute(1, false);
  assert.equal(tracks[0].enabled, true);
});

test("an unplugged device is told once", async () => {
  const tracks = both();
  const { media, take, preview } = media_with(async () => new FakeStream(tracks));
  media.open(1, true, true);
  await settled();
  take();
  tracks[1].unplug();
  media.stop(1, "camera");
  assert.deepEqual(take(), [["on_device_vanished", 1, "camera"]]);
  assert.equal(preview.srcObject, null);
});

test("a page without devices is an insecure one", async () => {
  const { media, take } = media_with(undefined);
  media.open(1, true, false);
  await settled();
  assert.deepEqual(take(), [["on_devices_failed", 1, "insecure"]]);
});

test("a failure nobody waits for any more is not told", async () => {
  const answer = deferred();
  const { media, take } = media_with(() => answer.promise);
  media.open(1, false, true);
  media.stop(1, "camera");
  answer.reject(new DOMException("Permission denied", "NotAllowedError"));
  await settled();
  assert.deepEqual(take(), []);
});

test("each failure has its cause", async () => {
  const permissions = (state) => ({ query: async () => ({ state }) });
  const cases = [
    ["NotFoundError", "Requested device not found", undefined, "missing"],
    ["OverconstrainedError", "", undefined, "missing"],
    ["NotReadableError", "Could not start video source", undefined, "in-use"],
    ["AbortError", "Starting videoinput failed", undefined, "in-use"],
    ["NotAllowedError", "Permission denied by system", permissions("prompt"), "blocked-by-system"],
    ["NotAllowedError", "Permission dismissed", permissions("prompt"), "dismissed"],
    ["NotAllowedError", "Permission denied", permissions("granted"), "denied"],
    ["NotAllowedError", "The request is not allowed by the user agent", permissions("prompt"), "dismissed"],
    ["NotAllowedError", "The request is not allowed by the user agent", permissions("denied"), "denied"],
    ["NotAllowedError", "The request is not allowed by the user agent", undefined, "denied"],
    ["SecurityError", "", undefined, "denied"],
    ["UnknownError", "", undefined, "other"],
  ];
  for (const [name, message, allowed, problem] of cases) {
    assert.equal(await problem_of(new DOMException(message, name), ["camera"], allowed), problem, `${name}: ${message}`);
  }
  assert.equal(await problem_of(undefined, ["camera"], undefined), "other");
});
