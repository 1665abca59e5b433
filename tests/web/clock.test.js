import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { create_clock } from "../../web/clock.js";
import { recorder } from "./support/fakes.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

test("a timer passes once", () => {
  const { report, take } = recorder();
  create_clock(report).start("ring-limit", 100);
  mock.timers.tick(99);
  assert.deepEqual(take(), []);
  mock.timers.tick(500);
  assert.deepEqual(take(), [["on_timer", "ring-limit"]]);
});

test("starting a timer again moves it, stopping ends it", () => {
  const { report, take } = recorder();
  const clock = create_clock(report);
  clock.start("pong", 100);
  mock.timers.tick(60);
  clock.start("pong", 100);
  clock.start("setup", 10);
  clock.stop("setup");
  clock.stop("never started");
  mock.timers.tick(60);
  assert.deepEqual(take(), []);
  mock.timers.tick(40);
  assert.deepEqual(take(), [["on_timer", "pong"]]);
});
