import assert from "node:assert/strict";
import { test } from "node:test";

import { create_sharing } from "../../web/sharing.js";
import { deferred, FakeStream, FakeTrack, settled } from "./support/fakes.js";

/** @param {() => Promise<unknown>} answer of the browser's dialog */
function sharing_with(answer) {
  const reports = [];
  const sent = [];
  const asked = [];
  const sharing = create_sharing({
    report: (name, fields) => reports.push([name, fields]),
    note: () => {},
    send: (...what) => sent.push(what),
    devices: { getDisplayMedia: (wanted) => (asked.push(wanted), answer()) },
  });
  return { sharing, reports, sent, asked };
}

const refusal = (message) => Promise.reject(new DOMException(message, "NotAllowedError"));

test("what is chosen is told, and sent with its sound on the places for it", async () => {
  const [screen, sound] = [new FakeTrack("video"), new FakeTrack("audio")];
  const { sharing, reports, sent, asked } = sharing_with(() => Promise.resolve(new FakeStream([screen, sound])));
  sharing.choose({ capture: 1 });
  assert.equal(asked.length, 1, "within the gesture");
  await settled();
  assert.deepEqual(reports, [["sharing-chosen", { capture: 1, sound: true }]]);
  assert.equal(screen.contentHint, "detail");
  sharing.attach({ peer: 4, capture: 1 });
  assert.deepEqual(sent, [[4, "screen", screen], [4, "screen_audio", sound]]);
});

test("stopped from here, both tracks end and nothing is told", async () => {
  const [screen, sound] = [new FakeTrack("video"), new FakeTrack("audio")];
  const { sharing, reports, sent } = sharing_with(() => Promise.resolve(new FakeStream([screen, sound])));
  sharing.choose({ capture: 1 });
  await settled();
  sharing.attach({ peer: 4, capture: 0 });
  sharing.stop({ capture: 1 });
  assert.deepEqual([screen.readyState, sound.readyState], ["ended", "ended"]);
  assert.deepEqual(sent, [[4, "screen", null], [4, "screen_audio", null]]);
  assert.equal(reports.length, 1);
});

test("the browser's own stop is told", async () => {
  const screen = new FakeTrack("video");
  const { sharing, reports } = sharing_with(() => Promise.resolve(new FakeStream([screen])));
  sharing.choose({ capture: 2 });
  await settled();
  screen.unplug();
  assert.deepEqual(reports[1], ["sharing-stopped", { capture: 2 }]);
});

test("a screen that is chosen after the call is over is stopped at once", async () => {
  const { promise, resolve } = deferred();
  const screen = new FakeTrack("video");
  const { sharing, reports } = sharing_with(() => promise);
  sharing.choose({ capture: 1 });
  sharing.stop({ capture: 1 });
  resolve(new FakeStream([screen]));
  await settled();
  assert.equal(screen.readyState, "ended");
  assert.deepEqual(reports, []);
});

test("a refusal is told apart from a system that does not allow it and from what failed", async () => {
  const answers = [
    [() => refusal("Permission denied"), "refused"],
    [() => refusal("Permission denied by system"), "blocked-by-system"],
    [() => Promise.reject(new DOMException("no source", "NotReadableError")), "failed"],
    [() => Promise.resolve(new FakeStream([])), "failed"],
  ];
  for (const [answer, problem] of answers) {
    const { sharing, reports } = sharing_with(answer);
    sharing.choose({ capture: 3 });
    await settled();
    assert.deepEqual(reports, [["sharing-not-chosen", { capture: 3, problem }]]);
  }
});
