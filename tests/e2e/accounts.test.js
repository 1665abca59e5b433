// Accounts: created, left and entered again, several tabs and devices, what an owner may do, and the calls of the last days.
import assert from "node:assert/strict";

import { browser_of } from "./support/browsers.js";
import { fits, has_no_axe_violations, is_what_the_browser_tells } from "./support/layout.js";
import { have_let_go } from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/person.js").Person} Person */
/** @typedef {import("./support/scenario.js").Stage} Stage */

const PASSWORD = "correct horse battery";
const ANOTHER = "staple of another kind";

/** A refusal is an answer like others; browsers write it into the console all the same. */
const REFUSED = /\b(400|401|409|429)\b/;

/** @param {Person} person @param {string} name @param {string} [password] @param {"Create account" | "Sign in"} [button] */
async function enter(person, name, password = PASSWORD, button = "Create account") {
  await person.type("Your name", name);
  await person.type("Password", password);
  await person.press("button", button);
  await person.sees("heading", `You are ${name}`);
}

/** Somebody with a new account. @param {Stage} stage @param {string} name @param {Parameters<Stage["arrival"]>[1]} [options] */
async function owner(stage, name, options) {
  const person = await stage.arrival(name, options);
  await person.open((await stage.server()).address);
  await enter(person, name);
  return person;
}

/** Another page for the same account on a device of its own. @param {Stage} stage @param {string} name */
async function on_another_device(stage, name) {
  const person = await stage.arrival(`${name} elsewhere`);
  await person.open((await stage.server()).address);
  await enter(person, name, PASSWORD, "Sign in");
  return person;
}

scenario("an account is created, left and entered again", async (stage) => {
  const ada = await owner(stage, "Ada");
  await ada.sees("button", "Account");
  await ada.press("button", "Sign out");
  await ada.sees("button", "Join");
  await ada.page.reload();
  await ada.sees("button", "Join");
  assert.equal((await ada.sees("textbox", "Your name")).value, "", "a browser that is signed out knows nobody");
  await ada.type("Your name", "ada");
  await ada.type("Password", PASSWORD);
  await ada.page.keyboard.press("Enter");  // is Sign in, once a password is typed
  await ada.sees("heading", "You are Ada");
});

scenario("a wrong password, a short one, a taken name and a guest's wish for it are told at their field", async (stage) => {
  const ada = await owner(stage, "Ada");
  const other = await stage.arrival("other");
  other.expects_trouble(REFUSED);
  await other.open((await stage.server()).address);
  await other.type("Your name", "Ada");
  await other.type("Password", "wrong horse battery");
  await other.press("button", "Sign in");
  await other.is_alerted("Name and password do not match. Check both and try again.");
  const field = await other.sees("textbox", "Password", { that: ({ invalid }) => invalid });
  assert.match(field.description, /do not match/);
  assert.equal(field.value, "wrong horse battery", "what was typed stays");

  await other.press("button", "Show password");
  await other.sees("button", "Hide password");
  assert.equal(await other.page.evaluate(() => document.querySelectorAll("input[type=password]").length), 0);

  await other.press("button", "Create account");
  await other.sees("textbox", "Your name", { that: ({ invalid, description }) => invalid && /taken|belongs/.test(description) });
  await other.type("Your name", "Bea");
  await other.type("Password", "short");
  await other.press("button", "Create account");
  await other.sees("textbox", "Password", { that: ({ invalid, description }) => invalid && /8/.test(description) });

  await other.type("Your name", "ADA");
  await other.press("button", "Join");
  await other.is_alerted(/^The name ADA belongs to an account\. Sign in with its password, or choose another\.$/);
  await ada.sees("heading", "You are Ada");
});

