// Files in a call: chosen or dropped, accepted or not, on their way, cancelled, interrupted, and the same at the other end.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/person.js").Person} Person */

const MB = 1 << 20;

/**
 * A voice call with the chat open on both sides.
 * @param {import("./support/scenario.js").Stage} stage
 * @param {import("./support/browsers.js").Kind} [ada_browser] @param {import("./support/browsers.js").Kind} [ben_browser]
 */
async function call_with_chat(stage, ada_browser, ben_browser) {
  const { ada, ben } = await stage.ada_and_ben({ browser: ada_browser }, { browser: ben_browser });
  await ada.calls("Ben", "Voice");
  await ben.press("button", "Accept");
  for (const one of [ada, ben]) {
    await one.sees("paragraph", "Connected");
    await one.press("button", "Chat");
    await one.sees("button", "Attach a file", { that: ({ disabled }) => !disabled });
  }
  return { ada, ben };
}

/** A file of random bytes on the disk. @param {import("./support/scenario.js").Stage} stage @param {string} name @param {number} size */
async function file_on_disk(stage, name, size) {
  const folder = await mkdtemp(join(tmpdir(), "parley-files-"));
  stage.at_end(() => rm(folder, { recursive: true }));
  const bytes = randomBytes(size);
  const path = join(folder, name);
  await writeFile(path, bytes);
  return { path, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** @param {Person} person @param {string} path */
async function attaches(person, path) {
  const [chooser] = await Promise.all([person.page.waitForFileChooser(), person.press("button", "Attach a file")]);
  await chooser.accept([path]);
}

/** Drops a file made within the page, so that it may be large. @param {Person} person @param {string} name @param {number} size */
async function drops(person, name, size) {
  await person.page.evaluate((name, size) => {
    const bytes = new Uint8Array(size);
    for (let i = 0; i < size; i += 1) bytes[i] = (i * 31 + (i >> 12)) & 255;
    const data = new DataTransfer();
    data.items.add(new File([bytes], name));
    const app = document.getElementById("app");
    for (const type of ["dragover", "drop"]) app?.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, name, size);
}

/** What "Save" hands to the browser, instead of a download that every browser keeps elsewhere. @param {Person} person @param {string} name */
async function saves(person, name) {
  await person.page.evaluate(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (/** @type {Blob} */ blob) => {
      Object.assign(globalThis, { saved: blob });
      return make.call(URL, blob);
    };
    HTMLAnchorElement.prototype.click = function () {
      Object.assign(globalThis, { saved_as: this.download });
    };
  });
  await person.press("button", `Save ${name}`);
  return eventually("the file is handed to the browser", () => person.page.evaluate(async () => {
    const { saved, saved_as } = /** @type {any} */ (globalThis);
    if (!saved) return null;
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await saved.arrayBuffer()));
    return { name: saved_as, size: saved.size, sha256: [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") };
  }));
}

for (const [ada_browser, ben_browser] of /** @type {const} */ ([["chromium", "chromium"], ["chromium", "firefox"], ["firefox", "chromium"]])) {
  scenario(`a file from ${ada_browser} to ${ben_browser} is offered, accepted, and arrives as it was`, async (stage) => {
    const { ada, ben } = await call_with_chat(stage, ada_browser, ben_browser);
    const { path, sha256 } = await file_on_disk(stage, "garden plan.pdf", 5 * MB + 77);
    await attaches(ada, path);
    await ada.sees("paragraph", "5.2 MB, waiting for Ben");
    await ben.sees("group", "garden plan.pdf, 5.2 MB");
    await ben.press("button", "Accept garden plan.pdf");
    await ada.sees("paragraph", "5.2 MB, sent", { limit_ms: 30_000 });
    await ben.sees("paragraph", "5.2 MB, here");
    assert.deepEqual(await saves(ben, "garden plan.pdf"), { name: "garden plan.pdf", size: 5 * MB + 77, sha256 });
    await ben.sees("paragraph", "5.2 MB, saved");
    await ada.hangs_up();
    await ben.sees("heading", "Ada hung up");
  });
}

scenario("a dropped file is told where the chat is closed, and can be declined", async (stage) => {
  const { ada, ben } = await call_with_chat(stage);
  await ben.press("button", "Close chat");
  await drops(ada, "../..\\holiday\u202Egpj.exe", 1000);
  await ben.hears("Ada wants to send you holidaygpj.exe, 1 KB.");
  await ben.sees("button", "Chat", { that: ({ description }) => description === "1 unread message" });
  await ben.press("button", "Chat");
  await ben.press("button", "Decline holidaygpj.exe");
  await ada.hears("holidaygpj.exe: Ben declined it.");
});

scenario("a file on its way shows how far it is and can be cancelled by either side", async (stage) => {
  const { ada, ben } = await call_with_chat(stage);
  for (const [canceller, other] of [[ada, ben], [ben, ada]]) {
    const name = canceller === ada ? "first.bin" : "second.bin";
    await drops(ada, name, 95 * MB);
    await ben.press("button", `Accept ${name}`);
    await canceller.sees("progressbar", name);
    await canceller.press("button", `Cancel ${name}`);
    await other.hears(new RegExp(`^${name}: .*cancelled$`));
    await canceller.sees_no("progressbar", name);
    assert.equal(await ben.find("button", `Save ${name}`), undefined);
  }
});

scenario("a file that a network without mercy interrupts goes on when it is back", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.network_can_fail();
  await ada.calls("Ben", "Voice");
  await ben.press("button", "Accept");
  for (const one of [ada, ben]) {
    await one.sees("paragraph", "Connected");
    await one.press("button", "Chat");
    await one.sees("button", "Attach a file", { that: ({ disabled }) => !disabled });
  }
  await drops(ada, "long.bin", 60 * MB);
  await ben.press("button", "Accept long.bin");
  await ben.sees("progressbar", "long.bin");
  await ada.loses_packets(100);
  await ada.sees("paragraph", "Reconnecting", { limit_ms: 15_000 });
  await ada.loses_packets(0);
  await ben.sees("paragraph", "63 MB, here", { limit_ms: 60_000 });
  await ada.sees("paragraph", "63 MB, sent");
  assert.equal((await saves(ben, "long.bin")).size, 60 * MB);
});

scenario("a receiver who loads the page anew is offered the file again, a sender who does has it no more", { limit_ms: 120_000 }, async (stage) => {
  const { ada, ben } = await call_with_chat(stage);
  await drops(ada, "long.bin", 95 * MB);
  await ben.press("button", "Accept long.bin");
  await ben.sees("progressbar", "long.bin");
  await ben.page.reload();
  await ben.sees("paragraph", "Connected", { limit_ms: 30_000 });
  await ben.press("button", "Chat");
  await ben.press("button", "Accept long.bin");
  await ben.sees("progressbar", "long.bin");
  await ada.page.reload();
  await ben.hears("long.bin: Ada's page was reloaded, and the file with it. Ask for it again.", 30_000);
});
