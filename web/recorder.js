// Records a call into one file: finds a place for it, encodes what composer.js puts together, and sees to it that the file can be
// sought in. Who may be recorded, and when, is the program's decision.

import { create_composer } from "./composer.js";
import { save_file } from "./files.js";
import { limited, reason_of } from "./limit.js";
import { open_file } from "./recording_file.js";
import { create_webm } from "./webm.js";

/** The encoder hands over what it has so often. */
const SLICE_MS = 1000;
/** An encoder that never finishes. */
const LIMIT_MS = 10_000;
const PICTURE_BITS = 2_500_000;
const SOUND_BITS = 128_000;
/** Key frames are where one can seek to. */
const KEY_FRAME_EVERY_MS = 2000;

/** The first that the browser knows; VP8 is the lightest. */
const FORMATS = {
  picture: ["video/webm;codecs=vp8,opus", "video/webm;codecs=vp9,opus", "video/webm", "video/mp4"],
  sound: ["audio/webm;codecs=opus", "audio/webm", "audio/mp4"],
};

/**
 * @typedef {object} Recording
 * @property {boolean} picture
 * @property {string} format with codecs
 * @property {string} name of the file
 * @property {import("./recording_file.js").RecordingFile} file
 * @property {AudioContext} audio
 * @property {ReturnType<typeof create_composer> | null} composer
 * @property {MediaRecorder | null} recorder
 * @property {ReturnType<typeof create_webm> | null} webm null: a format that needs no repair
 * @property {Promise<void>} work what is written, one after the other
 * @property {number} began
 * @property {boolean} full no more of it fits
 * @property {Blob | null} result
 * @property {boolean} safe nothing is lost when the page goes
 */

