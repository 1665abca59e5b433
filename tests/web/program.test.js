import assert from "node:assert/strict";
import { test } from "node:test";

import { one_call_at_a_time } from "../../web/program.js";

/** @param {Partial<Record<string, (...given: any[]) => unknown>>} functions */
const entered = (functions) => one_call_at_a_time(/** @type {any} */ (functions));

test("a call from within a call waits until that one has returned", () => {
  const heard = /** @type {string[]} */ ([]);
  const program = entered({
    on_focus: (id) => {
      heard.push(`${id} in`);
      if (id === "a") {
        program.on_focus("b", true);
        program.on_timer("redraw");
      }
      heard.push(`${id} out`);
    },
    on_timer: (name) => void heard.push(name),
  });
  program.on_focus("a", true);
  assert.deepEqual(heard, ["a in", "a out", "b in", "b out", "redraw"]);
});

test("a call that fails says so to its caller, and those behind it are made with the next", () => {
  const heard = /** @type {string[]} */ ([]);
  const program = entered({
    on_woke: () => {
      program.on_timer("first");
      throw new Error("failed");
    },
    on_timer: (name) => void heard.push(name),
  });
  assert.throws(() => program.on_woke(), /failed/);
  program.on_timer("second");
  assert.deepEqual(heard, ["first", "second"]);
});

test("what answers is asked directly", () => {
  assert.equal(entered({ recording: () => "lines" }).recording(), "lines");
});
