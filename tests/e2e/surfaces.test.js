// What opens over the screens of screens.test.js or beside them (Settings, chats, menus, links, lists of people, statistics,
// recording, sharing): at six sizes, light and dark; enlarged, in forced colours and without motion; and by the keyboard alone.
import { SIZES, is_phone, judge, light_and_dark } from "./support/judge.js";
import { comes_into_view } from "./support/layout.js";
import { see_and_hear_each_other, shows_moving_picture } from "./support/media.js";
import { has_no_picker } from "./support/recordings.js";
import { scenario } from "./support/scenario.js";
import { SocketClient } from "./support/socket_client.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/person.js").Person} Person */

const ROOM = "q83vEjRWeJCrze8SNFZ4kA";

/** Where there is no room for a control it is in "More". @param {Person} person @param {string} name */
async function presses(person, name) {
  if (!(await person.find("button", name))) await person.press("button", "More");
  await person.press("button", name);
}

/** @param {Person} person @param {import("./support/probe.js").Fault | undefined} fault */
async function breaks_camera(person, fault) {
  await person.page.evaluate((camera) => Object.assign(/** @type {any} */ (globalThis).watched.faults, { camera }), fault);
}

/** @param {Person} person @param {string} text */
async function writes(person, text) {
  await person.type("Message", text);
  await person.press("button", "Send");
  await person.sees("textbox", "Message", { that: ({ value }) => value === "" });
}

/** @param {Person} person */
async function offers_a_file(person) {
  await person.sees("button", "Attach a file", { that: ({ disabled }) => !disabled });
  await person.page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["x".repeat(1234)], "garden plan.pdf"));
    document.getElementById("app")?.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
}

/** Two people whose meeting point is full. @param {import("./support/scenario.js").Stage} stage @param {string} address */
async function fill_room(stage, address) {
  for (const name of ["Dan", "Eve"]) {
    const one = await SocketClient.join(address, { name });
    stage.at_end(async () => one.leaves());
    one.send({ type: "room-join", id: "m-room", room: ROOM });
    await one.receives("room");
  }
}