/** @param {string} name @param {string} type @param {Date} now */
export function file_name(name, type, now) {
  const two = (/** @type {number} */ value) => `${value}`.padStart(2, "0");
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const plain = name.replace(/[\p{C}\\/:*?"<>|]/gu, "-").slice(0, 80);
  return `${plain}, ${day} ${two(now.getHours())}.${two(now.getMinutes())}.${type.endsWith("webm") ? "webm" : "mp4"}`;
}

/** @param {Pick<import("./later.js").Page, "report" | "note" | "peers">} page */
export function create_recorder({ report, note, peers }) {
  /** @type {Map<number, Recording>} */
  const recordings = new Map();

  /** @param {BeforeUnloadEvent} event */
  const ask_first = (event) => event.preventDefault();
  function guard_page() {
    const unsafe = [...recordings.values()].some(({ safe }) => !safe);
    if (unsafe) addEventListener("beforeunload", ask_first);
    else removeEventListener("beforeunload", ask_first);
  }

  /** @param {Recording} recording */
  function release(recording) {
    recording.composer?.close();
    recording.composer = null;
    if (recording.audio.state !== "closed") recording.audio.close().catch(() => {});
    const { recorder } = recording;
    recording.recorder = null;
    if (recorder && recorder.state !== "inactive") recorder.stop();
  }

  /** @param {number} number @param {"encoder" | "storage" | "unsupported"} problem @param {unknown} error */
  function fail(number, problem, error) {
    const recording = recordings.get(number);
    recordings.delete(number);
    guard_page();
    report("recording-failed", { number, problem, reason: reason_of(error) });
    if (!recording) return;
    release(recording);
    recording.file.discard().catch((why) => note(`a recording that failed: ${reason_of(why)}`));
  }

  /** @param {number} number @param {Recording} recording @param {Blob} data */
  async function write(number, recording, data) {
    if (recording.full || data.size === 0) return;
    const bytes = new Uint8Array(await data.arrayBuffer());
    try {
      await recording.file.append(recording.webm ? recording.webm.push(bytes) : bytes);
    } catch (error) {
      if (/** @type {any} */ (error)?.name !== "QuotaExceededError") throw error;
      recording.full = true;
      stop(number);
    }
  }

  /** @param {number} number @param {Recording} recording */
  async function finish(number, recording) {
    let length = performance.now() - recording.began;
    if (recording.webm) {
      const { tail, patches, duration_ms } = recording.webm.finish(!recording.full);
      await recording.file.append(tail);
      for (const { position, bytes } of patches) await recording.file.patch(position, bytes);
      length = duration_ms;
    }
    recording.result = await recording.file.close();
    recording.safe = recording.result === null;
    if (recording.safe) recordings.delete(number);
    guard_page();
    report("recording-finished", { number, length: Math.round(length), full: recording.full });
  }

  /** @param {number} number */
  function stop(number) {
    const recording = recordings.get(number);
    if (recording?.recorder && recording.recorder.state !== "inactive") recording.recorder.stop();
  }

  return {
    /** Within a gesture. @param {{ number: number, name: string, picture: boolean }} fields */
    async prepare({ number, name, picture }) {
      const format = globalThis.MediaRecorder && FORMATS[picture ? "picture" : "sound"].find((one) => MediaRecorder.isTypeSupported(one));
      if (!format) {
        fail(number, "unsupported", "no format");
        return;
      }
      const [type] = format.split(";");
      const named = file_name(name, type, new Date());
      const audio = new AudioContext();
      try {
        const file = await open_file({ name: named, type, ending: type.endsWith("webm") ? ".webm" : ".mp4" });
        recordings.set(number, {
          picture, format, name: named, file, audio, composer: null, recorder: null, webm: type.endsWith("webm") ? create_webm() : null,
          work: Promise.resolve(), began: 0, full: false, result: null, safe: true,
        });
        report("recording-prepared", { number, place: file.place });
      } catch (error) {
        audio.close().catch(() => {});
        if (/** @type {any} */ (error)?.name === "AbortError") report("recording-cancelled", { number });
        else fail(number, "storage", error);
      }
    },

    /** @param {{ number: number, scene: import("./composer.js").Scene }} fields */
    start({ number, scene }) {
      const recording = recordings.get(number);
      if (!recording) return;
      try {
        const { audio, picture, format } = recording;
        audio.resume().catch(() => {});
        recording.composer = create_composer({ peers, audio, picture, scene });
        const recorder = new MediaRecorder(recording.composer.stream, /** @type {MediaRecorderOptions} */ ({
          mimeType: format, videoBitsPerSecond: PICTURE_BITS, audioBitsPerSecond: SOUND_BITS,
          videoKeyFrameIntervalDuration: KEY_FRAME_EVERY_MS,
        }));
        recording.recorder = recorder;
        const is_there = () => recordings.get(number) === recording;
        recorder.addEventListener("dataavailable", ({ data }) => {
          recording.work = recording.work.then(() => (is_there() ? write(number, recording, data) : undefined))
            .catch((error) => {
              if (is_there()) fail(number, "storage", error);
            });
        });
        recorder.addEventListener("error", (event) => is_there() && fail(number, "encoder", /** @type {any} */ (event).error ?? event.type));
        recorder.addEventListener("stop", () => {
          release(recording);
          recording.work = recording.work.then(() => (is_there() ? finish(number, recording) : undefined))
            .catch((error) => {
              if (is_there()) fail(number, "storage", error);
            });
        });
        recording.began = performance.now();
        recording.safe = false;
        guard_page();
        recorder.start(SLICE_MS);
        report("recording-started", { number });
      } catch (error) {
        fail(number, "encoder", error);
      }
    },

    /** @param {{ number: number, scene: import("./composer.js").Scene }} fields */
    show({ number, scene }) {
      recordings.get(number)?.composer?.show(scene);
    },

    /** @param {{ number: number }} fields */
    stop({ number }) {
      const recorder = recordings.get(number)?.recorder;
      if (!recorder) return;
      const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve));
      stop(number);
      limited(stopped, LIMIT_MS, "the encoder's end").catch((error) => recordings.has(number) && fail(number, "encoder", error));
    },

    /** Within a gesture. @param {{ number: number }} fields */
    save({ number }) {
      const recording = recordings.get(number);
      if (!recording?.result) return;
      save_file(recording.result, recording.name);
      recordings.delete(number);
      guard_page();
    },

    /** @param {{ number: number }} fields */
    discard({ number }) {
      const recording = recordings.get(number);
      if (!recording) return;
      recordings.delete(number);
      guard_page();
      release(recording);
      recording.file.discard().catch((error) => note(`a recording thrown away: ${reason_of(error)}`));
    },
  };
}
