// Entry: joining with and without a name, names that are refused, and servers that are not there, not ours or gone later.
import assert from "node:assert/strict";

import { scenario } from "./support/scenario.js";
import { SITE } from "./support/paths.js";
import { StaticSite } from "./support/static_site.js";
import { Wire } from "./support/wire.js";

/** What Chromium writes when a socket cannot be opened or breaks. It cannot be kept from it. */
const NO_SOCKET = /WebSocket connection to|ERR_CONNECTION|ERR_EMPTY_RESPONSE|\/version/;
/**
 * The words of a name that is refused stand at the field, and the typed text stays.
 * @param {import("./support/person.js").Person} person @param {string} name @param {RegExp} words
 */
async function is_refused(person, name, words) {
  await person.type("Your name", name);
  await person.press("button", "Join");
  await person.is_alerted(words);
  const field = await person.sees("textbox", "Your name", { that: ({ invalid }) => invalid });
  assert.match(field.description, words);
  assert.equal(field.value, name);
}

scenario("joins with a name", async (stage) => {
  const ada = await stage.person("Ada");
  await ada.sees("button", "Sign out");
});

scenario("Enter in the name's field is Join", async (stage) => {
  const ada = await stage.arrival("Ada");
  await ada.open((await stage.server()).address);
  await ada.type("Your name", "Ada");
  await ada.page.keyboard.press("Enter");
  await ada.sees("heading", "You are Ada");
});

scenario("joins without a name, under a readable one from the server", async (stage) => {
  const somebody = await stage.arrival("somebody");
  await somebody.open((await stage.server()).address);
  await somebody.press("button", "Join without a name");
  await somebody.sees("heading", /^You are [a-z]+-[a-z]+-\d+$/);
});

scenario("shows a name in any script as it was typed", async (stage) => {
  const grace = await stage.person("Ζωή 李雷 👩‍🔬");
  const ben = await stage.person("Ben");
  await ben.sees("button", "Video call Ζωή 李雷 👩‍🔬");
  await grace.sees("button", "Video call Ben");
});

scenario("a taken name is told at its field, whatever its case, and another one can be chosen", async (stage) => {
  await stage.person("Ada");
  const other = await stage.arrival("other");
  await other.open((await stage.server()).address);
  await is_refused(other, "aDA", /^The name aDA is taken\. Choose another, for example .+\.$/);
  await other.join("Ada Two");
  assert.equal(await other.find("alert", /taken/), undefined);
});

scenario("an invalid and a reserved name are told at their field", async (stage) => {
  const somebody = await stage.arrival("somebody");
  await somebody.open((await stage.server()).address);
  await is_refused(somebody, "x".repeat(33), /^A name has 1 to 32 characters/);
  await is_refused(somebody, "   ", /^A name has 1 to 32 characters/);
  await is_refused(somebody, "a\u202Eb", /^A name has 1 to 32 characters/);
  await is_refused(somebody, "Admin", /^The name Admin is reserved\. Choose another\.$/);
});

scenario("signing out leads to Entry, and the others see it", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ben.press("button", "Sign out");
  await ben.sees("button", "Join");
  await ada.sees_no("button", "Video call Ben");
});

scenario("a server that cannot be reached is told, with the next try, and joins once it is back", async (stage) => {
  const wire = await Wire.open((await stage.server()).port);
  stage.at_end(() => wire.close());
  const ada = await stage.arrival("Ada");
  ada.expects_trouble(NO_SOCKET);
  await ada.open(wire.address);
  const here = ada.page.waitForResponse((answer) => /rest\.\w+\.wasm$/.test(answer.url()));
  await ada.type("Your name", "Ada");
  await (await here).buffer();
  wire.go_down();
  await ada.press("button", "Join");
  await ada.is_alerted(/^The server cannot be reached\. Check that you are online\./);
  await ada.sees("timer", /Parley tries again in \d+ s\./);
  wire.come_up();
  await ada.sees("heading", "You are Ada");
});

scenario("a server that is gone before the page has its second part is told, and joins by itself once it is back", async (stage) => {
  const wire = await Wire.open((await stage.server()).port);
  stage.at_end(() => wire.close());
  const ada = await stage.arrival("Ada");
  ada.expects_trouble(/ERR_|request failed/);
  await ada.open(wire.address);
  wire.go_down();
  await ada.type("Your name", "Ada");
  await ada.press("button", "Join");
  await ada.is_alerted(/^The server cannot be reached\. Check that you are online\./);
  wire.come_up();
  await ada.sees("heading", "You are Ada");
});

scenario("a server that does not accept the page is told apart from one that is out of reach", async (stage) => {
  const site = await StaticSite.open(SITE, { server: (await stage.server()).address });
  stage.at_end(() => site.close());
  const ada = await stage.arrival("Ada");
  ada.expects_trouble(NO_SOCKET);
  await ada.open(site.address);
  await ada.type("Your name", "Ada");
  await ada.press("button", "Join");
  await ada.is_alerted("The server does not accept this page. Ask whoever runs it.");
  await ada.sees("button", "Join", { that: ({ disabled }) => !disabled });
});

scenario("a server of another version says so, and offers to reload", async (stage) => {
  const ada = await stage.arrival("Ada");
  await ada.page.evaluateOnNewDocument(() => {
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (/** @type {any} */ data) {
      const text = typeof data === "string" ? data : new TextDecoder().decode(data);
      return send.call(this, text.replace(/"version":\d+/, '"version":9999'));
    };
  });
  await ada.open((await stage.server()).address);
  await ada.type("Your name", "Ada");
  await ada.press("button", "Join");
  await ada.is_alerted("This page is older than the server. Reload to get the new version.");
  await ada.sees("button", "Reload");
});

scenario("a server that closes is told at once, and its return brings the same person back", async (stage) => {
  const server = await stage.server();
  const ada = await stage.person("Ada");
  ada.expects_trouble(NO_SOCKET);
  assert.equal(await server.stop(), 0);
  await ada.is_alerted(/^The server is restarting\. Parley tries again by itself/, 2000);
  await ada.sees("heading", "You are Ada");
  await stage.another_server([], { port: server.port });
  await ada.sees("paragraph", "Free. People here can ring you.");
  const ben = await stage.person("Ben", { address: server.address });
  await ben.sees("button", "Video call Ada");
});

scenario("a server that stays away leads to Entry with the reason and the next try, and back when it returns", async (stage) => {
  const server = await stage.server();
  const ada = await stage.person("Ada");
  ada.expects_trouble(NO_SOCKET);
  await server.kill();
  await ada.is_alerted(/^The server cannot be reached/, 3000);
  await ada.sees("button", "Join", { limit_ms: 25_000 });
  await ada.is_alerted(/^The server cannot be reached/);
  await ada.sees("timer", /Parley tries again in \d+ s\./);
  await stage.another_server([], { port: server.port });
  await ada.sees("heading", "You are Ada");
});
