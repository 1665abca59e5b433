// Measures the connection of a call once a second, hands the figures to the other page and takes its own, and holds video back
// while the program wants the path for the voice. What the counters mean is the program's.

import { limited, reason_of } from "./limit.js";

const PERIOD_MS = 1000;
const LIMIT_MS = 10_000;

/** The members of Figures (src/core/call/statistics.hpp) by what they have to be; `true`: may be missing. */
const NUMBERS = {
  roundTrip: true, lost: true, lostBeyond: true, jitter: true,
  receiving: false, sending: false, width: false, height: false, frames: false,
};
const NAMES = ["pictureCodec", "soundCodec", "transport"];

/** @param {unknown} value @returns {number | null} */
const number_or_null = (value) => (typeof value === "number" && Number.isFinite(value) ? value : null);

/** @param {number} [seconds] */
const in_ms = (seconds) => (seconds === undefined ? null : seconds * 1000);

/**
 * The pair of candidates in use.
 * @param {RTCStatsReport} statistics @param {any[]} entries
 */
function selected_pair(statistics, entries) {
  const selected = entries.find(({ type }) => type === "transport")?.selectedCandidatePairId;
  // Firefox tells the pair in use by itself.
  return selected ? statistics.get(selected) : entries.find(({ type, selected }) => type === "candidate-pair" && selected);
}

/**
 * The browser's report as Sample (src/core/call/statistics.hpp).
 * @param {RTCStatsReport} statistics
 * @param {Set<string>} screen_mids of the transceivers that carry a screen
 * @param {number} now
 */
export function sample_of(statistics, screen_mids, now) {
  /** @type {any[]} */
  const entries = [...statistics.values()];
  const streams = [];
  /** @type {number | undefined} */
  let seen_round_trip;
  for (const entry of entries) {
    const received = entry.type === "inbound-rtp";
    if (!received && entry.type !== "outbound-rtp") continue;
    const beyond = received ? undefined : statistics.get(entry.remoteId);
    seen_round_trip ??= beyond?.roundTripTime;
    const bytes = received ? entry.bytesReceived : entry.bytesSent;
    streams.push({
      id: `${entry.ssrc}`,
      received,
      video: entry.kind === "video",
      screen: screen_mids.has(entry.mid),
      bytes: number_or_null(bytes === undefined ? null : bytes + ((received ? entry.headerBytesReceived : entry.headerBytesSent) ?? 0)),
      packets: number_or_null(received ? entry.packetsReceived : entry.packetsSent),
      lost: number_or_null(received ? entry.packetsLost : beyond?.packetsLost),
      frames: number_or_null(received ? entry.framesDecoded : entry.framesEncoded),
      jitter: number_or_null(in_ms(received ? entry.jitter : beyond?.jitter)),
      width: number_or_null(entry.frameWidth),
      height: number_or_null(entry.frameHeight),
      codec: statistics.get(entry.codecId)?.mimeType ?? "",
    });
  }
  const pair = selected_pair(statistics, entries);
  const local = statistics.get(pair?.localCandidateId);
  const available = number_or_null(pair?.availableOutgoingBitrate);
  return {
    at: now,
    streams,
    roundTrip: number_or_null(in_ms(pair?.currentRoundTripTime ?? seen_round_trip)),
    available: available === null ? null : available / 1000,
    local: local?.candidateType ?? "",
    remote: statistics.get(pair?.remoteCandidateId)?.candidateType ?? "",
    transport: local?.relayProtocol ?? local?.protocol ?? "",
  };
}

/**
 * What the other page told, with every member of the kind that the program expects; the other page may be anybody's.
 * @param {Record<string, unknown>} told
 */
export function checked_figures(told) {
  /** @type {Record<string, unknown>} */
  const figures = { relayed: told.relayed === true };
  for (const [name, missing] of Object.entries(NUMBERS)) figures[name] = number_or_null(told[name]) ?? (missing ? null : 0);
  for (const name of NAMES) figures[name] = typeof told[name] === "string" ? told[name].slice(0, 32) : "";
  return figures;
}

/**
 * @param {Pick<import("./later.js").Page, "report" | "note" | "peers">} page
 * @param {Pick<ReturnType<typeof import("./channel.js").create_channel>, "send" | "on" | "ready">} channel
 */
export function create_statistics({ report, note, peers }, channel) {
  let watched = 0;
  let asked = false;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;

  channel.on("stats", (fields) => report("statistics-told", { figures: checked_figures(fields) }));

  /** @param {number} id */
  async function take(id) {
    const peer = peers.look(id);
    if (!peer || asked) return;
    asked = true;
    try {
      const statistics = await limited(peer.connection.getStats(), LIMIT_MS, "getStats");
      if (id !== watched) return;
      const screens = [peer.transceivers.get("screen")?.mid, peer.transceivers.get("screen_audio")?.mid];
      const mids = new Set(screens.flatMap((mid) => (mid ? [mid] : [])));
      report("statistics-sampled", { peer: id, online: navigator.onLine, sample: sample_of(statistics, mids, performance.now()) });
    } catch (error) {
      if (id === watched) note(`statistics: ${reason_of(error)}`);
    } finally {
      asked = false;
    }
  }

  return {
    /** @param {{ peer: number }} fields 0: none */
    watch({ peer: id }) {
      watched = id;
      clearInterval(timer);
      const peer = peers.look(id);
      if (!peer) return;
      timer = setInterval(() => take(id), PERIOD_MS);
      peer.connection.addEventListener("icecandidateerror", (event) => {
        const { url, errorCode } = /** @type {RTCPeerConnectionIceErrorEvent} */ (event);
        if (id === watched && url.startsWith("turn")) report("statistics-relay-failed", { peer: id, code: errorCode });
      });
    },

    /** @param {{ figures: object }} fields */
    tell({ figures }) {
      if (channel.ready()) channel.send("stats", figures);
    },

    /** @param {{ peer: number, held: boolean }} fields */
    async hold_video({ peer: id, held }) {
      const peer = peers.look(id);
      if (!peer) return;
      for (const slot of /** @type {const} */ (["camera", "screen"])) {
        const sender = peer.transceivers.get(slot)?.sender;
        const parameters = sender?.getParameters();
        if (!sender || !parameters?.encodings?.length) continue;
        for (const encoding of parameters.encodings) encoding.active = !held;
        await limited(sender.setParameters(parameters), LIMIT_MS, "setParameters")
          .catch((error) => note(`holding ${slot}: ${reason_of(error)}`));
      }
    },
  };
}
