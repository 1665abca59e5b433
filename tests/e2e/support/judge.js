// One screen, judged: it fits, axe finds nothing, the browser's accessibility tree says what is drawn and, at one size, what it
// said before. The pictures in build/screenshots are for people to look at.
import { is_told_as_before } from "./golden.js";
import { fits, has_no_axe_violations, is_what_the_browser_tells } from "./layout.js";

/** @typedef {import("./person.js").Person} Person */

export const SIZES = [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 844, height: 390 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
];

/** The size at which the listings of tests/e2e/golden are kept. */
const GOLDEN_WIDTH = 1440;

/** @param {{ width: number, height: number }} size */
export const is_phone = ({ width, height }) => Math.min(width, height) <= 480;

/**
 * Ada, who has it light, and Ben, who has it dark; neither has opened a page.
 * @param {import("./scenario.js").Stage} stage @param {{ width: number, height: number }} size
 */
export async function light_and_dark(stage, size) {
  const viewport = { ...size, hasTouch: is_phone(size) };
  const ada = await stage.arrival("Ada", { viewport, appearance: "light" });
  const ben = await stage.arrival("Ben", { viewport, appearance: "dark" });
  return { ada, ben };
}

/** @param {Person} person one of the two @param {string} screen */
export async function judge(person, screen) {
  const { width = 0, height = 0 } = person.page.viewport() ?? {};
  const light = person.label === "Ada";
  await person.photograph("screenshots", `${screen}-${width}x${height}-${light ? "light" : "dark"}`);
  if (width === GOLDEN_WIDTH && light) await is_told_as_before(person, screen);
  await fits(person, screen);
  await is_what_the_browser_tells(person, screen);
  await has_no_axe_violations(person, screen);
}
