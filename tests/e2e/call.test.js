// A call between two people: how it begins, what it carries, and how it ends.
import assert from "node:assert/strict";

import { has_captured_nothing, have_let_go, holdings, see_and_hear_each_other } from "./support/media.js";
import { scenario } from "./support/scenario.js";

scenario("a video call by name carries moving pictures and growing sound both ways, and leaves nothing behind", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ada.sees("heading", "Calling Ben");
  await ben.sees("dialog", "Incoming video call from Ada");
  await has_captured_nothing(ben);
  await ben.press("button", "Accept");
  for (const one of [ada, ben]) await one.sees("paragraph", "Connected");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await ada.hangs_up();
  await ada.sees("heading", "You hung up");
  await ben.sees("heading", "Ada hung up");
  await have_let_go(ada, ben);
  assert.equal((await holdings(ada)).open_peers, 0);
});