scenario("a reload and a new tab go in by themselves, and signing out leaves both", async (stage) => {
  const ada = await owner(stage, "Ada");
  await ada.page.reload();
  await ada.sees("heading", "You are Ada");
  const second = await stage.arrival("Ada's second tab", { context: ada.page.browserContext() });
  await second.page.goto((await stage.server()).address);
  await second.sees("heading", "You are Ada");
  await ada.press("button", "Sign out");
  await ada.sees("button", "Sign in");
  await second.sees("button", "Sign in");
  await second.is_alerted(/signed out/);
  await second.page.reload();
  await second.sees("button", "Join");
  assert.equal(await second.find("heading", "You are Ada"), undefined);
});

scenario("all tabs ring, the first to answer has the call, and the others say where", async (stage) => {
  const ada = await owner(stage, "Ada");
  const elsewhere = await on_another_device(stage, "Ada");
  const ben = await stage.person("Ben");
  await ben.calls("Ada", "Voice");
  await ada.sees("dialog", "Incoming voice call from Ben");
  await elsewhere.sees("dialog", "Incoming voice call from Ben");
  await elsewhere.press("button", "Accept");
  await ben.sees("paragraph", "Connected");
  await ada.sees("heading", /^Answered on Chrom\w+ on Linux$/);
  await ada.sees_no("dialog", /./);
  await ada.press("button", "Back");
  await ben.hangs_up();
  await elsewhere.sees("heading", "Ben hung up");
  await have_let_go(ben, elsewhere);
});

scenario("a guest who holds a name that becomes an account's is renamed and told", async (stage) => {
  const guest = await stage.person("Ada");
  await owner(stage, "Bea");
  const ada = await stage.arrival("owner");
  await ada.open((await stage.server()).address);
  await enter(ada, "Ada");
  await guest.hears(/^An account has the name Ada now\. You are .+\.$/);
  await guest.sees("heading", /^You are (?!Ada$).+/);
  await ada.sees("button", /^Video call (?!Ada$|Bea$)/);
});

scenario("an owner sees the devices, signs one out and changes the password", async (stage) => {
  const ada = await owner(stage, "Ada");
  const elsewhere = await on_another_device(stage, "Ada");
  await ada.press("button", "Account");
  await ada.sees("dialog", "Account");
  await eventually("the dialog has the focus", async () => (await ada.focused()) === "dialog Account");
  await ada.sees("list", "Signed in on");
  await ada.sees("paragraph", "This device");
  await is_what_the_browser_tells(ada, "account");
  await has_no_axe_violations(ada, "account");
  await ada.press("button", /^Sign out Chrom\w+ on Linux 2$/);
  await ada.hears(/^Chrom\w+ on Linux 2 is signed out\.$/);
  await ada.sees_no("button", /^Sign out Chrom\w+ on Linux 2$/);
  await elsewhere.is_alerted(/signed out/);
  await elsewhere.sees("button", "Sign in");

  ada.expects_trouble(REFUSED);
  await ada.type("Current password", "wrong horse battery");
  await ada.type("New password", ANOTHER);
  await ada.press("button", "Change password");
  await ada.is_alerted("That is not your password. Check it and try again.");
  await ada.sees("textbox", "Current password", { that: ({ invalid }) => invalid });
  await ada.type("Current password", PASSWORD);
  await ada.press("button", "Change password");
  await ada.hears(/^The password is changed\./);
  await ada.sees("textbox", "Current password", { that: ({ value }) => value === "" });
  await ada.page.keyboard.press("Escape");
  await ada.sees_no("dialog", /./);
  await eventually("the focus is back", async () => (await ada.focused()) === "button Account");

  await ada.press("button", "Sign out");
  await ada.type("Password", ANOTHER);
  await ada.press("button", "Sign in");
  await ada.sees("heading", "You are Ada");
});

