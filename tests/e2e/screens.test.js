// Every screen at six sizes, light and dark: it fits, axe finds nothing, the browser's accessibility tree says what is drawn.
// The pictures in build/screenshots are for people to look at.
import { scenario } from "./support/scenario.js";
import { is_told_as_before } from "./support/golden.js";
import { fits, has_no_axe_violations, is_what_the_browser_tells } from "./support/layout.js";
import { have_let_go, see_and_hear_each_other, shows_moving_picture } from "./support/media.js";

/** @typedef {import("./support/person.js").Person} Person */

const SIZES = [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 844, height: 390 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
];

/** The size at which the listings of tests/e2e/golden are kept. */
const GOLDEN_WIDTH = 1440;

for (const { width, height } of SIZES) {
  scenario(`screens at ${width} x ${height}, light and dark`, { limit_ms: 150_000 }, async (stage) => {
    /** @param {Person} person @param {string} screen */
    const judge = async (person, screen) => {
      const appearance = person.label === "Ada" ? "light" : "dark";
      await person.photograph("screenshots", `${screen}-${width}x${height}-${appearance}`);
      await fits(person, screen);
      await is_what_the_browser_tells(person, screen);
      await has_no_axe_violations(person, screen);
      if (width === GOLDEN_WIDTH && person.label === "Ada") await is_told_as_before(person, screen);
    };
    const phone = Math.min(width, height) <= 480;
    const viewport = { width, height, hasTouch: phone };
    const ada = await stage.arrival("Ada", { viewport, appearance: "light" });
    const ben = await stage.arrival("Ben", { viewport, appearance: "dark" });
    const { address } = await stage.server();
    for (const person of [ada, ben]) {
      await person.open(address);
      await judge(person, "entry");
      await person.type("Your name", "Admin");
      await person.press("button", "Join");
      await person.is_alerted(/reserved/);
      await judge(person, "entry-refused");
      await person.join(person.label);
      await judge(person, "idle-empty".slice(0, person === ada ? undefined : 4));
    }
    await ada.sees("button", "Video call Ben");
    await judge(ada, "idle");

    /** @param {Person} caller @param {Person} called */
    const call = async (caller, called) => {
      await caller.sees("heading", `Calling ${called.label}`);
      await called.sees("dialog", `Incoming video call from ${caller.label}`);
      await shows_moving_picture(caller, "Your video");
      await judge(caller, "waiting");
      await judge(called, "incoming");
      await (phone ? called.tap("button", "Accept") : called.press("button", "Accept"));
      await see_and_hear_each_other(ada, "Ada", ben, "Ben");
    };
    await (phone ? ada.tap("button", "Video call Ben") : ada.press("button", "Video call Ben"));
    await call(ada, ben);
    for (const person of [ada, ben]) await judge(person, "call");
    await ada.press("button", "Turn camera off");
    await ada.press("button", "Mute microphone");
    await ben.hears("Ada muted the microphone.");
    await ben.sees("paragraph", "Camera off");
    for (const person of [ada, ben]) await judge(person, "call-camera-off");
    await (phone ? ben.tap("button", "Hang up") : ben.press("button", "Hang up"));
    await ada.sees("heading", "Ben hung up");
    for (const person of [ada, ben]) await judge(person, "ended");
    await ben.press("button", "Call again");
    await call(ben, ada);
    await ada.hangs_up();
    await have_let_go(ada, ben);
  });
}

