// Peer connections by number. Each has four fixed, track-less transceivers; tracks come and go by replaceTrack, so that no
// new negotiation is ever needed for them, and one data channel. When to negotiate, restart or close is the program's decision.

import { limited, reason_of } from "./limit.js";

/** A description or a candidate that the browser never finishes with. */
const LIMIT_MS = 10_000;
const PULSE_MS = 250;

/**
 * The order of the transceivers is the order of the m-lines: part of the protocol.
 * @typedef {"microphone" | "camera" | "screen" | "screen_audio"} Slot
 * @type {readonly { slot: Slot, kind: "audio" | "video" }[]}
 */
const SLOTS = [
  { slot: "microphone", kind: "audio" },
  { slot: "camera", kind: "video" },
  { slot: "screen", kind: "video" },
  { slot: "screen_audio", kind: "audio" },
];

/** The browser has every server with a credential, or without one. @param {import("./types.d.ts").IceServer[]} servers @returns {RTCIceServer[]} */
const for_browser = (servers) =>
  servers.map(({ urls, username, credential }) => (username ? { urls, username, credential } : { urls }));

/** True if our end of the path in use is a relay's. @param {RTCStatsReport} statistics */
function is_relayed(statistics) {
  const entries = [...statistics.values()];
  const selected = entries.find(({ type }) => type === "transport")?.selectedCandidatePairId;
  // Firefox tells the pair in use by itself.
  const pair = selected ? statistics.get(selected) : entries.find((entry) => entry.type === "candidate-pair" && entry.selected);
  return pair !== undefined && statistics.get(pair.localCandidateId)?.candidateType === "relay";
}

/**
 * @typedef {object} Peer
 * @property {RTCPeerConnection} connection
 * @property {Map<Slot, RTCRtpTransceiver>} transceivers empty until there is a description, on the answering side
 * @property {Map<Slot, MediaStreamTrack | null>} tracks what is to be sent, also before the transceivers are there
 * @property {Promise<unknown>} work one operation after the other
 * @property {ReturnType<typeof setInterval>} pulse
 * @property {RTCDataChannel | null} channel null until there is a description, and for a program that has none
 */

/** Both sides open it by themselves, so that it needs no message of its own: part of the protocol. */
const CHANNEL = { label: "parley", id: 1 };

/**
 * @param {object} options
 * @param {import("./types.d.ts").Program} options.report
 * @param {ReturnType<typeof import("./remote.js").create_remote>} options.remote
 * @param {(words: string) => void} options.note
 * @param {typeof RTCPeerConnection} [options.Connection]
 */
