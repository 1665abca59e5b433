// Camera and microphone, by the number of the request. Asked for in one question; stopped for real, so that the light goes out.

import { reason_of } from "./limit.js";

/**
 * @typedef {import("./types.d.ts").DeviceKind} DeviceKind
 * @typedef {import("./types.d.ts").DeviceProblem} DeviceProblem
 */

/** A picture that a call can carry. */
const HEIGHT = 720;
const FRAMES = { ideal: 30, max: 30 };

/**
 * How devices are to be opened. Wishes: what is not there falls back to what is.
 * @typedef {object} Wishes
 * @property {string} camera the id; empty: the browser's choice
 * @property {string} microphone the same
 * @property {string} facing where no camera is named
 * @property {number} height px; 0: as usual
 * @property {boolean} echoCancellation
 * @property {boolean} noiseSuppression
 * @property {boolean} gainControl
 */

/** @type {Wishes} */
const USUAL = { camera: "", microphone: "", facing: "user", height: 0, echoCancellation: true, noiseSuppression: true, gainControl: true };

/** @param {Wishes} wishes @returns {MediaTrackConstraints} */
const microphone_as = ({ microphone, echoCancellation, noiseSuppression, gainControl }) => ({
  ...(microphone && { deviceId: { ideal: microphone } }), echoCancellation, noiseSuppression, autoGainControl: gainControl,
});

/** @param {Wishes} wishes @returns {MediaTrackConstraints} */
const camera_as = ({ camera, facing, height }) => ({
  ...(camera ? { deviceId: { ideal: camera } } : { facingMode: facing }),
  width: { ideal: Math.round(((height || HEIGHT) * 16) / 9) }, height: { ideal: height || HEIGHT }, frameRate: FRAMES,
});

/**
 * @typedef {object} Capture
 * @property {Map<DeviceKind, MediaStreamTrack>} tracks those that are open
 * @property {Set<DeviceKind>} wanted those not stopped, before and after the browser's answer
 * @property {boolean} muted
 */

/** @param {DeviceKind} kind */
const track_kind = (kind) => (kind === "microphone" ? "audio" : "video");

/**
 * @param {object} options
 * @param {Pick<import("./types.d.ts").Program, "on_devices_opened" | "on_devices_failed" | "on_device_vanished" | "on_report">} options.report
 * @param {HTMLVideoElement} options.preview shows one's own camera, muted
 * @param {(words: string) => void} options.note
 * @param {MediaDevices | undefined} options.devices absent where the page is not a secure context
 * @param {Permissions | undefined} options.permissions
 * @param {(tracks: MediaStreamTrack[]) => MediaStream} [options.stream_of]
 */
