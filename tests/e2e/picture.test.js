// The picture of a call in the README: build/screenshots/call.png; tests/e2e/pictures/call.png is a copy of it.
import { see_and_hear_each_other } from "./support/media.js";
import { PORTRAITS, show_portrait } from "./support/portrait.js";
import { scenario } from "./support/scenario.js";

scenario("a call between two people who are drawn makes a picture for the README", async (stage) => {
  const { address } = await stage.server();
  const viewport = { width: 1280, height: 800 };
  const ada = await stage.arrival("Ada", { viewport });
  const ben = await stage.arrival("Ben", { viewport });
  for (const [person, name] of /** @type {const} */ ([[ada, "Ada"], [ben, "Ben"]])) {
    await person.page.evaluateOnNewDocument(show_portrait, PORTRAITS[name]);
    await person.open(address);
    await person.join(name);
  }
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await ben.sees("timer", /^0:(0[6-9]|1)/);  // by then the encoder has found its quality
  await ben.photograph("screenshots", "call");
  await ben.hangs_up();
  await ada.sees("heading", "Ben hung up");
});
