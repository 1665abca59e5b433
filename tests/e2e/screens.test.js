// The screens of a call from Entry to Ended at six sizes, light and dark. What opens over them: surfaces.test.js.
import { SIZES, is_phone, judge, light_and_dark } from "./support/judge.js";
import { have_let_go, see_and_hear_each_other, shows_moving_picture } from "./support/media.js";
import { scenario } from "./support/scenario.js";

/** @typedef {import("./support/person.js").Person} Person */

for (const size of SIZES) {
  scenario(`screens at ${size.width} x ${size.height}, light and dark`, { limit_ms: 150_000 }, async (stage) => {
    const phone = is_phone(size);
    const { ada, ben } = await light_and_dark(stage, size);
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