export function create_media({
  report,
  preview,
  note,
  devices,
  permissions,
  stream_of = (tracks) => new MediaStream(tracks),
}) {
  /** @type {Map<number, Capture>} */
  const captures = new Map();
  /** @type {MediaStreamTrack | null} */
  let previewed = null;

  /** @param {MediaStreamTrack | null} track */
  function show(track) {
    previewed = track;
    preview.srcObject = track && stream_of([track]);
    if (track) preview.play().catch(() => {});  // muted, so never held back; rejected only when replaced
  }

  /** @param {MediaStreamTrack} track */
  function stop_track(track) {
    track.stop();
    if (track === previewed) show(null);
  }

  /** @param {DeviceKind} kind @param {MediaStreamTrack} track */
  function tell_used(kind, track) {
    const { deviceId = "", groupId = "", facingMode = "" } = track.getSettings?.() ?? {};
    report.on_report("settings-using", { device: { kind, id: deviceId, label: track.label ?? "", group: groupId }, facing: facingMode });
  }

  /**
   * @param {number} id
   * @param {Capture} capture
   * @param {MediaStream} stream
   */
  function take(id, capture, stream) {
    for (const kind of /** @type {const} */ (["microphone", "camera"])) {
      const track = stream.getTracks().find((one) => one.kind === track_kind(kind));
      if (!track) continue;
      if (!capture.wanted.has(kind)) {
        track.stop();  // the answer came after the question had lost its sense
        continue;
      }
      capture.tracks.set(kind, track);
      if (kind === "microphone") track.enabled = !capture.muted;
      else show(track);
      tell_used(kind, track);
      // Fired when the device goes away or the permission is revoked, not by our own stop.
      track.addEventListener("ended", () => {
        if (capture.tracks.get(kind) !== track) return;
        capture.tracks.delete(kind);
        if (track === previewed) show(null);
        report.on_device_vanished(id, kind);
      });
    }
    if (capture.tracks.size > 0) report.on_devices_opened(id);
  }

  return {
    /**
     * @param {number} id
     * @param {boolean} microphone
     * @param {boolean} camera
     * @param {Wishes} [wishes]
     */
    open(id, microphone, camera, wishes = USUAL) {
      /** @type {Capture} */
      const capture = { tracks: new Map(), wanted: new Set(), muted: false };
      if (microphone) capture.wanted.add("microphone");
      if (camera) capture.wanted.add("camera");
      captures.set(id, capture);
      if (!devices?.getUserMedia) {
        queueMicrotask(() => report.on_devices_failed(id, "insecure"));
        return;
      }
      devices.getUserMedia({ audio: microphone && microphone_as(wishes), video: camera && camera_as(wishes) }).then(
        (stream) => take(id, capture, stream),
        async (error) => {
          note(`devices: ${reason_of(error)}`);
          const problem = await problem_of(error, [...capture.wanted], permissions);
          if (capture.wanted.size > 0) report.on_devices_failed(id, problem);
        },
      );
    },

    /**
     * Also while the browser still asks: what it then gives is stopped at once.
     * @param {number} id
     * @param {DeviceKind} kind
     */
    stop(id, kind) {
      const capture = captures.get(id);
      if (!capture) return;
      capture.wanted.delete(kind);
      const track = capture.tracks.get(kind);
      capture.tracks.delete(kind);
      if (track) stop_track(track);
      if (capture.wanted.size === 0) captures.delete(id);
    },

    /**
     * @param {number} id
     * @param {boolean} muted
     */
    mute(id, muted) {
      const capture = captures.get(id);
      if (!capture) return;
      capture.muted = muted;
      const track = capture.tracks.get("microphone");
      if (track) track.enabled = !muted;
    },

    /**
     * @param {number} id 0: none
     * @param {DeviceKind} kind
     * @returns {MediaStreamTrack | null}
     */
    track(id, kind) {
      return captures.get(id)?.tracks.get(kind) ?? null;
    },
  };
}

/**
 * What went wrong, from the name of the error, and where that is ambiguous from its words and the state of the permission:
 * the specification gives one name to a refusal by the person, by a policy and by the system.
 * @param {unknown} error
 * @param {DeviceKind[]} kinds
 * @param {Permissions | undefined} permissions
 * @returns {Promise<DeviceProblem>}
 */
export async function problem_of(error, kinds, permissions) {
  const { name = "", message = "" } = /** @type {Partial<Error>} */ (error ?? {});
  switch (name) {
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":  // "could not start video source": a driver or another program
      return "in-use";
    case "SecurityError":
      return "denied";
    case "TypeError":
      return "insecure";
    case "NotAllowedError":
      break;
    default:
      return "other";
  }
  if (/system/i.test(message)) return "blocked-by-system";
  if (/dismiss/i.test(message)) return "dismissed";
  if (/^permission denied/i.test(message)) return "denied";
  // Firefox has one message for all. Where it would ask again, nothing was decided for good.
  const states = await Promise.all(kinds.map((kind) =>
    permissions?.query({ name: /** @type {PermissionName} */ (kind) }).then(({ state }) => state, () => "unknown") ?? "unknown"));
  return states.includes("denied") || !states.includes("prompt") ? "denied" : "dismissed";
}
