// One part in a room of the media server, by its own client. That one mends small losses by itself; a room that is gone is told as
// "failed", and entered anew by whoever decides.

import { limited, reason_of } from "./limit.js";

const LIMIT_MS = 15_000;
const PULSE_MS = 250;

/**
 * @typedef {import("./peer.js").Slot} Slot
 * @typedef {Pick<typeof import("livekit-client"), "Room" | "RoomEvent" | "Track">} LiveKit the media server's client
 */

/** Carries what the server answered: a refusal is not tried again. */
class Refusal extends Error {}

/**
 * @param {object} options
 * @param {string} options.server the address beside which `/token` is, ending with "/"
 * @param {string} options.call the room
 * @param {string} options.person
 * @param {string} options.token of our session
 * @param {(words: string) => void} options.note
 * @param {(state: RTCIceConnectionState) => void} options.state "connected" while the other person is in the room with us
 * @param {(packets: number) => void} options.pulse so many were received of the tracks that are there
 * @param {(microphone: boolean, camera: boolean) => void} options.media what the other person sends
 * @param {(slot: Slot, track: MediaStreamTrack) => void} options.show
 * @param {(problem: "refused" | "unreachable", error: unknown) => void} options.failed the room was not entered
 * @param {LiveKit} options.livekit
 * @param {typeof fetch} [options.request]
 */
