import assert from "node:assert/strict";
import { test } from "node:test";

import { create_features } from "../../web/features.js";
import { deferred, settled } from "./support/fakes.js";

/** Features whose modules come when the test says so. */
function features() {
  const fetched = [];
  const notes = [];
  const load = () => {
    const coming = deferred();
    fetched.push(coming);
    return coming.promise;
  };
  return { fetched, notes, ...create_features({ load, note: (words) => notes.push(words) }) };
}

test("commands wait for the modules and keep their order", async () => {
  const { carry_out, fetched } = features();
  const done = [];
  carry_out("tones.play", { tone: "ring" });
  carry_out("tones.stop", {});
  assert.equal(fetched.length, 1);
  fetched[0].resolve({ tones: { play: ({ tone }) => done.push(tone), stop: () => done.push("stop") } });
  await settled();
  assert.deepEqual(done, ["ring", "stop"]);
  carry_out("tones.play", { tone: "again" });
  assert.deepEqual(done, ["ring", "stop", "again"]);  // within the caller's task
});

test("a fetch that failed is tried again by the next command, and nothing is lost", async () => {
  const { carry_out, fetched, notes } = features();
  const done = [];
  carry_out("tones.play", { tone: "ring" });
  fetched[0].reject(new Error("offline"));
  await settled();
  assert.match(notes[0], /offline/);
  carry_out("tones.stop", {});
  fetched[1].resolve({ tones: { play: ({ tone }) => done.push(tone), stop: () => done.push("stop") } });
  await settled();
  assert.deepEqual(done, ["ring", "stop"]);
});

test("a module that throws or rejects is written down and stops nothing", async () => {
  const { carry_out, fetched, notes } = features();
  const done = [];
  carry_out("a.throws", {});
  carry_out("a.rejects", {});
  carry_out("a.works", {});
  carry_out("a.unknown", {});
  fetched[0].resolve({
    a: {
      throws() {
        throw new Error("one");
      },
      rejects: () => Promise.reject(new Error("two")),
      works: () => done.push("works"),
    },
  });
  await settled();
  assert.deepEqual(done, ["works"]);
  assert.deepEqual(notes.map((words) => words.split(":")[0]), ["a.throws", "no module for a.unknown", "a.rejects"]);
});
