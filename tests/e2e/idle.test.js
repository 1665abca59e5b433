// Idle: who is online, live, and the distinct answers to a call that cannot be.
import assert from "node:assert/strict";

import { has_captured_nothing } from "./support/media.js";
import { scenario } from "./support/scenario.js";

scenario("people come, are busy, are free again and go, in everybody's list", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  const cleo = await stage.person("Cleo");
  for (const name of ["Ada", "Ben"]) {
    await cleo.sees("button", `Voice call ${name}`);
    await cleo.sees("button", `Video call ${name}`);
  }
  await ada.calls("Ben", "Voice");
  await ben.press("button", "Accept");
  await cleo.sees("paragraph", "Busy, in a call");
  await cleo.sees("list", "People online");
  await ada.hangs_up();
  await ada.press("button", "Back");
  await ben.press("button", "Back");
  await cleo.sees_no("paragraph", "Busy, in a call");
  await ben.page.close();
  stage.people = stage.people.filter((one) => one !== ben);
  await cleo.sees_no("button", "Video call Ben");
  await cleo.sees("button", "Video call Ada");
});

scenario("unknown, offline, busy, oneself and no name at all are five different answers at the field", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  const cleo = await stage.person("Cleo");
  const dan = await stage.person("Dan");
  await ada.sees("button", "Video call Dan");
  await dan.press("button", "Sign out");
  await ada.sees_no("button", "Video call Dan");
  await ben.calls("Cleo");
  await cleo.sees("dialog", "Incoming video call from Ben");

  /** @type {[string, RegExp][]} */
  const answers = [
    ["Zoe", /^Nobody here is called Zoe\. Check the spelling\.$/],
    ["Dan", /^Dan is not online\. Try later\.$/],
    ["cleo", /^Cleo is in another call\. Call again in a while\.$/i],
    ["ADA", /^That is your own name\. Choose someone else\.$/],
  ];
  for (const media of /** @type {const} */ (["Video", "Voice"])) {
    for (const [name, words] of answers) {
      await ada.calls(name, media);
      const field = await ada.sees("textbox", "Call someone", { that: ({ description }) => words.test(description) });
      assert.ok(field.invalid);
      assert.equal(field.value, name);
      await ada.is_alerted(words);
    }
  }
  await ada.press("button", "Clear");
  await ada.press("button", "Video call");
  await ada.is_alerted(/^A call needs a name\./);
  assert.equal(await ada.focused(), "textbox Call someone");
  await has_captured_nothing(ada);
  await ada.sees("heading", "You are Ada");
});

scenario("what is typed filters the list, and Clear shows everybody again", async (stage) => {
  const { ada } = await stage.ada_and_ben();
  await stage.person("Cleo");
  await ada.sees("button", "Video call Cleo");
  await ada.type("Call someone", "cl");
  await ada.sees_no("button", "Video call Ben");
  await ada.sees("button", "Video call Cleo");
  await ada.press("button", "Clear");
  await ada.sees("button", "Video call Ben");
});

scenario("an error at the field is gone once a call begins", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Zoe");
  await ada.is_alerted(/^Nobody here is called Zoe/);
  await ada.calls("Ben");
  await ben.press("button", "Decline");
  await ada.press("button", "Back");
  const field = await ada.sees("textbox", "Call someone");
  assert.equal(field.invalid, false);
  assert.equal((await ada.sees("alert", /^$/)).name, "");
});