for (const size of SIZES) {
  scenario(`surfaces at ${size.width} x ${size.height}, light and dark`, { limit_ms: 240_000 }, async (stage) => {
    const { ada, ben } = await light_and_dark(stage, size);
    const { address } = await stage.server();
    /** @param {(person: Person) => Promise<unknown>} act */
    const both = (act) => Promise.all([ada, ben].map(act));
    /** @param {string} surface */
    const judged = (surface) => both((person) => judge(person, surface));
    /** @param {string} button */
    const close = (button) => both(async (person) => {
      await person.press("button", button);
      await person.sees_no("button", button);
    });
    const other = /** @param {Person} person */ (person) => (person === ada ? ben : ada).label;
    /** In the chats that are open. @param {string} line of Ada's @param {string} answer */
    const talk = async (line, answer) => {
      await writes(ada, line);
      await ben.sees("paragraph", line);
      await writes(ben, answer);
      await ada.sees("paragraph", answer);
      await both((person) => person.sees("paragraph", /^(Sent|Delivered), /));
    };

    await both(async (person) => {
      await person.open(address);
      await person.join(person.label);
      await person.sees("button", `Video call ${other(person)}`);
    });
    const cleo = await SocketClient.join(address, { name: "Cleo" });

    // One after the other: previews on both pages are much for a machine that draws without a graphics card.
    for (const person of [ada, ben]) {
      if (person === ben) await breaks_camera(person, "NotReadableError");
      await person.press("button", "Settings");
      if (person === ada) await shows_moving_picture(person, "Your video");
      await comes_into_view(person, "button", "Check");
      await person.press("button", "Check");
      await person.sees("paragraph", "It answers.");
      await judge(person, "settings");
      await person.press("button", "Close settings");
      await breaks_camera(person, undefined);
    }

    await both(async (person) => {
      await person.press("button", "Chat");
      await person.sees("paragraph", "Everybody who is online sees this.");
    });
    await talk("Lunch at noon? See https://example.org/menu", "نعم، الآن");
    await judged("chat");
    await close("Close chat");

    await both(async (person) => {
      await person.type("Call someone", person === ada ? "be" : "ad");
      await person.sees_no("button", "Video call Cleo");
    });
    await judged("search");
    await both((person) => person.press("button", "Clear"));

    await both((person) => person.press("button", "More about Cleo"));
    await judged("person-menu");
    await both(async (person) => {
      await person.press("button", "Add Cleo to favourites");
      await person.sees_no("dialog", "More about Cleo");
      await person.press("button", `More about ${other(person)}`);
      await person.press("button", `Message ${other(person)}`);
      await person.sees("tab", other(person), { that: ({ checked }) => checked });
    });
    await talk("Hello Ben", "Hello Ada");
    await judged("chat-person");
    await close("Close chat");
    cleo.leaves();
    await both((person) => person.sees("list", "Favourites who are offline"));
    await judged("favourite-offline");

    await fill_room(stage, address);
    await both(async (person) => {
      await person.page.evaluate((room) => { location.hash = `room=${room}`; }, ROOM);
      await person.is_alerted("Two people are already in this link. Ask for a new link.");
    });
    await judged("link-full");
    await both(async (person) => {
      await person.press("button", "Close");
      await person.page.select("select[aria-label=Status]", "2");
      await person.hears(/^Do not disturb\./);
      await person.sees("paragraph", "Do not disturb");
      await person.press("button", "Copy link");
      await person.sees("heading", "Your link waits for its second person");
      await person.press("button", "More about Dan");
      await person.press("button", "Block Dan");
      await person.is_alerted(/^Dan will not see you here/);
      await person.press("button", "Block Dan");
      await person.sees("list", "Blocked people");
    });
    await judged("link-waiting-do-not-disturb-blocked");
    await both(async (person) => {
      await person.press("button", "Close link");
      await person.page.select("select[aria-label=Status]", "0");
    });
    await both((person) => person.sees_no("paragraph", "Do not disturb"));

    await ada.press("button", "Video call Ben");
    await ben.press("button", "Accept");
    await see_and_hear_each_other(ada, "Ada", ben, "Ben");
    await both(async (person) => {
      await presses(person, "Statistics");
      await person.sees("paragraph", /, Opus$/);
    });
    await judged("statistics");
    await close("Close statistics");
    await both((person) => person.press("button", "More"));
    await judged("more");
    await both((person) => person.press("button", "Keyboard shortcuts"));
    await judged("shortcuts");
    await close("Close keyboard shortcuts");
    await both((person) => person.press("button", "Turn camera off"));  // what follows is the same without, and is drawn sooner
    await both((person) => presses(person, "Settings"));
    await judged("call-settings");
    await close("Close settings");

    await both((person) => presses(person, "Chat"));
    await talk("Can you see the plan?", "Yes, clear now 🌿");
    await offers_a_file(ada);
    await ben.sees("button", "Accept garden plan.pdf");
    await judged("call-chat");
    await close("Close chat");

    await has_no_picker(ada);
    await presses(ada, "Record");
    await ada.hears("Ben is asked whether you may record.");
    await ben.sees("dialog", "Ada wants to record this call.");
    await judged("recording-asked");
    await ben.press("button", "Allow");
    await ada.hears("Recording.");
    await ben.hears("Ada is recording this call.");
    await judged("recording");
    await presses(ada, "Stop recording");
    await ada.sees("button", "Save recording");
    await judge(ada, "recorded");
    await ada.press("button", "Discard recording");

    if (!is_phone(size)) {
      await ada.press("button", "Share screen");
      await shows_moving_picture(ben, "Ada's screen");
      await judged("sharing");
    }
    await ada.hangs_up();
    await ben.sees("heading", "Ada hung up");
  });
}

/** @type {[string, import("puppeteer-core").Viewport, { name: string, value: string }[]][]} */
const MANNERS = [
  ["zoomed", { width: 720, height: 450, deviceScaleFactor: 2 }, []],  // 1440 x 900 at 200 %
  ["forced-colours", { width: 1024, height: 768 }, [{ name: "forced-colors", value: "active" }]],
  ["still", { width: 390, height: 844 }, [{ name: "prefers-reduced-motion", value: "reduce" }]],
];

for (const [manner, viewport, features] of MANNERS) {
  scenario(`surfaces ${manner}: everything fits and is reached`, { limit_ms: 150_000 }, async (stage) => {
    const ada = await stage.person("Ada", { viewport });
    await (await ada.page.createCDPSession()).send("Emulation.setEmulatedMedia", { features });
    const ben = await stage.person("Ben", { viewport: { width: 600, height: 640 } });
    /** @param {string} surface */
    const judged = (surface) => judge(ada, `${manner}-${surface}`);
    await judged("idle");
    await breaks_camera(ada, "NotReadableError");
    await ada.press("button", "Settings");
    await judged("settings");
    await ada.press("button", "Close settings");
    await ada.press("button", "Chat");
    await writes(ada, "Lunch at noon?");
    await judged("chat");
    await ada.press("button", "Close chat");
    await ada.press("button", "Voice call Ben");
    await ben.press("button", "Accept");
    await ada.sees("paragraph", "Connected");
    await judged("call");
    await presses(ada, "Statistics");
    await judged("statistics");
    await ada.press("button", "Close statistics");
    await ada.press("button", "More");
    await judged("more");
    await ada.press("button", "Keyboard shortcuts");
    await judged("shortcuts");
    await ada.press("button", "Close keyboard shortcuts");
    await has_no_picker(ben);
    await presses(ben, "Record");
    await ada.sees("dialog", "Ben wants to record this call.");
    await judged("recording-asked");
    await ada.press("button", "Do not allow");
    await ada.hangs_up();
  });
}

