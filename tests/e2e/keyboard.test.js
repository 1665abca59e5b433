// A whole call without a mouse: everything is reached by Tab, pressed by Enter and Space, and the focus is never lost.
import assert from "node:assert/strict";

import { have_let_go, hears_sound } from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/person.js").Person} Person */

/** The screen has changed and the focus went along: it is on something, not on the page. @param {Person} person */
async function has_focus_somewhere(person) {
  await eventually(`${person.label}'s focus is on something`, async () => (await person.focused()) !== "BODY", {
    describe: () => person.describe(), limit_ms: 2000,
  });
}

/** @param {Person} person @param {string} role @param {string | RegExp} name @param {import("puppeteer-core").KeyInput} [key] */
async function presses_by_key(person, role, name, key = "Enter") {
  await person.sees(role, name);
  await person.tab_to(role, name);
  await person.page.keyboard.press(key);
}

/** The dialog is deaf to keys for a moment, since somebody may be typing when it comes. @param {Person} person @param {string} answer */
async function answers_by_key(person, answer) {
  await person.tab_to("button", answer);
  await eventually(`${person.label} answers with ${answer}`, async () => {
    await person.page.keyboard.press("Enter");
    return !(await person.find("dialog", /./));
  });
}

scenario("a whole call by the keyboard alone, at both ends", async (stage) => {
  const { address } = await stage.server();
  const ada = await stage.arrival("Ada");
  const ben = await stage.arrival("Ben");
  for (const [person, name] of /** @type {[Person, string][]} */ ([[ada, "Ada"], [ben, "Ben"]])) {
    await person.open(address);
    await person.tab_to("textbox", "Your name");
    await person.page.keyboard.type(name);
    await person.page.keyboard.press("Enter");
    await person.sees("heading", `You are ${name}`);
    await has_focus_somewhere(person);
  }
  await ada.tab_to("textbox", "Call someone");
  await ada.page.keyboard.type("Ben");
  await ada.page.keyboard.press("Enter");  // is Video call
  await ada.sees("heading", "Calling Ben");
  await has_focus_somewhere(ada);
  await presses_by_key(ada, "button", "Mute microphone", "Space");
  await ada.sees("button", "Unmute microphone");
  assert.equal(await ada.focused(), "button Unmute microphone");
  await ada.page.keyboard.press("Space");
  await ada.sees("button", "Mute microphone");

  await ben.sees("dialog", "Incoming video call from Ada");
  await eventually("the dialog has the focus", async () => (await ben.focused()) === "dialog Incoming video call from Ada");
  await answers_by_key(ben, "Accept without video");
  for (const one of [ada, ben]) {
    await one.sees("paragraph", "Connected");
    await has_focus_somewhere(one);
    await hears_sound(one);
  }
  await presses_by_key(ben, "button", "Turn camera on");
  await ben.sees("button", "Turn camera off");
  assert.equal(await ben.focused(), "button Turn camera off");
  await presses_by_key(ben, "button", "Hang up", "Space");
  await ben.sees("heading", "You hung up");
  await ada.sees("heading", "Ben hung up");
  for (const one of [ada, ben]) await has_focus_somewhere(one);
  await presses_by_key(ada, "button", "Call again");
  await ben.sees("dialog", "Incoming video call from Ada");
  await answers_by_key(ben, "Decline");
  await ada.sees("heading", "Ben declined");
  for (const one of [ada, ben]) await has_focus_somewhere(one);
  await presses_by_key(ada, "button", "Back");
  for (const one of [ada, ben]) {
    await one.sees("heading", /^You are /);
    await has_focus_somewhere(one);
  }
  await have_let_go(ada, ben);
});

scenario("a dialog keeps the focus inside, and gives it back where it was", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ben.tab_to("textbox", "Call someone");
  await ben.page.keyboard.type("Al");
  await ada.press("button", "Video call Ben");
  await ben.sees("dialog", "Incoming video call from Ada");
  const shines_through = await ben.page.evaluate(() =>
    [...document.querySelectorAll("input")].some((input) => input.checkVisibility({ opacityProperty: true })));
  assert.equal(shines_through, false, "a field's text lies over everything, also over a dialog");
  const inside = new Set();
  for (let step = 0; step < 8; step += 1) {
    await ben.page.keyboard.press("Tab");
    inside.add(await ben.focused());
  }
  inside.delete("BODY");  // between the last and the first the browser's own controls have their turn
  assert.deepEqual([...inside].sort(), ["button Accept", "button Accept without video", "button Decline"]);
  await ada.press("button", "Cancel call");
  await ben.sees_no("dialog", /./);
  await eventually("the focus is back", async () => (await ben.focused()) === "textbox Call someone", {
    describe: async () => `it is on ${await ben.focused()}`, limit_ms: 2000,
  });
  assert.equal((await ben.sees("textbox", "Call someone")).value, "Al");
});

scenario("a key pressed in the moment in which it rings answers nothing", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ben.tab_to("textbox", "Call someone");
  // Somebody who types and confirms on and on while the dialog comes up.
  let typing = true;
  const typist = (async () => {
    while (typing) await ben.page.keyboard.type("x\n ", { delay: 5 });
  })();
  await ada.press("button", "Video call Ben");
  await ben.sees("dialog", "Incoming video call from Ada");
  typing = false;
  await typist;
  await ben.sees("dialog", "Incoming video call from Ada");
  await ada.sees("heading", "Calling Ben");
  await ben.press("button", "Decline");
});

scenario("every control of each screen is reached by Tab, in reading order", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  /** @param {Person} person */
  const tab_order = async (person) => {
    await person.page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
    /** @type {string[]} */
    const order = [];
    for (let step = 0; step < 30; step += 1) {
      await person.page.keyboard.press("Tab");
      const focused = await person.focused();
      if (order.includes(focused)) break;
      if (focused !== "BODY") order.push(focused);
    }
    return order;
  };
  /** @param {Person} person */
  const controls = async (person) => (await person.everything())
    .filter(({ role }) => ["button", "textbox", "combobox"].includes(role)).map(({ role, name }) => `${role} ${name}`);
  /** @param {Person} person */
  const is_complete = async (person) => {
    const expected = await controls(person);
    const order = await tab_order(person);
    // A circle: where it begins depends on where the focus was.
    assert.deepEqual([...order].sort(), [...expected].sort());
  };
  await is_complete(ada);
  await ada.calls("Ben");
  await ada.sees("button", "Mute microphone");  // the devices are open: nothing changes by itself any more
  await ada.sees("button", "Turn camera off");
  await is_complete(ada);
  await ben.press("button", "Accept");
  await ada.sees("paragraph", "Connected");
  await ada.sees("button", "Picture in picture");  // which comes with Ben's picture
  await is_complete(ada);
  await ada.hangs_up();
  await is_complete(ada);
});
