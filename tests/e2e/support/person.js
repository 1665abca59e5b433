// Somebody in front of a page. They find things only by role and accessible name, press them where they lie, with the mouse, a
// finger or the keyboard, and notice everything that goes wrong.
import { picture } from "./paths.js";
import { perceivable } from "./accessible.js";
import { probe } from "./probe.js";
import { eventually } from "./wait.js";

/**
 * @typedef {import("./accessible.js").Found} Found
 * @typedef {string | RegExp} Words
 */

export const DESKTOP = { width: 1440, height: 900 };

/** @param {string} text @param {Words} words */
const fits = (text, words) => (typeof words === "string" ? text === words : words.test(text));

export class Person {
  /** What went wrong on the page, in words. @type {string[]} */
  troubles = [];
  /** What the browser asked of its own, such as whether the page is really to be left; all of it is answered with yes. @type {string[]} */
  questions = [];
  /** What the page's socket carried. Chromium alone tells. @type {import("./asyncapi.js").Frame[]} */
  frames = [];
  /** @type {RegExp[]} */
  #expected = [];

  /** @param {string} label for messages @param {import("puppeteer-core").Page} page */
  constructor(label, page) {
    this.label = label;
    this.page = page;
    page.on("console", (message) => {
      if (message.type() === "error") this.#trouble(`console: ${message.text()} ${message.location()?.url ?? ""}`);
    });
    page.on("pageerror", (error) => this.#trouble(`uncaught: ${error instanceof Error ? error.stack : error}`));
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText;
      if (request.url().startsWith("blob:") && reason === "net::ERR_ABORTED") return;  // a video that seeks in a file gives up what it was reading
      this.#trouble(`request failed: ${request.url()} ${reason}`);
    });
    page.on("dialog", (dialog) => {
      this.questions.push(dialog.type());
      dialog.accept().catch(() => {});
    });
    page.on("response", (response) => {
      if (response.status() >= 400) this.#trouble(`${response.status()}: ${response.url()}`);
    });
  }

  /**
   * @param {string} label
   * @param {import("puppeteer-core").BrowserContext} context
   * @param {object} [options]
   * @param {{ width: number, height: number, isMobile?: boolean, hasTouch?: boolean, deviceScaleFactor?: number }} [options.viewport]
   * @param {"light" | "dark"} [options.appearance] Chromium alone can be told
   * @param {import("./probe.js").Faults} [options.faults]
   */
  static async arrive(label, context, { viewport = DESKTOP, appearance, faults = {} } = {}) {
    const page = await context.newPage();
    await page.setViewport(viewport);
    if (appearance) await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: appearance }]);
    await page.evaluateOnNewDocument(`(${probe})(${JSON.stringify(faults)}); watched.perceivable = ${perceivable};`);
    const person = new Person(label, page);
    await person.#read_along();
    return person;
  }

  async #read_along() {
    const network = await this.page.createCDPSession().catch(() => undefined);
    if (!network) return;
    /** Sockets of ours by the driver's id: a page may have others. @type {Set<string>} */
    const sockets = new Set();
    network.on("Network.webSocketCreated", ({ requestId, url }) => {
      if (new URL(url).pathname === "/ws") sockets.add(requestId);
    });
    for (const [event, from] of /** @type {const} */ ([["Network.webSocketFrameSent", "client"], ["Network.webSocketFrameReceived", "server"]])) {
      network.on(event, ({ requestId, response }) => {
        if (sockets.has(requestId) && response.opcode === 1) this.frames.push({ from, text: response.payloadData });
      });
    }
    await network.send("Network.enable");
  }

  /** @param {string} words */
  #trouble(words) {
    if (!this.#expected.some((expected) => expected.test(words))) this.troubles.push(words);
  }

  /** What this scenario brings about on purpose, such as a socket that cannot be opened. @param {RegExp} words */
  expects_trouble(words) {
    this.#expected.push(words);
    this.troubles = this.troubles.filter((trouble) => !words.test(trouble));
  }

  // --- looking ---

  /** Everything that can be perceived now. @returns {Promise<Found[]>} */
  async everything() {
    return this.page.evaluate(() => /** @type {any} */ (globalThis).watched.perceivable().map((/** @type {any} */ { found }) => found));
  }

  /** @param {string} role @param {Words} name @returns {Promise<Found | undefined>} */
  async find(role, name) {
    return (await this.everything()).find((found) => found.role === role && fits(found.name, name));
  }

  /** What is on the page, for messages. */
  async describe() {
    const all = await this.everything();
    const said = await this.said();
    return `${this.label} has before them:\n${all.map(({ role, name, value, invalid }) =>
      `  ${role} "${name}"${value && ` = "${value}"`}${invalid ? " (invalid)" : ""}`).join("\n")}\n  heard: ${JSON.stringify(said)}`;
  }

  /**
   * Waits until it is there. Some condition may be asked of it.
   * @param {string} role @param {Words} name @param {{ limit_ms?: number, that?: (found: Found) => boolean }} [options]
   */
  async sees(role, name, { limit_ms, that = () => true } = {}) {
    return eventually(`${this.label} sees ${role} ${name}`, async () => {
      const found = await this.find(role, name);
      return found && that(found) && found;
    }, { limit_ms, describe: () => this.describe() });
  }

  /** @param {string} role @param {Words} name @param {{ limit_ms?: number }} [options] */
  async sees_no(role, name, { limit_ms } = {}) {
    await eventually(`${this.label} sees ${role} ${name} no more`, async () => !(await this.find(role, name)), {
      limit_ms, describe: () => this.describe(),
    });
  }

  /** @returns {Promise<{ region: string, text: string }[]>} */
  said() {
    return this.page.evaluate(() => /** @type {any} */ (globalThis).watched.said);
  }

  /** Waits until the status region has said it, at any time on this page. @param {Words} words @param {number} [limit_ms] */
  async hears(words, limit_ms) {
    await this.#heard("status", words, limit_ms);
  }

  /** The same of the alert region. @param {Words} words @param {number} [limit_ms] */
  async is_alerted(words, limit_ms) {
    await this.#heard("alert", words, limit_ms);
  }

  /** @param {string} region @param {Words} words @param {number} [limit_ms] */
  async #heard(region, words, limit_ms) {
    await eventually(`${this.label} hears from the ${region} region ${words}`,
      async () => (await this.said()).some((one) => one.region === region && fits(one.text, words)),
      { limit_ms, describe: () => this.describe() });
  }

  /** Role and name of what has the focus. */
  async focused() {
    return this.page.evaluate(() => {
      const all = /** @type {any} */ (globalThis).watched.perceivable();
      const focused = all.find((/** @type {any} */ { element }) => element === document.activeElement);
      return focused ? `${focused.found.role} ${focused.found.name}` : document.activeElement?.tagName ?? "";
    });
  }

  /** @param {"screenshots" | "failures" | "pictures"} folder @param {string} name */
  async photograph(folder, name) {
    await this.page.screenshot({ path: /** @type {any} */ (picture(folder, name)) });
  }

  // --- doing ---

  /** The point at which a person would press it, scrolled into sight. @param {string} role @param {Words} name */
  async point_of(role, name) {
    const found = await this.sees(role, name, { that: ({ disabled }) => !disabled });
    let last = ""; // where it was a look ago: what still scrolls or slides is missed by a press
    return eventually(`${this.label} reaches ${role} ${name}`, async () => {
      const point = await this.page.evaluate((role, name) => {
        const all = /** @type {any} */ (globalThis).watched.perceivable();
        const one = all.find((/** @type {any} */ { found }) => found.role === role && found.name === name);
        if (!one) return null;
        const [x, y, width, height] = one.found.rect;
        const hit = document.elementFromPoint(x + width / 2, y + height / 2);
        return { x: x + width / 2, y: y + height / 2, reached: one.element.contains(hit), below: y + height / 2 > innerHeight / 2 };
      }, found.role, found.name);
      if (!point) return null;
      if (point.reached) {
        const here = `${point.x} ${point.y}`;
        if (last === here) return { x: point.x, y: point.y };
        last = here;
        return null;
      }
      last = "";
      await this.page.mouse.move(...(await this.#middle()));
      await this.page.mouse.wheel({ deltaY: point.below ? 80 : -80 });
      return null;
    }, { describe: () => this.describe() });
  }

  #middle() {
    return this.page.evaluate(() => /** @type {[number, number]} */ ([innerWidth / 2, innerHeight / 2]));
  }

  /** With the mouse. @param {string} role @param {Words} name */
  async press(role, name) {
    const { x, y } = await this.point_of(role, name);
    await this.page.mouse.click(x, y);
  }

  /** With a finger. @param {string} role @param {Words} name */
  async tap(role, name) {
    const { x, y } = await this.point_of(role, name);
    await this.page.touchscreen.tap(x, y);
  }

  /** Into a field, in place of what is there. @param {string} name of the textbox @param {string} text */
  async type(name, text) {
    await this.press("textbox", name);
    const { value } = await this.sees("textbox", name);
    if (value) {
      await this.page.keyboard.down("Control");
      await this.page.keyboard.press("a");
      await this.page.keyboard.up("Control");
      await this.page.keyboard.press("Backspace");
    }
    await this.page.keyboard.type(text);
    await this.sees("textbox", name, { that: (found) => found.value === text });
  }

  /** Moves the focus on until it is there, as somebody does without a mouse. @param {string} role @param {Words} name */
  async tab_to(role, name) {
    for (let steps = 0; steps < 60; steps += 1) {
      const focused = await this.focused();
      const [, focused_role, focused_name] = /^(\S+) ?(.*)$/.exec(focused) ?? [];
      if (focused_role === role && fits(focused_name, name)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`${this.label} cannot reach ${role} ${name} by Tab\n${await this.describe()}`);
  }

  // --- their network (Chromium alone can be made to lose packets) ---

  /** @type {import("puppeteer-core").CDPSession | undefined} */
  #network;

  /** Before the call: a connection can be impaired only if it was made under a condition, here 1 ms. */
  async network_can_fail() {
    this.#network = await this.page.createCDPSession();
    await this.#network.send("Network.enable");
    await this.loses_packets(0);
  }

  /** @param {number} percent of the media's packets */
  async loses_packets(percent) {
    await this.#network?.send("Network.emulateNetworkConditions", {
      offline: false, latency: 1, downloadThroughput: -1, uploadThroughput: -1, packetLoss: percent, packetQueueLength: 100,
    });
  }

  // --- what people do here ---

  /** @param {string} address */
  async open(address) {
    await this.page.goto(address);
    await this.sees("button", "Join");
  }

  /** @param {string} name */
  async join(name) {
    await this.type("Your name", name);
    await this.press("button", "Join");
    await this.sees("heading", `You are ${name}`);
  }

  /** @param {string} name @param {"Video" | "Voice"} [media] */
  async calls(name, media = "Video") {
    await this.type("Call someone", name);
    await this.press("button", `${media} call`);
  }

  async hangs_up() {
    await this.press("button", "Hang up");
  }
}
