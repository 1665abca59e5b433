// Pictures of every screen and state, at six sizes, light and dark, and all of them on one contact sheet: build/pictures. Two
// people who are drawn go through what Parley can do; what they see is photographed, not judged (tests/e2e/screens.test.js judges).
import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { browser_of } from "../e2e/support/browsers.js";
import { see_and_hear_each_other, shows_moving_picture } from "../e2e/support/media.js";
import { picture } from "../e2e/support/paths.js";
import { PORTRAITS, show_portrait } from "../e2e/support/portrait.js";
import { has_no_picker } from "../e2e/support/recordings.js";
import { scenario } from "../e2e/support/scenario.js";

/** @typedef {import("../e2e/support/person.js").Person} Person */

const ALL_SIZES = ["320x568", "390x844", "844x390", "820x1180", "1440x900", "2560x1440"];
/** Some of them, by PARLEY_SIZES="390x844 1440x900". */
const sizes = process.env.PARLEY_SIZES?.split(" ") ?? ALL_SIZES;

/** What could not be photographed, so that one state that fails does not hide the others. @type {string[]} */
const missing = [];

for (const size of sizes) {
  const [width, height] = size.split("x").map(Number);
  const phone = Math.min(width, height) <= 480;
  scenario(`pictures at ${size}`, { limit_ms: 300_000 }, async (stage) => {
    const viewport = { width, height, hasTouch: phone };
    const ada = await stage.arrival("Ada", { viewport, appearance: "light" });
    const ben = await stage.arrival("Ben", { viewport, appearance: "dark" });
    const both = [ada, ben];
    const { address } = await stage.server();

    /** @param {Person} person @param {string} state */
    const photograph = (person, state) => person.photograph("pictures", `${state}_${size}_${person === ada ? "light" : "dark"}`);
    /** @param {string} state @param {() => Promise<unknown>} walk */
    const attempt = async (state, walk) => {
      try {
        await walk();
      } catch (error) {
        missing.push(`${state} at ${size}: ${String(error).split("\n")[0]}`);
        await photograph(ada, `failed-${state}`);
      }
    };
    /** Where there is no room for a control it is in the sheet of "More". @param {Person} person @param {string} name */
    const press = async (person, name) => {
      if (!(await person.find("button", name))) await person.press("button", "More");
      await person.press("button", name);
    };
    /** @param {Person} person @param {string} state @param {string} open @param {string} close */
    const opened = (person, state, open, close) => attempt(state, async () => {
      await press(person, open);
      await person.sees("button", close);
      await pause(2000);  // the preview's first picture, the first figures
      await photograph(person, state);
      await person.press("button", close);
      await person.sees_no("button", close);
    });

    for (const person of both) {
      await person.page.evaluateOnNewDocument(show_portrait, PORTRAITS[person === ada ? "Ada" : "Ben"]);
      await person.open(address);
      await photograph(person, "entry");
      await person.type("Your name", "Admin");
      await person.press("button", "Join");
      await person.is_alerted(/reserved/);
      await photograph(person, "entry-refused");
      await person.join(person.label);
      await photograph(person, "idle-empty");
    }
    await ada.page.bringToFront();
    for (const name of ["Chiara Rossi", "Deniz Aydın", "Mei Lin", "ليلى حداد"]) await stage.person(name, { viewport });
    for (const person of both) {
      await person.sees("button", "Video call Mei Lin");
      await photograph(person, "idle");
      await opened(person, "settings", "Settings", "Close settings");
      await attempt("idle-search", async () => {
        await person.type("Call someone", "me");
        await photograph(person, "idle-search");
        await person.press("button", "Clear");
      });
      await attempt("chat", async () => {
        await person.press("button", "Chat");
        await person.type("Message", person === ada ? "Hello everybody 👋 https://example.org" : "مرحبا, hello Ada");
        await person.press("button", "Send");
        await photograph(person, "chat");
        await person.press("button", "Close chat");
      });
    }

    for (const [caller, called] of [[ada, ben], [ben, ada]]) {
      await caller.calls(called.label);
      await called.sees("dialog", `Incoming video call from ${caller.label}`);
      await shows_moving_picture(caller, "Your video");
      await photograph(caller, "waiting");
      await photograph(called, "incoming");
      if (caller === ben) break;
      await caller.press("button", "Cancel call");
      await caller.sees("heading", "You are Ada");
    }
    await ada.press("button", "Accept");
    await see_and_hear_each_other(ada, "Ada", ben, "Ben");
    for (const person of both) {
      await photograph(person, "call");
      if (phone) {
        await attempt("call-more", async () => {
          await person.press("button", "More");
          await person.sees("dialog", "More");
          await photograph(person, "call-more");
          await person.page.keyboard.press("Escape");
          await person.sees_no("dialog", "More");
        });
      }
      await opened(person, "statistics", "Statistics", "Close statistics");
      await attempt("call-chat", async () => {
        await person.press("button", "Chat");
        await person.type("Message", person === ada ? "Can you see my plan?" : "Yes, very clearly.");
        await person.press("button", "Send");
        await photograph(person, "call-chat");
        await person.press("button", "Close chat");
      });
      await opened(person, "call-settings", "Settings", "Close settings");
    }
    await attempt("recording", async () => {
      await has_no_picker(ada);
      await press(ada, "Record");
      await ben.sees("button", "Allow");
      await photograph(ben, "consent");
      await ben.press("button", "Allow");
      for (const person of both) await photograph(person, "recording");
      await press(ada, "Stop recording");
      await ada.sees("button", "Save recording");
      await photograph(ada, "recorded");
      await ada.press("button", "Discard recording");
    });
    if (!phone) {
      await attempt("sharing", async () => {
        await press(ada, "Share screen");
        await shows_moving_picture(ben, "Ada's screen");
        for (const person of both) await photograph(person, "sharing");
        await press(ada, "Stop sharing");
      });
    }
    await attempt("call-off", async () => {
      for (const person of both) {
        await press(person, "Turn camera off");
        await press(person, "Mute microphone");
      }
      await ben.hears("Ada muted the microphone.");
      for (const person of both) await photograph(person, "call-off");
    });
    await ben.hangs_up();
    await ada.sees("heading", "Ben hung up");
    for (const person of both) await photograph(person, "ended");
  });
}