export function create_peers({ report, remote, note, Connection = RTCPeerConnection }) {
  /** @type {Map<number, Peer>} */
  const peers = new Map();
  let picture_limit = 0;  // kbit/s that a camera's picture may take; 0: what the browser finds
  /** @type {(channel: RTCDataChannel, there: boolean) => void} */
  let use_channel = () => {};

  /**
   * Runs `operation` after the earlier ones of this peer, if it is still there by then.
   * @param {number} id
   * @param {string} what
   * @param {(peer: Peer) => Promise<void>} operation
   * @param {(reason: string) => void} on_failure
   */
  function enqueue(id, what, operation, on_failure) {
    const peer = peers.get(id);
    if (!peer) return;
    const is_there = () => peers.get(id) === peer;
    peer.work = peer.work
      .then(() => (is_there() ? limited(operation(peer), LIMIT_MS, what) : undefined))
      .catch((error) => {
        if (is_there()) on_failure(reason_of(error));
      });
  }

  /**
   * Finds the transceiver of each slot: the first of its kind, then the second. So a program that offers ordinary tracks is
   * understood too.
   * @param {Peer} peer
   */
  function adopt_transceivers(peer) {
    const free = peer.connection.getTransceivers().filter((transceiver) => transceiver.direction !== "stopped");
    for (const { slot, kind } of SLOTS) {
      if (peer.transceivers.has(slot)) continue;
      const taken = new Set(peer.transceivers.values());
      const transceiver = free.find((one) => one.receiver.track.kind === kind && !taken.has(one));
      if (!transceiver) continue;
      transceiver.direction = "sendrecv";
      peer.transceivers.set(slot, transceiver);
      remote.show(peer, slot, transceiver.receiver.track);
      const track = peer.tracks.get(slot);
      if (track) send(peer, slot, track);
    }
  }

  /**
   * @param {Peer} peer
   * @param {Slot} slot
   * @param {MediaStreamTrack | null} track
   */
  function send(peer, slot, track) {
    const transceiver = peer.transceivers.get(slot);
    if (!transceiver) return;
    // Not in the queue: between fixed transceivers it needs no negotiation, and muting a camera must not wait for one.
    limited(transceiver.sender.replaceTrack(track), LIMIT_MS, "replaceTrack").catch((error) => {
      if (peer.connection.signalingState !== "closed") note(`sending ${slot}: ${reason_of(error)}`);
    });
  }

  /** Once there are encodings, which is after a negotiation. @param {Peer} peer */
  function limit_camera(peer) {
    const sender = peer.transceivers.get("camera")?.sender;
    const parameters = sender?.getParameters?.();
    const encoding = parameters?.encodings?.[0];
    const wanted = picture_limit > 0 ? picture_limit * 1000 : undefined;
    if (!sender || !encoding || encoding.maxBitrate === wanted) return;
    if (wanted) encoding.maxBitrate = wanted;
    else delete encoding.maxBitrate;
    limited(sender.setParameters(parameters), LIMIT_MS, "setParameters")
      .catch((error) => note(`the picture's limit: ${reason_of(error)}`));  // it goes on as it was
  }

  /** @param {Peer} peer */
  function open_channel(peer) {
    try {
      peer.channel = peer.connection.createDataChannel(CHANNEL.label, { negotiated: true, id: CHANNEL.id });
      use_channel(peer.channel, true);
    } catch (error) {
      note(`a data channel: ${reason_of(error)}`);  // a call can do without
    }
  }

  /** @param {number} id @param {Peer} peer */
  function take_pulse(id, peer) {
    let asked = false;
    return setInterval(() => {
      if (asked) return;
      asked = true;
      limited(peer.connection.getStats(), LIMIT_MS, "getStats")
        .then((statistics) => {
          if (peers.get(id) !== peer) return;
          let packets = 0;
          for (const entry of statistics.values()) if (entry.type === "inbound-rtp") packets += entry.packetsReceived ?? 0;
          report.on_pulse(id, packets, is_relayed(statistics));
        })
        .catch((error) => {
          if (peers.get(id) === peer) note(`statistics: ${reason_of(error)}`);  // of a closed one they never come
        })
        .finally(() => {
          asked = false;
        });
    }, PULSE_MS);
  }

  return {
    /**
     * @param {number} id
     * @param {import("./types.d.ts").IceServer[]} ice_servers
     * @param {boolean} [relay_only] no path but through a relay
     */
    create(id, ice_servers, relay_only = false) {
      let connection;
      try {
        connection = new Connection({
          bundlePolicy: "max-bundle",
          iceServers: for_browser(ice_servers),
          ...(relay_only && { iceTransportPolicy: "relay" }),
        });
      } catch (error) {
        queueMicrotask(() => report.on_peer_failed(id, 1, reason_of(error)));
        return;
      }
      /** @type {Peer} */
      const peer = { connection, transceivers: new Map(), tracks: new Map(), work: Promise.resolve(), pulse: 0, channel: null };
      peers.set(id, peer);
      peer.pulse = take_pulse(id, peer);

      connection.addEventListener("icecandidate", ({ candidate }) => {
        if (peers.get(id) !== peer) return;
        // The empty string ends one stream's candidates (RFC 8838 §13); null, which follows, ends them all.
        if (candidate?.candidate === "") return;
        report.on_local_candidate(id, candidate && {
          candidate: candidate.candidate,
          mid: candidate.sdpMid,
          line_index: candidate.sdpMLineIndex,
          ufrag: candidate.usernameFragment,
        });
      });
      connection.addEventListener("iceconnectionstatechange", () => {
        if (peers.get(id) === peer) report.on_ice_changed(id, connection.iceConnectionState);
      });
    },

    /**
     * @param {number} id
     * @param {number} generation
     * @param {boolean} restart
     */
    make_offer(id, generation, restart) {
      enqueue(id, "an offer", async (peer) => {
        if (restart) {
          peer.connection.restartIce();
        } else if (peer.connection.getTransceivers().length === 0) {
          for (const { kind } of SLOTS) peer.connection.addTransceiver(kind, { direction: "sendrecv" });
          adopt_transceivers(peer);
          open_channel(peer);
        }
        await peer.connection.setLocalDescription();
        if (peers.get(id) === peer) report.on_offer_made(id, generation, peer.connection.localDescription?.sdp ?? "");
      }, (reason) => report.on_peer_failed(id, generation, reason));
    },

    /**
     * @param {number} id
     * @param {number} generation
     * @param {string} offer
     */
    make_answer(id, generation, offer) {
      enqueue(id, "an answer", async (peer) => {
        await peer.connection.setRemoteDescription({ type: "offer", sdp: offer });
        adopt_transceivers(peer);
        // One that the other side does not know would only spoil our next offer.
        if (!peer.channel && offer.includes("m=application")) open_channel(peer);
        await peer.connection.setLocalDescription();
        limit_camera(peer);
        if (peers.get(id) === peer) report.on_answer_made(id, generation, peer.connection.localDescription?.sdp ?? "");
      }, (reason) => report.on_peer_failed(id, generation, reason));
    },

    /**
     * @param {number} id
     * @param {number} generation
     * @param {string} answer
     */
    apply_answer(id, generation, answer) {
      enqueue(id, "the other side's answer", async (peer) => {
        await peer.connection.setRemoteDescription({ type: "answer", sdp: answer });
        limit_camera(peer);
        if (peers.get(id) === peer) report.on_answer_applied(id, generation);
      }, (reason) => report.on_peer_failed(id, generation, reason));
    },

    /**
     * @param {number} id
     * @param {import("./types.d.ts").Candidate | null} candidate null: there are no more
     */
    add_candidate(id, candidate) {
      enqueue(id, "a candidate", (peer) => peer.connection.addIceCandidate(candidate ? {
        candidate: candidate.candidate,
        sdpMid: candidate.mid,
        sdpMLineIndex: candidate.line_index,
        usernameFragment: candidate.ufrag,
      } : undefined), (reason) => note(`a candidate of the other side: ${reason}`));  // one of many; a call can do without it
    },

    /**
     * @param {number} id
     * @param {Slot} slot
     * @param {MediaStreamTrack | null} track null: send nothing
     */
    replace_track(id, slot, track) {
      const peer = peers.get(id);
      if (!peer) return;
      peer.tracks.set(slot, track);
      send(peer, slot, track);
    },

    /**
     * What is gathered from now on, in a restart, uses these.
     * @param {number} id
     * @param {import("./types.d.ts").IceServer[]} ice_servers
     */
    set_servers(id, ice_servers) {
      const connection = peers.get(id)?.connection;
      if (!connection) return;
      try {
        connection.setConfiguration({ ...connection.getConfiguration(), iceServers: for_browser(ice_servers) });
      } catch (error) {
        note(`renewed ICE servers: ${reason_of(error)}`);  // the connection goes on with those it has
      }
    },

    /** For the modules that measure and record it; they change nothing. @param {number} id */
    look: (id) => peers.get(id),

    /** Who is told of every data channel, those that are there included, and of its end. @param {typeof use_channel} use */
    watch_channels(use) {
      use_channel = use;
      for (const { channel } of peers.values()) if (channel) use(channel, true);
    },

    /** Of every connection from now on. @param {number} kilobits a second; 0: no limit */
    limit_picture(kilobits) {
      picture_limit = kilobits;
      for (const peer of peers.values()) limit_camera(peer);
    },

    /** @param {number} id */
    close(id) {
      const peer = peers.get(id);
      if (!peer) return;
      peers.delete(id);
      clearInterval(peer.pulse);
      if (peer.channel) use_channel(peer.channel, false);
      remote.forget(peer);
      peer.connection.close();
    },
  };
}
