// Somebody whose browser runs a page written against the call API (api_page/), not Parley's client.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { livekit_client } from "./livekit.js";
import { ROOT, SITE } from "./paths.js";
import { eventually } from "./wait.js";

/** @typedef {import("./api_client.js").Event} Event */

/** A folder of static files with Parley's client and, beside it, the page of the call API; to be removed. */
export function site_with_api_page() {
  const folder = mkdtempSync(join(tmpdir(), "parley-site-"));
  cpSync(SITE, folder, { recursive: true });
  cpSync(join(ROOT, "tests/e2e/support/api_page"), folder, { recursive: true });
  writeFileSync(join(folder, "livekit-client.js"), livekit_client());
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export class ApiPerson {
  /** @param {string} name @param {import("./person.js").Person} person */
  constructor(name, person) {
    this.name = name;
    this.id = `api-${name.toLowerCase()}`;
    this.person = person;
  }

  get page() {
    return this.person.page;
  }

  /**
   * @param {import("./scenario.js").Stage} stage @param {string} name
   * @param {{ address: string, server?: string }} place `address`: of the page's origin; `server`: if that is another one
   */
  static async join(stage, name, { address, server }) {
    const somebody = new ApiPerson(name, await stage.arrival(name));
    await somebody.page.goto(`${address}/api-client.html${server ? `?${new URLSearchParams({ server })}` : ""}`);
    await somebody.page.evaluate((name, id) => /** @type {any} */ (globalThis).client.join(name, id), name, somebody.id);
    return somebody;
  }

  /** @param {string} path @param {unknown} [body] @returns {Promise<{ status: number, body: any }>} */
  ask(path, body) {
    return this.page.evaluate((path, body) => /** @type {any} */ (globalThis).client.ask(path, body), path, body);
  }

  /** @param {string} receiver an id @returns {Promise<{ status: number, body: any }>} */
  start(receiver) {
    return this.ask("/calls/start", { callerId: this.id, receiverId: receiver });
  }

  /** @param {string} call @param {"ACCEPT" | "DECLINE"} answer */
  answer(call, answer) {
    return this.ask("/calls/answer", { callId: call, answer });
  }

  /** @param {string} call */
  end(call) {
    return this.ask("/calls/end", { callId: call, userId: this.id });
  }

  /** Waits until somebody of this name is online. @param {string} name @returns {Promise<{ id: string }>} */
  sees(name) {
    return eventually(`${this.name} finds ${name} among the users`,
      async () => (await this.ask("/users")).body.find((/** @type {any} */ user) => user.name === name));
  }

  /** Waits for an event that has not been taken yet, and takes it. @param {string} type @returns {Promise<Event>} */
  receives(type) {
    return eventually(`${this.name} receives ${type}`, () => this.page.evaluate((type) => {
      const { events } = /** @type {any} */ (globalThis).client;
      const at = events.findIndex((/** @type {any} */ event) => event.type === type);
      return at >= 0 && events.splice(at, 1)[0];
    }, type), { describe: () => this.page.evaluate(() => JSON.stringify(/** @type {any} */ (globalThis).client.events)) });
  }

  /** Into the call's room, with camera and microphone. @param {string} call */
  enter(call) {
    return this.page.evaluate((call) => /** @type {any} */ (globalThis).client.enter(call), call);
  }

  /** Into a room with this very token; gives back why not, or nothing. @param {string} url @param {string} token */
  enter_with(url, token) {
    return this.page.evaluate((url, token) =>
      /** @type {any} */ (globalThis).client.enter_with(url, token).then(() => "", (/** @type {Error} */ error) => error.message || "refused"),
    url, token);
  }

  leave_room() {
    return this.page.evaluate(() => /** @type {any} */ (globalThis).client.leave());
  }
}
