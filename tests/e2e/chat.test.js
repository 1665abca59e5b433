// Text between people: to one, to everybody, within a call; what becomes of a line, also when the socket breaks or the page is
// loaded anew.
import assert from "node:assert/strict";

import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";
import { Wire } from "./support/wire.js";

/** @typedef {import("./support/person.js").Person} Person */

const DELIVERED = /^Delivered, \d\d?:\d\d$/;
const NO_SOCKET = /WebSocket connection to|ERR_CONNECTION|ERR_EMPTY_RESPONSE|\/version/;

/** In the open chat. @param {Person} person @param {string} text */
async function says(person, text) {
  await person.type("Message", text);
  await person.page.keyboard.press("Enter");
  await person.sees("textbox", "Message", { that: ({ value }) => value === "" });
}

/** So often this line stands there. @param {Person} person @param {string} text */
async function times(person, text) {
  return (await person.everything()).filter(({ role, name }) => role === "paragraph" && name === text).length;
}

/** @param {Person} person */
const opens_chat = (person) => person.press("button", "Chat");

for (const browser of /** @type {const} */ (["chromium", "firefox"])) {
  scenario(`two people write to each other and see what became of it, one in ${browser}`, async (stage) => {
    const { ada, ben } = await stage.ada_and_ben({}, { browser });
    await ada.press("button", "Message Ben");
    await ada.sees("dialog", "Chat");
    await ada.sees("tab", "Ben", { that: ({ checked }) => checked });
    await says(ada, "Can you see the plan?");
    await ada.sees("paragraph", "Can you see the plan?");
    await ada.sees("paragraph", DELIVERED);
    await ben.hears("Message from Ada: Can you see the plan?");
    await ben.sees("button", "Chat", { that: ({ description }) => description === "1 unread message" });
    await opens_chat(ben);
    await ben.sees("tab", "Ada", { that: ({ description }) => description === "1 unread message" });
    await ben.press("tab", "Ada");
    await ben.sees("paragraph", "Can you see the plan?");
    await ben.sees("paragraph", /^Ada, \d\d?:\d\d$/);
    await ben.sees("tab", "Ada", { that: ({ description }) => description === "" });
    await says(ben, "نعم، الآن");
    await ada.sees("paragraph", "نعم، الآن");
    await ben.press("button", "Close chat");
    await ben.sees("button", "Chat", { that: ({ description }) => description === "" });
  });
}

scenario("a line to everybody reaches everybody", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  const eve = await stage.person("Eve");
  await opens_chat(ada);
  await ada.sees("paragraph", "Everybody who is online sees this.");
  await says(ada, "Lunch at noon?");
  await ada.sees("paragraph", /^Sent, /);
  for (const one of [ben, eve]) {
    await one.hears("Message from Ada to everyone: Lunch at noon?");
    await opens_chat(one);
    await one.sees("paragraph", "Lunch at noon?");
  }
});

scenario("somebody is found by name to write to, and whoever is gone is told as the reason", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await opens_chat(ada);
  await ada.type("Find someone", "be");
  await ada.press("button", "Message Ben");
  await says(ada, "Hello");
  await ada.sees("paragraph", DELIVERED);
  await ben.press("button", "Sign out");
  await ada.sees("paragraph", "Ben is not online. A message needs both of you here.");
  await says(ada, "Still there?");
  await ada.sees("paragraph", /^Not sent\. Ben is not online\./);
  await ada.press("button", "Try again: Still there?");
  await ada.sees("paragraph", /^Not sent\. Ben is not online\./);
});

scenario("within a call the chat stands beside it, its links are the browser's, and it ends with the call", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben", "Voice");
  await ben.press("button", "Accept");
  for (const one of [ada, ben]) {
    await one.sees("paragraph", "Connected");
    await opens_chat(one);
    await one.sees("region", "Chat");
    await one.sees("paragraph", "Only the two of you see this. It ends with the call.");
  }
  await says(ada, "See https://example.org/plan, and javascript:alert(1)");
  await ben.sees("link", "https://example.org/plan");
  const link = await ben.page.evaluate(() => {
    const found = [...document.querySelectorAll("a")].find(({ textContent }) => textContent === "https://example.org/plan");
    return { href: found?.href, target: found?.target, rel: found?.rel };
  });
  assert.deepEqual(link, { href: "https://example.org/plan", target: "_blank", rel: "noopener noreferrer" });
  assert.equal((await ben.everything()).filter(({ role }) => role === "link").length, 1);
  await ada.sees("paragraph", DELIVERED);
  await ada.photograph("screenshots", "call-chat-desktop");
  await ada.press("button", "Close chat");
  await ada.sees_no("region", "Chat");
  await says(ben, "Yes, clear now 🌿");
  await ada.hears("Message from Ben: Yes, clear now 🌿");
  await ada.sees("button", "Chat", { that: ({ description }) => description === "1 unread message" });
  await ada.hangs_up();
  await ben.sees("heading", "Ada hung up");
  await ben.press("button", "Back");
  await opens_chat(ben);
  assert.equal(await ben.find("paragraph", "Yes, clear now 🌿"), undefined);
});

scenario("a line that is written while the socket is down arrives once it is back, and once only", async (stage) => {
  const wire = await Wire.open((await stage.server()).port);
  stage.at_end(() => wire.close());
  const { ada, ben } = await stage.ada_and_ben({ address: wire.address });
  ada.expects_trouble(NO_SOCKET);
  await ada.press("button", "Message Ben");
  await says(ada, "First");
  await ada.sees("paragraph", DELIVERED);
  wire.go_down();
  await says(ada, "Second");
  await ada.sees("paragraph", "Sending");
  wire.come_up();
  await ada.sees_no("paragraph", "Sending", { limit_ms: 20_000 });
  await ada.sees("paragraph", DELIVERED);
  await opens_chat(ben);
  await ben.press("tab", "Ada");
  await ben.sees("paragraph", "Second");
  await says(ben, "Got both");
  await ada.sees("paragraph", "Got both");
  for (const text of ["First", "Second", "Got both"]) {
    assert.equal(await times(ada, text), 1);
    assert.equal(await times(ben, text), 1);
  }
});

scenario("lines outlive a reload of the page, and signing out drops them", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.press("button", "Message Ben");
  await says(ada, "Remember this");
  await ada.sees("paragraph", DELIVERED);
  await ada.page.reload();
  await ada.sees("heading", "You are Ada");
  await opens_chat(ada);
  await ada.press("tab", "Ben");
  await ada.sees("paragraph", "Remember this");
  await ada.sees("paragraph", DELIVERED);
  assert.equal(await times(ada, "Remember this"), 1);
  await ada.press("button", "Close chat");
  await ada.press("button", "Sign out");
  await ada.sees("button", "Join");
  await eventually("nothing of it is kept", () => ada.page.evaluate(() => sessionStorage.getItem("parley.chat") === null));
  await ada.join("Ada");
  await opens_chat(ada);
  assert.equal(await ada.find("tab", "Ben"), undefined);
  await ben.sees("button", "Video call Ada");
});

scenario("a line is copied with the keyboard alone", async (stage) => {
  const { ada } = await stage.ada_and_ben();
  await ada.press("button", "Message Ben");
  await says(ada, "Copy me");
  await ada.sees("paragraph", DELIVERED);
  await ada.tab_to("button", "Copy message: Copy me");
  await ada.page.keyboard.press("Enter");
  await ada.hears(/^(Message copied\.|This browser does not let the page copy\.)/);
});
