// Proof that a call carries what it says: pictures that move, sound that grows, and nothing left behind afterwards.
import assert from "node:assert/strict";

import { eventually } from "./wait.js";

/** @typedef {import("./person.js").Person} Person */

/**
 * A coarse copy of the picture that the video with this name shows now; null while it shows none.
 * @param {Person} person @param {string} name
 * @returns {Promise<number[] | null>}
 */
function sample(person, name) {
  return person.page.evaluate((name) => {
    const video = [...document.querySelectorAll("video")].find((one) => one.getAttribute("aria-label") === name);
    if (!video || !video.videoWidth || !video.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return null;
    const canvas = new OffscreenCanvas(32, 18);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) return null;
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    return [...context.getImageData(0, 0, canvas.width, canvas.height).data];
  }, name);
}

/** @param {number[]} pixels */
const is_black = (pixels) => pixels.every((value, index) => index % 4 === 3 || value < 24);

/** Waits until this video shows a picture that changes. @param {Person} person @param {string} name */
export async function shows_moving_picture(person, name) {
  /** @type {number[] | null} */
  let before = null;
  await eventually(`${person.label} sees ${name} move`, async () => {
    const now = await sample(person, name);
    if (!now || is_black(now)) return false;
    const moved = before !== null && now.some((value, index) => Math.abs(value - (before?.[index] ?? 0)) > 8);
    before ??= now;
    return moved;
  }, { describe: () => person.describe() });
}

/**
 * The sound received so far: its energy, over all open connections.
 * @param {Person} person
 */
function sound_energy(person) {
  return person.page.evaluate(async () => {
    let energy = 0;
    for (const peer of /** @type {any} */ (globalThis).watched.peers) {
      if (peer.connectionState === "closed") continue;
      for (const entry of (await peer.getStats()).values()) {
        if (entry.type === "inbound-rtp" && entry.kind === "audio") energy += entry.totalAudioEnergy ?? 0;
      }
    }
    return energy;
  });
}

/** Waits until sound that is not silence comes in. @param {Person} person */
export async function hears_sound(person) {
  const before = await sound_energy(person);
  await eventually(`${person.label} hears growing sound`, async () => (await sound_energy(person)) > before + 1e-6, {
    describe: () => person.describe(),
  });
}

/**
 * @typedef {object} Holdings
 * @property {string[]} live_tracks
 * @property {number} open_peers
 * @property {string[]} sending the kinds of the tracks that open connections send
 * @property {{ audio: boolean, video: boolean }[]} captures every question to the devices so far
 * @property {string[]} sent the kind of every track that a sender was ever given
 */

/** What the page holds of devices and connections. @param {Person} person @returns {Promise<Holdings>} */
export function holdings(person) {
  return person.page.evaluate(() => {
    const { peers, tracks, captures, sent } = /** @type {any} */ (globalThis).watched;
    const live = tracks.filter((/** @type {MediaStreamTrack} */ track) => track.readyState === "live");
    const open = peers.filter((/** @type {RTCPeerConnection} */ peer) => peer.connectionState !== "closed");
    return {
      live_tracks: live.map((/** @type {MediaStreamTrack} */ track) => track.kind),
      open_peers: open.length,
      sending: open.flatMap((/** @type {RTCPeerConnection} */ peer) =>
        peer.getSenders().flatMap(({ track }) => (track ? [track.kind] : []))),
      captures,
      sent,
    };
  });
}

/** After a call: no light is on and no connection is open. @param {...Person} people */
export async function have_let_go(...people) {
  for (const person of people) {
    await eventually(`${person.label} has released everything`, async () => {
      const { live_tracks, open_peers } = await holdings(person);
      return live_tracks.length === 0 && open_peers === 0;
    }, { describe: async () => JSON.stringify(await holdings(person)) });
  }
}

/** Before anybody accepted: this person was not even asked for a device. @param {Person} person */
export async function has_captured_nothing(person) {
  const { captures, live_tracks, sent, sending } = await holdings(person);
  assert.deepEqual({ captures, live_tracks, sent, sending }, { captures: [], live_tracks: [], sent: [], sending: [] });
}

/**
 * A whole video call: pictures move and sound grows at both ends.
 * @param {Person} one @param {string} one_name @param {Person} other @param {string} other_name
 */
export async function see_and_hear_each_other(one, one_name, other, other_name) {
  await shows_moving_picture(one, `${other_name}'s video`);
  await shows_moving_picture(other, `${one_name}'s video`);
  await hears_sound(one);
  await hears_sound(other);
}

/**
 * Ada and Ben in a video call, who see and hear each other.
 * @param {import("./scenario.js").Stage} stage @param {Parameters<import("./scenario.js").Stage["person"]>[1]} [options] of Ada
 */
export async function in_call(stage, options) {
  const { ada, ben } = await stage.ada_and_ben(options);
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  for (const person of [ada, ben]) await person.sees("paragraph", "Connected");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  return { ada, ben };
}
