// One's own screen, by the number of the request: chosen in the browser's own dialog, sent on the places that every connection has for it,
// stopped from here or with the browser's own button. Whether to share is the program's decision.

import { reason_of } from "./limit.js";

/**
 * @typedef {object} Capture
 * @property {MediaStreamTrack | null} screen
 * @property {MediaStreamTrack | null} sound
 */

/** Text must stay readable; whoever shares a film gets its sound unchanged. */
const WANTED = {
  video: { frameRate: { ideal: 30, max: 30 } },
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  systemAudio: "include",
  surfaceSwitching: "include",
  selfBrowserSurface: "exclude",  // a picture of this call within this call
};

/** @param {unknown} error */
function problem_of(error) {
  const { name = "", message = "" } = /** @type {Partial<Error>} */ (error ?? {});
  if (name !== "NotAllowedError") return "failed";
  return /system/i.test(message) ? "blocked-by-system" : "refused";
}

/**
 * @param {object} options
 * @param {(name: string, fields: object) => void} options.report
 * @param {(words: string) => void} options.note
 * @param {(peer: number, slot: import("./peer.js").Slot, track: MediaStreamTrack | null) => void} options.send
 * @param {Pick<MediaDevices, "getDisplayMedia"> | undefined} [options.devices]
 */
export function create_sharing({ report, note, send, devices = navigator.mediaDevices }) {
  /** Those that are wanted; null until something is chosen. @type {Map<number, Capture | null>} */
  const captures = new Map();

  /** @param {number} capture @param {MediaStream} stream */
  function take(capture, stream) {
    const screen = stream.getTracks().find(({ kind }) => kind === "video") ?? null;
    const sound = stream.getTracks().find(({ kind }) => kind === "audio") ?? null;
    if (!captures.has(capture) || !screen) {
      for (const track of stream.getTracks()) track.stop();  // the answer came after the question had lost its sense
      if (captures.delete(capture)) report("sharing-not-chosen", { capture, problem: "failed" });
      return;
    }
    screen.contentHint = "detail";
    captures.set(capture, { screen, sound });
    // Fired by the browser's own "stop sharing" and when the window is closed, not by our own stop.
    screen.addEventListener("ended", () => {
      if (captures.has(capture)) report("sharing-stopped", { capture });
    });
    report("sharing-chosen", { capture, sound: sound !== null });
  }

  return {
    /** Within a gesture. @param {{ capture: number }} fields */
    choose({ capture }) {
      captures.set(capture, null);
      // Called at once: the gesture does not outlive this task.
      const asked = devices?.getDisplayMedia ? devices.getDisplayMedia(/** @type {DisplayMediaStreamOptions} */ (WANTED)) : Promise.reject(new Error("no getDisplayMedia"));
      return asked.then((stream) => take(capture, stream), (error) => {
        note(`sharing: ${reason_of(error)}`);
        if (captures.delete(capture)) report("sharing-not-chosen", { capture, problem: problem_of(error) });
      });
    },

    /** @param {{ capture: number }} fields */
    stop({ capture }) {
      const taken = captures.get(capture);
      captures.delete(capture);
      taken?.screen?.stop();
      taken?.sound?.stop();
    },

    /** @param {{ peer: number, capture: number }} fields of capture 0: send nothing */
    attach({ peer, capture }) {
      const taken = captures.get(capture);
      send(peer, "screen", taken?.screen ?? null);
      send(peer, "screen_audio", taken?.sound ?? null);
    },
  };
}
