// Who takes part in a measurement, and what they do in several of them.
import { browser_of } from "../../e2e/support/browsers.js";
import { Person } from "../../e2e/support/person.js";
import { watch } from "./watch.js";

/** @typedef {{ width: number, height: number }} Viewport */

export const DESKTOP = { width: 1440, height: 900 };
/** Without a GPU the size of the picture decides what a frame costs, so both ends of the scale are told. */
export const SIZES = [{ width: 390, height: 844 }, DESKTOP];

/** Somebody with an empty cache. @param {string} label @param {Viewport} [viewport] */
export async function arrive(label, viewport = DESKTOP) {
  const person = await Person.arrive(label, await (await browser_of("chromium")).createBrowserContext(), { viewport });
  await person.page.evaluateOnNewDocument(`(${watch})()`);
  return person;
}

/** @param {string} address @param {Viewport} [viewport] */
export async function ada_and_ben(address, viewport) {
  const people = { ada: await arrive("Ada", viewport), ben: await arrive("Ben", viewport) };
  for (const person of Object.values(people)) {
    await person.open(address);
    await person.join(person.label);
  }
  await people.ada.sees("button", "Video call Ben");
  return people;
}

/** @param {Person} ada @param {Person} ben @param {"Video" | "Voice"} [media] */
export async function talk(ada, ben, media = "Video") {
  await ada.press("button", `${media} call Ben`);
  await ben.press("button", "Accept");
  await ada.sees("paragraph", "Connected");
}

/** Their names are free again. @param {...Person} people who are on Idle */
export async function leave(...people) {
  for (const person of people) {
    await person.press("button", "Sign out");
    await person.sees("button", "Join");
    await person.page.browserContext().close();
  }
}
