import assert from "node:assert/strict";
import { test } from "node:test";

import { create_rooms } from "../../web/rooms.js";
import { deferred, FakeTrack, recorder, settled } from "./support/fakes.js";

function rooms_with({ module = "room.js", load } = {}) {
  const { report, take } = recorder();
  const remote = recorder();
  const room = recorder();
  let options;
  const entered = { enter_room: (given) => ((options = given), room.report) };
  const rooms = create_rooms({ report, remote: remote.report, note: () => {}, server: "https://s/", module, load: load ?? (async () => entered) });
  return { rooms, take, remote, room, entered, options: () => options };
}

test("a part in a room takes the tracks that were attached before it was there", async () => {
  const { rooms, room, options } = rooms_with();
  const track = new FakeTrack("audio");
  rooms.join(3, "call-1", "p-1", "t-1");
  rooms.replace_track(3, "microphone", track);
  assert.equal(rooms.has(3), true);
  assert.deepEqual(room.take(), []);
  await settled();
  assert.deepEqual(room.take(), [["send", "microphone", track]]);
  const { server, call, person, token } = options();
  assert.deepEqual([server, call, person, token], ["https://s/", "call-1", "p-1", "t-1"]);
  rooms.replace_track(3, "microphone", null);
  rooms.mute(true);
  assert.deepEqual(room.take(), [["send", "microphone", null], ["mute", true]]);
});

test("what the room says carries the number of the part", async () => {
  const { rooms, take, remote, options } = rooms_with();
  rooms.join(3, "call-1", "p-1", "t-1");
  await settled();
  const track = new FakeTrack("video");
  options().state("connected");
  options().pulse(42);
  options().media(true, false);
  options().show("camera", track);
  options().failed("refused", new Error("no"));
  assert.deepEqual(take(), [["on_ice_changed", 3, "connected"], ["on_pulse", 3, 42, false], ["on_room_media", 3, true, false],
    ["on_room_failed", 3, "refused", "Error: no"]]);
  assert.deepEqual(remote.take().map(([what, , ...values]) => [what, ...values]), [["show", "camera", track]]);
});

test("a copy that was built without the media server's client says so", async () => {
  const { rooms, take } = rooms_with({ module: "", load: () => assert.fail("loads") });
  rooms.join(3, "call-1", "p-1", "t-1");
  await settled();
  assert.deepEqual(take().map((call) => call.slice(0, 3)), [["on_room_failed", 3, "absent"]]);
});

test("a module that cannot be fetched leaves the media server out of reach", async () => {
  const { rooms, take } = rooms_with({ load: () => Promise.reject(new TypeError("Failed to fetch")) });
  rooms.join(3, "call-1", "p-1", "t-1");
  await settled();
  assert.deepEqual(take(), [["on_room_failed", 3, "unreachable", "TypeError: Failed to fetch"]]);
});

test("a room that was left before its module came is never entered", async () => {
  const loading = deferred();
  const { rooms, room, take, entered, options, remote } = rooms_with({ load: () => loading.promise });
  rooms.join(3, "call-1", "p-1", "t-1");
  rooms.close(3);
  loading.resolve(entered);
  await settled();
  assert.equal(options(), undefined);
  assert.deepEqual([rooms.has(3), room.take(), take(), remote.take().map(([what]) => what)], [false, [], [], ["forget"]]);
});

test("closing leaves the room and takes its media off the page", async () => {
  const { rooms, room, remote } = rooms_with();
  rooms.join(3, "call-1", "p-1", "t-1");
  await settled();
  rooms.close(3);
  assert.deepEqual([room.take(), remote.take().map(([what]) => what)], [[["leave"]], ["forget"]]);
});