export function enter_room({
  server, call, person, token, note, state, pulse, media, show, failed, livekit: { Room, RoomEvent, Track },
  request = (input, init) => fetch(input, init),
}) {
  /** @type {Record<Slot, string>} */
  const sources = {
    microphone: Track.Source.Microphone,
    camera: Track.Source.Camera,
    screen: Track.Source.ScreenShare,
    screen_audio: Track.Source.ScreenShareAudio,
  };
  const room = new Room({ adaptiveStream: false, dynacast: true, stopLocalTrackOnUnpublish: false });
  /** What is to be sent, and what is. @type {Map<Slot, MediaStreamTrack | null>} */
  const wanted = new Map();
  /** @type {Map<Slot, MediaStreamTrack>} */
  const sent = new Map();
  let entered = false;
  let met = false;
  let left = false;
  let muted = false;
  let told_state = "";
  let told_media = "";
  /** Publications are made one after the other. @type {Promise<unknown>} */
  let work = Promise.resolve();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let clock;

  const others = () => [...room.remoteParticipants.values()];
  const publications = () => others().flatMap((one) => [...one.trackPublications.values()]);

  /** A program may not say what its tracks are; then the kind does. @param {import("livekit-client").RemotePublication} publication */
  function slot_of({ source, kind }) {
    const known = Object.entries(sources).find(([, its]) => its === source);
    return /** @type {Slot} */ (known?.[0] ?? (kind === "audio" ? "microphone" : "camera"));
  }

  /** @param {RTCIceConnectionState} now */
  function tell_state(now) {
    if (left || now === told_state) return;
    told_state = now;
    state(now);
  }

  function look() {
    if (left || !entered) return;
    met ||= others().length > 0;
    if (room.state === "connected" || room.state === "signalReconnecting") {
      tell_state(others().length > 0 ? "connected" : met ? "disconnected" : "checking");
    } else {
      tell_state(room.state === "disconnected" ? "failed" : "disconnected");
    }
    if (others().length === 0) return;
    /** @param {Slot} slot */
    const sends = (slot) => publications().some((one) => slot_of(one) === slot && !one.isMuted);
    const [microphone, camera] = [sends("microphone"), sends("camera")];
    if (told_media === `${microphone} ${camera}`) return;
    told_media = `${microphone} ${camera}`;
    media(microphone, camera);
  }

  async function count_packets() {
    const reports = await Promise.all(publications().map(({ track }) => track?.getRTCStatsReport()));
    let packets = 0;
    for (const entries of reports) {
      for (const entry of entries?.values() ?? []) if (entry.type === "inbound-rtp") packets += entry.packetsReceived ?? 0;
    }
    if (!left) pulse(packets);
  }

  function begin_pulse() {
    let asked = false;
    clock = setInterval(() => {
      if (asked) return;
      asked = true;
      limited(count_packets(), LIMIT_MS, "statistics")
        .catch((error) => note(`statistics of the room: ${reason_of(error)}`))
        .finally(() => {
          asked = false;
        });
    }, PULSE_MS);
  }

  /**
   * Brings what is sent to what is wanted. What is not wanted any more is muted and stays published, as the client does it itself:
   * a program shows the same element again afterwards.
   * @param {Slot} slot
   */
  async function bring(slot) {
    if (left || !entered) return;
    const next = wanted.get(slot) ?? undefined;
    if (sent.get(slot) === next) return;
    const publication = room.localParticipant.getTrackPublication(sources[slot]);
    if (!next || next.readyState === "ended") {
      sent.delete(slot);
      await limited(Promise.resolve(publication?.mute()), LIMIT_MS, "muting");
      return;
    }
    sent.set(slot, next);
    if (publication?.track) {
      if (slot !== "microphone") await limited(publication.unmute(), LIMIT_MS, "unmuting");
      await limited(publication.track.replaceTrack(next, true), LIMIT_MS, "replacing");
    } else {
      await limited(room.localParticipant.publishTrack(next, { source: sources[slot] }), LIMIT_MS, "publishing");
    }
    if (slot === "microphone") await tell_mute();
  }

  async function tell_mute() {
    const publication = room.localParticipant.getTrackPublication(sources.microphone);
    const track = sent.get("microphone");
    if (!publication || !track) return;
    if (publication.isMuted !== muted) await (muted ? publication.mute() : publication.unmute());
    track.enabled = !muted;  // the client has set it as well, and may have been overtaken meanwhile
  }

  /** @param {() => Promise<void>} operation @param {string} what */
  function enqueue(operation, what) {
    work = work.then(operation).catch((error) => {
      if (!left) note(`${what} in the room: ${reason_of(error)}`);
    });
  }

  async function fetch_access() {
    const address = `${server}token?${new URLSearchParams({ room: call, id: person })}`;
    const answer = await request(address, {
      headers: { Accept: "application/json", Authorization: `Bearer ${token}` }, credentials: "omit", cache: "no-store",
    });
    if (answer.ok) return /** @type {Promise<{ token: string, url: string }>} */ (answer.json());
    const words = `/token: ${answer.status}`;
    throw answer.status >= 500 || answer.status === 429 ? new Error(words) : new Refusal(words);
  }

  async function enter() {
    const access = await limited(fetch_access(), LIMIT_MS, "/token");
    if (left) return;
    await limited(room.connect(access.url, access.token), LIMIT_MS, "the media server");
    if (left) return;
    entered = true;
    begin_pulse();
    look();
    for (const slot of wanted.keys()) enqueue(() => bring(slot), slot);
  }

  room.on(RoomEvent.TrackSubscribed, (track, publication) => {
    if (!left) show(slot_of(publication), track.mediaStreamTrack);
  });
  for (const event of [
    RoomEvent.ConnectionStateChanged, RoomEvent.ParticipantConnected, RoomEvent.ParticipantDisconnected, RoomEvent.TrackPublished,
    RoomEvent.TrackUnpublished, RoomEvent.TrackMuted, RoomEvent.TrackUnmuted,
  ]) {
    room.on(event, look);
  }

  enter().catch((error) => {
    if (!left) failed(error instanceof Refusal ? "refused" : "unreachable", error);
  });

  return {
    /** @param {Slot} slot @param {MediaStreamTrack | null} track */
    send(slot, track) {
      if (slot === "microphone" && track) muted = !track.enabled;
      wanted.set(slot, track);
      enqueue(() => bring(slot), slot);
    },

    /** @param {boolean} now */
    mute(now) {
      muted = now;
      enqueue(tell_mute, "muting");
    },

    leave() {
      if (left) return;
      left = true;
      clearInterval(clock);
      room.disconnect(false).catch((/** @type {unknown} */ error) => note(`leaving the room: ${reason_of(error)}`));
    },
  };
}
