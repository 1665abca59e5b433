// Who one is to the others, and how one finds them: status, favourites, blocked people, and a long list.
import assert from "node:assert/strict";

import { scenario } from "./support/scenario.js";
import { SocketClient } from "./support/socket_client.js";
import { eventually } from "./support/wait.js";

/** @param {import("./support/person.js").Person} person @param {"Free" | "Away" | "Do not disturb"} status */
async function chooses(person, status) {
  const value = ["Free", "Away", "Do not disturb"].indexOf(status);
  await person.sees("combobox", "Status");
  await person.page.select('select[aria-label="Status"]', String(value));
  await person.hears(new RegExp(`^${status}\\.`));
}

scenario("who does not want to be disturbed is not rung, and is told to the others as such", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await chooses(ben, "Do not disturb");
  await ada.sees("paragraph", "Do not disturb");
  await ada.calls("Ben");
  await ada.is_alerted(/^Ben does not want to be disturbed\./);
  assert.equal(await ben.find("dialog", /./), undefined);
  await chooses(ben, "Away");
  await ada.sees("paragraph", "Away");
  await ada.press("button", "Video call Ben");
  await ben.sees("dialog", "Incoming video call from Ada");
  await ben.press("button", "Decline");
  await chooses(ben, "Free");
  await ada.press("button", "Back");
  await ada.sees("paragraph", "Free");
});

scenario("Do not disturb stays over a reload", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await chooses(ben, "Do not disturb");
  await ben.page.reload();
  await ben.sees("paragraph", "Do not disturb. Nobody here can ring you.");
  assert.equal((await ben.sees("combobox", "Status")).value, "Do not disturb");
  await ada.sees("paragraph", "Do not disturb");
});

scenario("nobody at the page for a while is Away, by itself and only as long", async (stage) => {
  const ada = await stage.person("Ada");
  const ben = await stage.arrival("Ben");
  await ben.page.evaluateOnNewDocument(() => {
    // Five minutes go by at the test's word.
    const now = performance.now.bind(performance);
    const set_timeout = globalThis.setTimeout;
    let skipped = 0;
    performance.now = () => now() + skipped;
    /** @type {any} */ (globalThis).setTimeout = (/** @type {any} */ action, /** @type {number} */ ms, /** @type {any[]} */ ...values) => {
      if (ms >= 60_000) /** @type {any} */ (globalThis).pass = () => (skipped += ms, action());
      return set_timeout(action, ms, ...values);
    };
  });
  await ben.open((await stage.server()).address);
  await ben.join("Ben");
  await ada.sees("paragraph", "Free");
  await ben.page.evaluate(() => /** @type {any} */ (globalThis).pass());
  await ada.sees("paragraph", "Away");
  await ben.page.mouse.move(200, 200);
  await ben.page.mouse.move(220, 220);
  await ada.sees("paragraph", "Free");
});

scenario("favourites stand first, are kept in this browser, and are shown when they are offline", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  const cleo = await stage.person("Cleo");
  await ada.press("button", "More about Cleo");
  await ada.press("button", "Add Cleo to favourites");
  await ada.hears("Cleo is one of your favourites now.");
  const names = async () => (await ada.everything()).filter(({ role, name }) => role === "button" && /^Video call ./.test(name)).map(({ name }) => name);
  await eventually("Cleo stands first", async () => (await names())[0] === "Video call Cleo");
  await ada.page.reload();
  await eventually("Cleo stands first again", async () => (await names())[0] === "Video call Cleo");
  stage.people = [ada, ben];
  await cleo.press("button", "Sign out");
  await ada.sees("list", "Favourites who are offline");
  await ada.sees("paragraph", "Offline");
  await ada.press("button", "Remove Cleo from favourites");
  await ada.sees_no("list", "Favourites who are offline");
});

scenario("who is blocked sees and rings one no more, until unblocked", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.press("button", "More about Ben");
  await ada.press("button", "Block Ben");
  await ada.is_alerted(/^Ben will not see you here/);
  await ada.press("button", "Block Ben");
  await ada.sees("list", "Blocked people");
  await ben.sees_no("button", "Video call Ada");
  await ben.calls("Ada");
  await ben.is_alerted(/^Ada is not online/);
  await ada.press("button", "Unblock Ben");
  await ada.sees_no("list", "Blocked people");
  await ben.sees("button", "Video call Ada");
});

scenario("hundreds of people are one list of which only what is near is there", { server: ["--sockets-per-address", "400"] }, async (stage) => {
  const server = await stage.server();
  const ada = await stage.person("Ada");
  const PEOPLE = 300;
  for (let i = 0; i < PEOPLE; ++i) {
    const one = await SocketClient.join(server.address, { name: `Person ${String(i).padStart(3, "0")}` });
    stage.at_end(async () => one.leaves());
  }
  await ada.sees("list", "People online", { that: ({ description }) => description === `${PEOPLE} people` });
  const items = async () => (await ada.everything()).filter(({ role }) => role === "listitem").length;
  assert.ok((await items()) < 80, "only the rows near the view are made");
  await ada.sees("button", "Video call Person 000");
  await ada.type("Call someone", "person 29");
  await ada.sees("list", "People online", { that: ({ description }) => description === `10 of ${PEOPLE} people` });
  await ada.press("button", "Clear");
  await ada.sees("button", "Video call Person 000");
  await ada.page.mouse.move(500, 600);
  await eventually("the end of the list is reached", async () => {
    await ada.page.mouse.wheel({ deltaY: 4000 });
    return ada.find("button", "Video call Person 299");
  });
  assert.ok((await items()) < 80);
  await ada.press("button", "Video call Person 299");
  await ada.sees("heading", "Calling Person 299");
  await ada.press("button", "Cancel call");
});
