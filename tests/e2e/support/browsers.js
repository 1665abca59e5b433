// The browsers of the system: one of each kind for all tests of a file, with a fresh context for each person. Chromium is
// headless; Firefox has WebGL 2 only with a display, which Xvfb gives it.
import { spawn } from "node:child_process";
import { once } from "node:events";

import puppeteer from "puppeteer-core";

/** @typedef {"chromium" | "firefox"} Kind */

/** @type {Map<Kind, Promise<import("puppeteer-core").Browser>>} */
const running = new Map();
/** @type {(() => Promise<void>)[]} */
const closing = [];

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--disable-background-networking",
  "--allow-loopback-in-peer-connection",
  "--enable-unsafe-swiftshader",
];
const FIREFOX_PREFERENCES = {
  "media.navigator.streams.fake": true,
  "media.navigator.permission.disabled": true,
  "media.peerconnection.ice.loopback": true,
  "media.peerconnection.ice.obfuscate_host_addresses": false,
  "dom.min_background_timeout_value": 4,
};

/** @type {import("./certificates.js").Certificates[]} */
const trusted = [];

/** Before the first browser of a test file starts. @param {import("./certificates.js").Certificates} certificates */
export function trust(certificates) {
  trusted.push(certificates);
}

/** A display of its own, at a number that the X server chooses. @returns {Promise<string>} */
async function open_display() {
  const server = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1600x1200x24", "+extension", "GLX", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  closing.push(async () => {
    if (server.exitCode !== null) return;
    const exit = once(server, "exit");
    server.kill();
    await exit;
  });
  const failed = once(server, "exit").then(() => {
    throw new Error("Xvfb has no display for Firefox");
  });
  failed.catch(() => {});
  const [number] = await Promise.race([once(server.stdout, "data"), failed]);
  return `:${String(number).trim()}`;
}

async function start_chromium() {
  const browser = await puppeteer.launch({
    executablePath: process.env.PARLEY_CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: [...CHROMIUM_FLAGS, ...trusted.map(({ chromium_flag }) => chromium_flag)],
    defaultViewport: null,
  });
  closing.push(() => browser.close());
  return browser;
}

async function start_firefox() {
  const display = await open_display();
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.PARLEY_FIREFOX ?? "/usr/bin/firefox-esr",
    headless: false,
    env: { ...process.env, DISPLAY: display },
    extraPrefsFirefox: FIREFOX_PREFERENCES,
    acceptInsecureCerts: trusted.length > 0,
    defaultViewport: null,
  });
  closing.push(() => browser.close());
  return browser;
}

/** @param {Kind} kind */
export function browser_of(kind) {
  let browser = running.get(kind);
  if (!browser) {
    browser = kind === "chromium" ? start_chromium() : start_firefox();
    running.set(kind, browser);
  }
  return browser;
}

export async function close_browsers() {
  running.clear();
  for (const close of closing.splice(0).reverse()) await close();
}
