// The browsers of the system: one of each kind for all tests of a file, with a fresh context for each person. Chromium is
// headless; Firefox has WebGL 2 only with a display, which Xvfb gives it, and mixes sound only with a sound card, which PulseAudio
// pretends to be.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import puppeteer from "puppeteer-core";

import { eventually } from "./wait.js";

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

/** @param {import("node:child_process").ChildProcess} program */
async function end(program) {
  if (program.pid === undefined || program.exitCode !== null) return;
  const exit = once(program, "exit");
  program.kill();
  await exit;
}

/**
 * What it is ready with; fails with these words if it ends before.
 * @template T
 * @param {import("node:child_process").ChildProcess} program @param {string} words @param {Promise<T>} ready
 * @returns {Promise<T>}
 */
function unless_it_ends(program, words, ready) {
  const failed = once(program, "exit").then(() => {
    throw new Error(words);
  });
  failed.catch(() => {});
  return Promise.race([failed, ready]);
}

/** A display of its own, at a number that the X server chooses. @returns {Promise<string>} */
async function open_display() {
  const server = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1600x1200x24", "+extension", "GLX", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  closing.push(() => end(server));
  const [number] = await unless_it_ends(server, "Xvfb has no display for Firefox", once(server.stdout, "data"));
  return `:${String(number).trim()}`;
}

/** A sound card of its own, which nobody hears. @returns {Promise<string>} its address */
async function open_sound_card() {
  const folder = await mkdtemp(join(tmpdir(), "parley-sound-"));
  const socket = join(folder, "socket");
  const server = spawn("pulseaudio", ["-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "-L", "module-null-sink",
    "-L", `module-native-protocol-unix auth-anonymous=1 socket=${socket}`], {
    env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder }, stdio: "ignore",
  });
  closing.push(async () => {
    await end(server);
    await rm(folder, { recursive: true, force: true });
  });
  await unless_it_ends(server, "PulseAudio has no sound card for Firefox", eventually("there is a sound card", () => access(socket).then(() => true)));
  return `unix:${socket}`;
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
  const [display, sound_card] = await Promise.all([open_display(), open_sound_card()]);
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.PARLEY_FIREFOX ?? "/usr/bin/firefox-esr",
    headless: false,
    env: { ...process.env, DISPLAY: display, PULSE_SERVER: sound_card },
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
