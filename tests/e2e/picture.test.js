// The picture in the README, a call with its chat: build/screenshots/call.png; tests/e2e/pictures/call.png is a copy of it.
import { see_and_hear_each_other } from "./support/media.js";
import { PORTRAITS, show_portrait } from "./support/portrait.js";
import { scenario } from "./support/scenario.js";

scenario("a call between two people who are drawn makes a picture for the README", async (stage) => {
  const { address } = await stage.server();
  const viewport = { width: 1280, height: 800 };
  const ada = await stage.arrival("Ada", { viewport });
  const ben = await stage.arrival("Ben", { viewport, appearance: "dark" });
  for (const [person, name] of /** @type {const} */ ([[ada, "Ada"], [ben, "Ben"]])) {
    await person.page.evaluateOnNewDocument(show_portrait, PORTRAITS[name]);
    await person.open(address);
    await person.join(name);
  }
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  for (const person of [ada, ben]) await person.press("button", "Chat");
  for (const [person, text] of /** @type {const} */ ([
    [ada, "Can you see the plan?"], [ada, "Bed three gets the most sun ☀️"],
    [ben, "Yes, clear now"], [ben, "Tomatoes there, then?"],
    [ada, "Tomatoes, and beans on the east side: https://example.org/garden"],
  ])) {
    await person.type("Message", text);
    await person.press("button", "Send");
    await ben.sees("paragraph", text);
  }
  await ben.sees("timer", /^\d:([1-5]\d)/);  // by then the encoder has found its quality
  await ben.photograph("screenshots", "call");
  await ben.hangs_up();
  await ada.sees("heading", "Ben hung up");
});
