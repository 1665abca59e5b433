// A test with people in it: gives each a fresh browser context, ends what it started, and fails if any page had any trouble.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { faults_of } from "./asyncapi.js";
import { browser_of, close_browsers } from "./browsers.js";
import { Person } from "./person.js";
import { Server } from "./server.js";

const LIMIT_MS = 90_000;

after(close_browsers);

export class Stage {
  /** @type {Person[]} */
  people = [];
  /** @type {(() => Promise<unknown>)[]} */
  #cleanups = [];
  /** @type {Server | undefined} */
  #server;

  /** @param {string} name @param {string[]} server_options */
  constructor(name, server_options) {
    this.name = name;
    this.server_options = server_options;
  }

  /** @param {() => Promise<unknown>} cleanup */
  at_end(cleanup) {
    this.#cleanups.push(cleanup);
  }

  /** This test's server; started when it is first asked for. */
  async server() {
    this.#server ??= await this.another_server(this.server_options);
    return this.#server;
  }

  /** @param {string[]} [options] @param {{ port?: number, site?: string, data?: string }} [place] */
  async another_server(options = [], place) {
    const server = await Server.start(options, place);
    this.at_end(() => server.kill());
    return server;
  }

  /** @param {string} label @param {{ browser?: import("./browsers.js").Kind, context?: import("puppeteer-core").BrowserContext } & Parameters<typeof Person.arrive>[2]} [options] */
  async arrival(label, { browser = "chromium", context, ...options } = {}) {
    let room = context;
    if (!room) {
      const fresh = await (await browser_of(browser)).createBrowserContext();
      this.at_end(() => fresh.close());
      room = fresh;
    }
    const person = await Person.arrive(label, room, options);
    this.people.push(person);
    return person;
  }

  /**
   * Somebody who has joined under this name.
   * @param {string} name @param {{ address?: string } & Parameters<Stage["arrival"]>[1]} [options]
   */
  async person(name, { address, ...options } = {}) {
    const person = await this.arrival(name, options);
    await person.open(address ?? (await this.server()).address);
    await person.join(name);
    return person;
  }

  /** Two people who can see each other. @param {Parameters<Stage["person"]>[1]} [ada_options] @param {Parameters<Stage["person"]>[1]} [ben_options] */
  async ada_and_ben(ada_options, ben_options) {
    const ada = await this.person("Ada", ada_options);
    const ben = await this.person("Ben", ben_options);
    await ada.sees("button", "Video call Ben");
    return { ada, ben };
  }

  check() {
    for (const { label, troubles, frames } of this.people) {
      assert.deepEqual(troubles, [], `${label}'s page had trouble`);
      for (const frame of frames) assert.equal(faults_of(frame), "", `what ${label}'s socket carried`);
    }
  }

  /** Pictures of what everybody saw when it went wrong. */
  async document_failure() {
    for (const person of this.people) await person.photograph("failures", `${this.name}-${person.label}`).catch(() => {});
  }

  async close() {
    for (const cleanup of this.#cleanups.splice(0).reverse()) await cleanup().catch(() => {});
  }
}

/**
 * @param {string} name
 * @param {((stage: Stage) => Promise<void>) | { server?: string[], limit_ms?: number, skip?: boolean | string }} options_or_body
 * @param {(stage: Stage) => Promise<void>} [body]
 */
export function scenario(name, options_or_body, body) {
  const [options, play] = typeof options_or_body === "function" ? [{}, options_or_body] : [options_or_body, body];
  if (!play) throw new Error(`${name} has no body`);
  test(name, { timeout: options.limit_ms ?? LIMIT_MS, skip: options.skip }, async () => {
    const stage = new Stage(name, options.server ?? []);
    try {
      await play(stage);
      stage.check();
    } catch (error) {
      await stage.document_failure();
      const troubles = stage.people.flatMap(({ label, troubles }) => troubles.map((one) => `${label}: ${one}`));
      if (troubles.length > 0 && error instanceof Error) error.message += `\n${troubles.join("\n")}`;
      throw error;
    } finally {
      await stage.close();
    }
  });
}