scenario("an owner leaves everywhere, and for good", async (stage) => {
  const ada = await owner(stage, "Ada");
  const elsewhere = await on_another_device(stage, "Ada");
  await ada.press("button", "Account");
  await ada.sees("dialog", "Account");
  await ada.press("button", "Sign out everywhere");
  for (const page of [ada, elsewhere]) await page.sees("button", "Sign in");
  await enter(ada, "Ada", PASSWORD, "Sign in");
  await ada.press("button", "Account");
  await ada.type("Current password", PASSWORD);
  await ada.press("button", "Delete account");
  await ada.is_alerted(/Press Delete account again/);
  await ada.press("button", "Delete account");
  await ada.hears("The account Ada is deleted.");
  await ada.sees("button", "Join");
  const guest = await stage.person("Ada");
  await guest.sees("heading", "You are Ada");
});

scenario("the last calls are listed, missed ones marked, and called back with the same media", async (stage) => {
  const ada = await owner(stage, "Ada");
  const ben = await owner(stage, "Ben");
  assert.equal(await ada.find("list", "Recent calls"), undefined);
  await ben.calls("Ada", "Voice");
  await ada.sees("dialog", "Incoming voice call from Ben");
  await ben.press("button", "Cancel call");
  await ada.sees("list", "Recent calls");
  await ada.sees("paragraph", "Missed voice call");
  await ben.sees("paragraph", "Cancelled");
  await ada.press("button", "Call back Ben");
  await ben.sees("dialog", "Incoming voice call from Ada");
  await ben.press("button", "Decline");
  await ada.press("button", "Back");
  await ada.sees("paragraph", "Declined, 2 calls");
  await ben.sees("paragraph", "You declined, 2 calls");
  await ada.page.reload();
  await ada.sees("button", "Call back Ben");
  await have_let_go(ada, ben);
});

scenario("a guest sees the calls since he is here", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.sees("dialog", /./);
  await ben.press("button", "Decline");
  await ada.press("button", "Back");
  await ada.sees("button", "Call back Ben");
  await ben.sees("button", "Call back Ada");
  assert.equal(await ada.find("button", "Account"), undefined);
});

scenario("without guests, Entry says so", { server: ["--guests", "off"] }, async (stage) => {
  const ada = await stage.arrival("Ada");
  await ada.open((await stage.server()).address);
  await ada.type("Your name", "Ada");
  await ada.press("button", "Join");
  await ada.is_alerted("This server lets in only people with an account. Sign in, or create one.");
  await enter(ada, "Ada");
});

for (const [width, height] of [[320, 568], [390, 844], [844, 390], [1440, 900]]) {
  scenario(`accounts at ${width} x ${height}, light and dark`, { limit_ms: 150_000 }, async (stage) => {
    const { address } = await stage.server();
    for (const appearance of /** @type {const} */ (["light", "dark"])) {
      const name = appearance === "light" ? "Ada" : "Ben";
      const context = await (await browser_of("chromium")).createBrowserContext();
      stage.at_end(() => context.close());
      const person = await stage.arrival(name, { viewport: { width, height }, appearance, context });
      /** @param {string} screen */
      const judge = async (screen) => {
        await person.photograph("screenshots", `${screen}-${width}x${height}-${appearance}`);
        await fits(person, screen);
        await is_what_the_browser_tells(person, screen);
        await has_no_axe_violations(person, screen);
      };
      person.expects_trouble(REFUSED);
      await person.open(address);
      await person.type("Your name", name);
      await person.type("Password", "wrong horse battery");
      await person.page.keyboard.press("Enter");
      await person.sees("textbox", "Password", { that: ({ invalid }) => invalid });
      await judge("entry-wrong-password");
      await enter(person, name);
      const other = await stage.person(`Chiara ${name}`);
      await other.calls(name);
      await person.press("button", "Decline");
      await other.press("button", "Back");
      await other.calls(name, "Voice");
      await person.sees("dialog", /./);
      await other.press("button", "Cancel call");
      await person.sees("paragraph", /^Missed voice call/);
      await judge("idle-calls");
      await person.press("button", "Account");
      await person.sees("paragraph", "This device");
      await judge("account");
      await person.press("button", "Close account");
    }
  });
}