/** @param {Person} person @param {string} role @param {string} name @param {import("puppeteer-core").KeyInput} [key] */
async function presses_by_key(person, role, name, key = "Enter") {
  await person.sees(role, name);
  await person.tab_to(role, name);
  await person.page.keyboard.press(key);
}

/** @param {Person} person @param {string} what role and name; without: on anything but the page */
async function has_focus_on(person, what = "") {
  await eventually(`${person.label}'s focus is on ${what || "something"}`, async () => {
    const focused = await person.focused();
    return what ? focused === what : focused !== "BODY";
  }, { limit_ms: 5000, describe: () => person.focused() });
}

scenario("surfaces are used by the keyboard alone, and the focus is never lost", { limit_ms: 150_000 }, async (stage) => {
  const small = { width: 1024, height: 700 };
  const { ada, ben } = await stage.ada_and_ben({ viewport: small }, { viewport: { width: 390, height: 844 } });
  /** @param {Person} person @param {string} name of a button and what it opens @param {string} dialog */
  const opens = async (person, name, dialog) => {
    await presses_by_key(person, "button", name);
    await person.sees("dialog", dialog);
  };
  /** @param {Person} person @param {string} button that has the focus afterwards */
  const leaves = async (person, button) => {
    await person.page.keyboard.press("Escape");
    await person.sees_no("dialog", /./);
    await has_focus_on(person, `button ${button}`);
  };

  await opens(ada, "Settings", "Settings");
  await has_focus_on(ada, "dialog Settings");
  await presses_by_key(ada, "switch", "Push to talk", "Space");
  await ada.sees("switch", "Push to talk", { that: ({ checked }) => checked });
  const before = (await ada.sees("combobox", "Microphone")).value;
  await presses_by_key(ada, "combobox", "Microphone", "ArrowDown");
  await ada.sees("combobox", "Microphone", { that: ({ value }) => value !== before });
  await has_focus_on(ada, "combobox Microphone");
  await presses_by_key(ada, "radio", "System", "ArrowRight");
  await ada.sees("radio", "Light", { that: ({ checked }) => checked });
  await leaves(ada, "Settings");

  await opens(ada, "Chat", "Chat");
  await has_focus_on(ada, "textbox Message");
  await ada.page.keyboard.type("Hello Ben");
  await ada.page.keyboard.press("Enter");
  await ada.sees("paragraph", "Hello Ben");
  await has_focus_on(ada, "textbox Message");
  await leaves(ada, "Chat");
  await opens(ada, "More about Ben", "More about Ben");
  await leaves(ada, "More about Ben");

  await presses_by_key(ada, "button", "Voice call Ben");
  await ben.press("button", "Accept");
  for (const person of [ada, ben]) await person.sees("paragraph", "Connected");
  await opens(ben, "More", "More");
  await presses_by_key(ben, "button", "Statistics");
  await ben.sees("dialog", "Statistics");
  await presses_by_key(ben, "tab", "Yours", "ArrowRight");
  await has_focus_on(ben, "tab Ada's");
  await leaves(ben, "More");
  await opens(ben, "More", "More");
  await presses_by_key(ben, "button", "Keyboard shortcuts");
  await ben.sees("dialog", "Keyboard shortcuts");
  await leaves(ben, "More");

  await presses_by_key(ada, "button", "Chat");
  await has_focus_on(ada, "textbox Message");
  await ada.page.keyboard.type("By hand");
  await ada.page.keyboard.press("Enter");
  await ben.hears("Message from Ada: By hand");
  await presses_by_key(ada, "button", "Close chat");
  await ada.sees_no("region", "Chat");
  await has_focus_on(ada);

  await has_no_picker(ada);
  await presses_by_key(ada, "button", "Record");
  await ben.sees("dialog", "Ada wants to record this call.");
  await has_focus_on(ben, "dialog Ada wants to record this call.");
  await presses_by_key(ben, "button", "Allow");
  await ada.hears("Recording.");
  await has_focus_on(ben);
  await presses_by_key(ada, "button", "Stop recording");
  await presses_by_key(ada, "button", "Discard recording");
  await ada.sees_no("region", "Recording");
  await has_focus_on(ada);
  await presses_by_key(ada, "button", "Hang up");
  await ben.sees("heading", "Ada hung up");
  for (const person of [ada, ben]) await has_focus_on(person);
});
