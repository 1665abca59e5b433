// Links: two people who open one are in a call with each other, a third is told that it is full, a personal one rings its owner.
import assert from "node:assert/strict";

import { have_let_go, see_and_hear_each_other } from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/person.js").Person} Person */
/** @typedef {import("./support/scenario.js").Stage} Stage */

/** Somebody in Chromium whose clipboard can be looked into. @param {Stage} stage @param {string} name */
async function host(stage, name) {
  const person = await stage.person(name);
  const { origin } = new URL(person.page.url());
  await person.page.browserContext().overridePermissions(origin, ["clipboard-read", "clipboard-sanitized-write"]);
  return person;
}

/** What was copied just now. @param {Person} person @param {string} button */
async function copies(person, button) {
  await person.page.bringToFront();
  await person.press("button", button);
  await person.hears("Link copied.");
  return eventually(`${person.label}'s clipboard holds a link`, async () => {
    const text = await person.page.evaluate(() => navigator.clipboard.readText());
    return text.includes("#") && text;
  });
}

/** Opens a link and joins; nobody of them has been here before. @param {Stage} stage @param {string} link @param {string} [name] @param {Parameters<Stage["arrival"]>[1]} [options] */
async function visitor(stage, link, name, options) {
  const person = await stage.arrival(name ?? "guest", options);
  await person.open(link);
  await person.sees("paragraph", /invite/);
  assert.equal(new URL(person.page.url()).hash, "", "the secret leaves the address bar");
  if (name) await person.type("Your name", name);
  await person.press("button", name ? "Join" : "Join without a name");
  return person;
}

/** @param {"chromium" | "firefox"} browser */
function two_meet(browser) {
  scenario(`a guest in ${browser} who opens a link is in a call with whoever made it`, async (stage) => {
    const ada = await host(stage, "Ada");
    const link = await copies(ada, "Copy link");
    await ada.sees("heading", "Your link waits for its second person");
    const ben = await visitor(stage, link, "Ben", { browser });
    await see_and_hear_each_other(ada, "Ada", ben, "Ben");
    assert.equal(await ada.find("dialog", /./), undefined, "who waits is not asked");

    // The meeting point outlives the call.
    await ben.hangs_up();
    for (const one of [ada, ben]) await one.press("button", "Back");
    await ada.sees("heading", "Ben is at your link, too");
    await ben.sees("heading", "Ada is at your link, too");
    await have_let_go(ada, ben);
    await ada.press("button", "Call again");
    for (const one of [ada, ben]) await one.sees("paragraph", "Connected");
    await ada.hangs_up();
    for (const one of [ada, ben]) await one.press("button", "Back");
    await ada.press("button", "Close link");
    await ada.sees_no("heading", /link/);
    await ben.sees("heading", "You are the first at this link");
  });
}
two_meet("chromium");
two_meet("firefox");

scenario("a third visitor is told that the link is full, and what to do", async (stage) => {
  const ada = await host(stage, "Ada");
  const link = await copies(ada, "Copy link");
  const ben = await visitor(stage, link);
  for (const one of [ada, ben]) await one.sees("paragraph", "Connected");
  const cleo = await visitor(stage, link, "Cleo");
  await cleo.is_alerted("Two people are already in this link. Ask for a new link.");
  await cleo.sees("heading", "You are Cleo");
  await cleo.sees("button", "Copy link");
  await cleo.press("button", "Close");
  await cleo.sees_no("paragraph", /already in this link/);
  await ada.hangs_up();
});

scenario("an invitation and a waiting link survive a reload, and closing forgets them", async (stage) => {
  const ada = await host(stage, "Ada");
  const link = await copies(ada, "Copy link");
  await ada.page.reload();
  await ada.sees("heading", "Your link waits for its second person");

  const ben = await stage.arrival("Ben");
  await ben.open(link);
  await ben.sees("paragraph", /invite/);
  await ben.page.reload();
  await ben.sees("paragraph", /invite/);
  await ben.type("Your name", "Ben");
  await ben.press("button", "Join");
  for (const one of [ada, ben]) await one.sees("paragraph", "Connected");
  await ben.hangs_up();
  await ben.press("button", "Back");
  await ben.press("button", "Close link");
  await ben.page.reload();
  await ben.sees("heading", "You are Ben");
  assert.equal(await ben.find("button", "Close link"), undefined);
});

scenario("a link put into the address bar of an open page is followed", async (stage) => {
  const ada = await host(stage, "Ada");
  const link = await copies(ada, "Copy link");
  const ben = await stage.person("Ben");
  await ben.page.evaluate((hash) => { location.hash = hash; }, new URL(link).hash);
  for (const one of [ada, ben]) await one.sees("paragraph", "Connected");
  await ada.hangs_up();
});

scenario("a personal link rings its owner", async (stage) => {
  const ada = await host(stage, "Ada");
  const link = await copies(ada, "Copy personal link");
  const ben = await visitor(stage, link, "Ben");
  await ada.sees("dialog", "Incoming video call from Ben");
  await ada.press("button", "Accept");
  for (const one of [ada, ben]) await one.sees("paragraph", "Connected");
  await ben.hangs_up();
  await ben.press("button", "Back");
  await ben.page.reload();
  await ben.sees("heading", "You are Ben");
  await ada.sees("heading", "Ben hung up");
  assert.equal(await ada.find("dialog", /./), undefined, "it rings once");
});

scenario("where the clipboard is refused the link can be copied by hand", async (stage) => {
  const ada = await stage.arrival("Ada");
  await ada.page.evaluateOnNewDocument(() => {
    Clipboard.prototype.writeText = () => Promise.reject(new DOMException("denied", "NotAllowedError"));
  });
  await ada.open((await stage.server()).address);
  await ada.join("Ada");
  await ada.press("button", "Copy link");
  const { value } = await ada.sees("textbox", "Link");
  assert.match(value, /#room=[\w-]{22}$/);
  await ada.press("textbox", "Link");
  await ada.page.keyboard.type("x");
  assert.equal((await ada.sees("textbox", "Link")).value, value, "it is there to be copied, not changed");
  const ben = await visitor(stage, value, "Ben");
  for (const one of [ada, ben]) await one.sees("paragraph", "Connected");
  await ben.hangs_up();
});

scenario("the secret of a link is in no request, no log and no recording", { server: ["--log-level", "debug"] }, async (stage) => {
  const server = await stage.server();
  const ada = await stage.arrival("Ada");
  /** @type {string[]} */
  const requests = [];
  ada.page.on("request", (request) => requests.push(`${request.url()} ${request.postData() ?? ""} ${JSON.stringify(request.headers())}`));
  await ada.open(`${server.address}/?record`);
  await ada.join("Ada");
  await ada.page.browserContext().overridePermissions(server.address, ["clipboard-read", "clipboard-sanitized-write"]);
  const link = await copies(ada, "Copy link");
  const secret = /room=([\w-]+)/.exec(link)?.[1] ?? "";
  assert.equal(secret.length, 22);
  const ben = await visitor(stage, link, "Ben");
  for (const one of [ada, ben]) await one.sees("paragraph", "Connected");
  await ben.hangs_up();
  /** @type {string} */
  const recording = await ada.page.evaluate(() => new Promise((resolve) => {
    dispatchEvent(new CustomEvent("parley-recording", { detail: resolve }));
  }));
  assert.ok(recording.includes("links-made"), "the recording tells that there is a link");
  for (const text of [recording, ...requests, ...server.log]) assert.ok(!text.includes(secret), text.slice(0, 300));
});
