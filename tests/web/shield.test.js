import assert from "node:assert/strict";
import { test } from "node:test";

import { shielded } from "../../web/shield.js";

test("what fails is written down and never thrown into the program", () => {
  const notes = [];
  const { works, fails } = shielded({ works: (x) => x + 1, fails: () => { throw new TypeError("no"); } }, (words) => notes.push(words));
  assert.equal(works(1), 2);
  assert.equal(fails(), undefined);
  assert.deepEqual(notes, ["fails: TypeError: no"]);
});