/** One row a state and appearance, one column a size. */
async function lay_out_sheet() {
  const folder = dirname(picture("pictures", "sheet"));
  /** @type {Map<string, Map<string, string>>} */
  const rows = new Map();
  for (const file of readdirSync(folder)) {
    const [, state, size, appearance] = /^(.+)_(\d+x\d+)_(light|dark)\.png$/.exec(file) ?? [];
    if (!state || state.startsWith("failed-")) continue;
    const row = rows.get(`${state}, ${appearance}`) ?? new Map();
    rows.set(`${state}, ${appearance}`, row.set(size, file));
  }
  const cells = [...rows].sort(([a], [b]) => a.localeCompare(b)).map(([name, row]) =>
    `<tr><th>${name}</th>${ALL_SIZES.map((size) => `<td>${row.has(size) ? `<a href="${row.get(size)}"><img src="${row.get(size)}"></a>` : ""}</td>`).join("")}</tr>`);
  writeFileSync(join(folder, "index.html"), `<!doctype html><meta charset="utf-8"><title>Parley, every screen</title>
<style>body { margin: 16px; background: #888; font: 14px sans-serif } th { text-align: left; padding: 8px; max-width: 110px }
td { padding: 6px; vertical-align: top } img { height: 260px; display: block }</style>
<table><tr><th></th>${ALL_SIZES.map((size) => `<th>${size}</th>`).join("")}</tr>${cells.join("\n")}</table>`);
  const page = await (await browser_of("chromium")).newPage();
  await page.setViewport({ width: 2200, height: 1200 });
  await page.goto(`file://${join(folder, "index.html")}`);
  await page.screenshot({ path: /** @type {any} */ (join(folder, "sheet.png")), fullPage: true });
  await page.close();
}

scenario("the contact sheet", async () => {
  await lay_out_sheet();
  assert.deepEqual(missing, [], "states that could not be photographed");
});

after(() => missing.forEach((one) => console.log(one)));
