import assert from "node:assert/strict";
import { test } from "node:test";

import { create_remote } from "../../web/remote.js";
import { fake_player, FakeStream, FakeTrack, recorder, settled } from "./support/fakes.js";

const blocked = () => Promise.reject(new DOMException("play() can only be initiated by a user gesture.", "NotAllowedError"));

function remote_with(plays) {
  const { report, take } = recorder();
  const video = fake_player();
  const screen = fake_player();
  const audio = fake_player(plays);
  const remote = create_remote({ report, video, screen, audio, stream_of: (tracks) => new FakeStream(tracks) });
  return { remote, video, screen, audio, take };
}

test("picture and sound go into their elements by transceiver", () => {
  const { remote, video, screen: picture, audio } = remote_with();
  const [voice, camera, screen, screen_sound] = ["audio", "video", "video", "audio"].map((kind) => new FakeTrack(kind));
  const call = {};
  remote.show(call, "microphone", voice);
  remote.show(call, "camera", camera);
  remote.show(call, "screen", screen);
  remote.show(call, "screen_audio", screen_sound);
  assert.deepEqual(video.srcObject.tracks, [camera]);
  assert.deepEqual(picture.srcObject.tracks, [screen]);
  assert.deepEqual(audio.srcObject.tracks, [voice, screen_sound]);
});

test("sound that the browser holds back is told, and played on request", async () => {
  const { remote, audio, take } = remote_with(blocked);
  remote.show({}, "microphone", new FakeTrack("audio"));
  await settled();
  assert.deepEqual(take(), [["on_sound_blocked", true]]);
  audio.plays = () => Promise.resolve();
  remote.play_sound();
  await settled();
  assert.deepEqual(take(), [["on_sound_blocked", false]]);
});

test("a call that is over leaves nothing behind, a newer one stays", async () => {
  const { remote, video, screen, audio, take } = remote_with(blocked);
  const [old, now] = [{}, {}];
  remote.show(old, "camera", new FakeTrack("video"));
  remote.show(now, "camera", new FakeTrack("video"));
  remote.show(now, "microphone", new FakeTrack("audio"));
  await settled();
  remote.forget(old);
  assert.notEqual(video.srcObject, null);
  remote.forget(now);
  assert.deepEqual([video.srcObject, screen.srcObject, audio.srcObject], [null, null, null]);
  assert.deepEqual(take(), [["on_sound_blocked", true], ["on_sound_blocked", false]]);
});

test("the speaker is the chosen one, where browsers let one choose", async () => {
  const { remote, audio } = remote_with();
  assert.equal(remote.can_choose_speaker(), false);
  await remote.set_speaker("usb");
  audio.setSinkId = async (id) => void (audio.sink = id);
  assert.equal(remote.can_choose_speaker(), true);
  await remote.set_speaker("usb");
  assert.equal(audio.sink, "usb");
});
