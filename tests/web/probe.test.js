import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { create_probe } from "../../web/probe.js";
import { recorder, settled } from "./support/fakes.js";

const address = "http://localhost:8081/version";

test("any answer means that a server is there", async () => {
  const { report, take } = recorder();
  create_probe({ address, report, request: async () => ({ status: 404 }) }).ask(7);
  await settled();
  assert.deepEqual(take(), [["on_probe_answered", 7, true]]);
});

test("no answer means out of reach", async () => {
  const { report, take } = recorder();
  create_probe({ address, report, request: () => Promise.reject(new TypeError("Failed to fetch")) }).ask(8);
  await settled();
  assert.deepEqual(take(), [["on_probe_answered", 8, false]]);
});

test("a server that says nothing is given up", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { report, take } = recorder();
  const request = (_, { signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  create_probe({ address, report, request }).ask(9);
  await settled();
  assert.deepEqual(take(), []);
  mock.timers.tick(5000);
  await settled();
  assert.deepEqual(take(), [["on_probe_answered", 9, false]]);
  mock.timers.reset();
});
