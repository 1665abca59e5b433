// Files of recordings: taken out of the page as a person saves them, and looked into with ffmpeg.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { eventually } from "./wait.js";

/** @typedef {import("./person.js").Person} Person */

/** @param {string} program @param {string[]} values */
const run = (program, ...values) => execFileSync(program, values, { encoding: "buffer", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] });

/** Why files cannot be decoded here; false where they can. */
export const no_ffmpeg = (() => {
  try {
    run("ffprobe", "-version");
    return false;
  } catch {
    return "ffmpeg is not installed";
  }
})();

/** A browser that may not write to disk: a headless one asks nobody where to, and takes that for a no. @param {Person} person */
export async function has_no_picker(person) {
  await person.page.evaluate(() => {
    delete (/** @type {any} */ (globalThis).showSaveFilePicker);
  });
}

/** Chooses this place on "disk" whenever the page asks, without being asked. @param {Person} person */
export async function picks_a_place(person) {
  await person.page.evaluate(() => {
    const scope = /** @type {any} */ (globalThis);
    scope.showSaveFilePicker = async (/** @type {any} */ options) => {
      scope.picked = options;
      return (await navigator.storage.getDirectory()).getFileHandle("chosen.webm", { create: true });
    };
  });
}

/** @param {import("puppeteer-core").JSHandle<Blob>} blob in a page @param {string} path of the copy */
async function copy(blob, path) {
  const text = await blob.evaluate(async (blob) => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let binary = "";
    for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(binary);
  });
  await writeFile(path, Buffer.from(text, "base64"));
  return path;
}

/** What lies there. @param {Person} person @param {string} folder @returns {Promise<string>} the path of a copy */
export async function chosen_file(person, folder) {
  const file = await person.page.evaluateHandle(async () => (await (await navigator.storage.getDirectory()).getFileHandle("chosen.webm")).getFile());
  return copy(file, join(folder, "chosen.webm"));
}

/** An empty folder for files, gone with the stage. @param {import("./scenario.js").Stage} stage */
export async function folder_for(stage) {
  const folder = await mkdtemp(join(tmpdir(), "parley-recording-"));
  stage.at_end(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Presses "Save recording" and takes the file that the page hands over; for Firefox, which cannot be told where to. @param {Person} person @param {string} folder */
export async function takes(person, folder) {
  await person.page.evaluate(() => {
    const scope = /** @type {any} */ (globalThis);
    const make = URL.createObjectURL;
    URL.createObjectURL = (file) => make((scope.handed_over = file));
    HTMLAnchorElement.prototype.click = function () {
      scope.handed_over_as = this.download;
    };
  });
  await person.press("button", "Save recording");
  const name = await eventually(`${person.label} has the file`, () => person.page.evaluate(() => /** @type {any} */ (globalThis).handed_over_as));
  return copy(await person.page.evaluateHandle(() => /** @type {any} */ (globalThis).handed_over), join(folder, name));
}

/** Presses "Save recording" and waits for the file. Chromium alone can be told where to. @param {Person} person @param {string} folder */
export async function saves(person, folder) {
  const session = await person.page.createCDPSession();
  await session.send("Page.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  await person.press("button", "Save recording");
  let size = -1;
  return eventually(`${person.label} has the file`, async () => {
    const name = (await readdir(folder)).find((one) => /\.(webm|mp4)$/.test(one));
    if (!name) return false;
    const path = join(folder, name);
    const now = (await readFile(path)).length;
    if (now === 0 || now !== size) {
      size = now;
      return false;
    }
    return path;
  }, { describe: () => person.describe() });
}

/** @param {string} path @returns {{ duration: number, kinds: string[] }} as a decoder reads them from the file's head */
export function probed(path) {
  const told = JSON.parse(run("ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", path).toString());
  return {
    duration: Number(told.format.duration),
    kinds: told.streams.map((/** @type {{ codec_type: string }} */ { codec_type }) => codec_type).sort(),
  };
}

/** Complaints of a decoder that reads all of it. @param {string} path */
export const complaints = (path) => spawnSync("ffmpeg", ["-v", "warning", "-i", path, "-enc_time_base", "-1", "-f", "null", "-"], { encoding: "utf8" }).stderr;

/** Mean colours of the left and the right half of the frame at this second. @param {string} path @param {number} second */
export function halves_at(path, second) {
  const pixels = run("ffmpeg", "-v", "error", "-ss", `${second}`, "-i", path, "-frames:v", "1", "-vf", "format=rgb24,scale=2:1:flags=area", "-f", "rawvideo", "-pix_fmt", "rgb24", "-");
  return [[...pixels.subarray(0, 3)], [...pixels.subarray(3, 6)]];
}

/** Mean loudness in dB; silence is below -90. @param {string} path */
export function loudness(path) {
  const words = run("ffmpeg", "-v", "error", "-i", path, "-vn", "-af", "astats=metadata=1:reset=0,ametadata=print:key=lavfi.astats.Overall.RMS_level:file=-", "-f", "null", "-").toString();
  const levels = [...words.matchAll(/RMS_level=(-?[\d.]+|-inf)/g)].map(([, level]) => Number(level.replace("-inf", "-200")));
  return levels.at(-1) ?? -200;
}
