// What the dialog "Settings" needs of a browser: what it keeps, the list of devices, a level meter, a tone on a chosen speaker, and
// whether server and relay answer. What is chosen, and when, is the program's.

import { reason_of } from "./limit.js";
import { SETTINGS, forget_all } from "./storage.js";

const METER_MS = 100;
const STEPS = 24;
const QUIETEST_DB = -60;
const CHECK_MS = 8000;

/**
 * @typedef {{ kind: "camera" | "microphone" | "speaker", id: string, label: string, group: string }} Device
 */

/** @type {Record<MediaDeviceKind, Device["kind"]>} */
const KINDS = { videoinput: "camera", audioinput: "microphone", audiooutput: "speaker" };

/** How loud, from 0 to 24, evenly in decibels. @param {Float32Array} samples of one moment, from -1 to 1 */
export function level_of(samples) {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / samples.length + 1e-12);
  return Math.max(0, Math.min(STEPS, Math.round(STEPS * (1 - decibels / QUIETEST_DB))));
}

/**
 * Whether a relay gives an address: of a connection that is thrown away, and that may use nothing else.
 * @param {RTCIceServer[]} relays
 * @param {typeof RTCPeerConnection} Connection
 */
export async function relay_answers(relays, Connection) {
  let connection;
  try {
    connection = new Connection({ iceServers: relays, iceTransportPolicy: "relay" });
  } catch {
    return false;
  }
  const probe = connection;
  try {
    probe.createDataChannel("probe");
    return await new Promise((resolve, reject) => {
      setTimeout(() => resolve(false), CHECK_MS);
      probe.addEventListener("icecandidate", ({ candidate }) => {
        if (!candidate) resolve(false);
        else if (/ typ relay /.test(candidate.candidate)) resolve(true);
      });
      probe.setLocalDescription().catch(reject);
    });
  } catch {
    return false;
  } finally {
    probe.close();
  }
}

/**
 * @param {object} options
 * @param {(name: string, fields: object) => void} options.report
 * @param {(words: string) => void} options.note
 * @param {Pick<ReturnType<typeof import("./media.js").create_media>, "track">} options.media
 * @param {Pick<ReturnType<typeof import("./peer.js").create_peers>, "limit_picture">} options.peers
 * @param {Pick<ReturnType<typeof import("./remote.js").create_remote>, "set_speaker" | "can_choose_speaker">} options.remote
 * @param {Pick<ReturnType<typeof import("./tones.js").create_tones>, "play">} options.tones
 * @param {(scheme: string) => void} options.set_scheme
 * @param {string} options.version the address of the server's `/version`
 * @param {MediaDevices | undefined} [options.devices] absent where the page is not a secure context
 * @param {() => Storage} [options.open_browser] may throw: storage can be forbidden
 * @param {() => Storage} [options.open_tab] the same
 * @param {typeof fetch} [options.request]
 * @param {typeof RTCPeerConnection} [options.Connection]
 * @param {() => AudioContext} [options.create_context]
 */
export function create_settings({
  report,
  note,
  media,
  peers,
  remote,
  tones,
  set_scheme,
  version,
  devices = navigator.mediaDevices,
  open_browser = () => localStorage,
  open_tab = () => sessionStorage,
  request = (input, init) => fetch(input, init),
  Connection = RTCPeerConnection,
  create_context = () => new AudioContext(),
}) {
  let watching = false;
  /** Ends the metering that runs. @type {() => void} */
  let end_meter = () => {};

  async function list() {
    if (devices && !watching) {
      watching = true;
      devices.addEventListener("devicechange", () => void list());
    }
    /** @type {Device[]} */
    let found = [];
    try {
      const all = (await devices?.enumerateDevices()) ?? [];
      // Without an id nobody can choose it: the browser hides it until a permission is given. "communications" is Windows' own
      // doubling of a device.
      found = all.filter(({ deviceId }) => deviceId && deviceId !== "communications")
        .map(({ kind, deviceId, label, groupId }) => ({ kind: KINDS[kind], id: deviceId, label, group: groupId ?? "" }));
    } catch (error) {
      note(`devices: ${reason_of(error)}`);
    }
    report("settings-devices", { devices: found, canChooseSpeaker: remote.can_choose_speaker() });
  }

  return {
    /** What this browser has kept, if it can be read. */
    load() {
      let chosen = {};
      try {
        const kept = JSON.parse(open_browser().getItem(SETTINGS) ?? "{}");
        // Only what is plain: somebody else may have written it.
        chosen = Object.fromEntries(Object.entries(kept).filter(([, value]) => typeof value === "string" || typeof value === "boolean"));
        report("settings-loaded", { chosen });
      } catch (error) {
        note(`settings: ${reason_of(error)}`);
        report("settings-loaded", { chosen: {} });
      }
    },

    /** @param {{ chosen: object }} fields */
    store({ chosen }) {
      try {
        open_browser().setItem(SETTINGS, JSON.stringify(chosen));
      } catch (error) {
        note(`settings are not kept: ${reason_of(error)}`);  // forbidden or full; they hold for this page
      }
    },

    /** @param {{ session: boolean }} fields */
    erase({ session }) {
      forget_all(open_browser);
      if (session) forget_all(open_tab);
    },

    list,

    /** @param {{ capture: number }} fields 0: of none */
    meter({ capture }) {
      end_meter();
      const track = media.track(capture, "microphone");
      if (!track) return;
      // A copy of its own: that of the call is silent while it is muted.
      const copy = track.clone();
      copy.enabled = true;
      const context = create_context();
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(new MediaStream([copy])).connect(analyser);
      context.resume().catch(() => {});
      const samples = new Float32Array(analyser.fftSize);
      let told = 0;
      const timer = setInterval(() => {
        analyser.getFloatTimeDomainData(samples);
        const level = level_of(samples);
        if (level === told) return;
        told = level;
        report("settings-level", { level });
      }, METER_MS);
      end_meter = () => {
        clearInterval(timer);
        copy.stop();
        context.close().catch(() => {});
        end_meter = () => {};
      };
    },

    /** @param {{ id: string }} fields empty: the system's choice */
    speaker({ id }) {
      remote.set_speaker(id).catch((/** @type {unknown} */ error) => note(`speaker: ${reason_of(error)}`));
    },

    /** @param {{ id: string }} fields */
    test_speaker({ id }) {
      let works = true;
      try {
        tones.play("test", { sink: id });
      } catch (error) {
        note(`test tone: ${reason_of(error)}`);
        works = false;
      }
      report("settings-speaker-tested", { works });
    },

    /** @param {{ kilobits: number }} fields 0: no limit */
    limit({ kilobits }) {
      peers.limit_picture(kilobits);
    },

    /** @param {{ relays: { urls: string[], username: string, credential: string }[] }} fields */
    async check({ relays }) {
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), CHECK_MS);
      const servers = relays.map(({ urls, username, credential }) => (username ? { urls, username, credential } : { urls }));
      const [server, relay] = await Promise.all([
        request(version, { cache: "no-store", credentials: "omit", signal: limit.signal }).then(({ ok }) => ok, () => false),
        servers.length > 0 ? relay_answers(servers, Connection) : false,
      ]);
      clearTimeout(timer);
      report("settings-checked", { server, relay });
    },

    /** @param {{ appearance: string }} fields */
    scheme({ appearance }) {
      set_scheme(appearance);
    },
  };
}
