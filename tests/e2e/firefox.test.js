// Chromium and Firefox with each other, in both directions.
import { have_let_go, see_and_hear_each_other, shows_moving_picture } from "./support/media.js";
import { scenario } from "./support/scenario.js";

/** @param {string} caller @param {import("./support/browsers.js").Kind} caller_browser @param {string} called @param {import("./support/browsers.js").Kind} called_browser */
function both_ways(caller, caller_browser, called, called_browser) {
  scenario(`${caller_browser} calls ${called_browser}: pictures, sound, mute, camera, hang up`, async (stage) => {
    const one = await stage.person(caller, { browser: caller_browser });
    const other = await stage.person(called, { browser: called_browser });
    await one.calls(called);
    await shows_moving_picture(one, "Your video");
    await other.sees("dialog", `Incoming video call from ${caller}`);
    await other.press("button", "Accept");
    await see_and_hear_each_other(one, caller, other, called);

    await other.press("button", "Mute microphone");
    await one.hears(`${called} muted the microphone.`);
    await one.press("button", "Turn camera off");
    await other.hears(`${caller} turned the camera off.`);
    await other.sees_no("video", `${caller}'s video`);
    await one.press("button", "Turn camera on");
    await shows_moving_picture(other, `${caller}'s video`);

    await other.hangs_up();
    await one.sees("heading", `${called} hung up`);
    await have_let_go(one, other);
    await one.press("button", "Back");
    await other.press("button", "Back");
    await one.sees("heading", `You are ${caller}`);
  });
}

both_ways("Ada", "chromium", "Freya", "firefox");
both_ways("Freya", "firefox", "Ada", "chromium");

scenario("a page that is reloaded in a call comes back into it, in Firefox", async (stage) => {
  const ada = await stage.person("Ada");
  const freya = await stage.person("Freya", { browser: "firefox" });
  await ada.calls("Freya");
  await freya.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", freya, "Freya");
  await freya.page.reload();
  await freya.sees("paragraph", "Connected");
  await see_and_hear_each_other(ada, "Ada", freya, "Freya");
  await ada.hangs_up();
  await have_let_go(ada, freya);
});
