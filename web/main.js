// Starts the program: finds the page's elements, puts the modules together, and shows what went wrong if it cannot start.

import create_client from "parley-client";

import { create_mirror } from "./accessibility.js";
import { create_account } from "./account.js";
import { create_clock } from "./clock.js";
import { create_features } from "./features.js";
import { listen } from "./input.js";
import { create_invitation } from "./invitation.js";
import { watch_page } from "./lifecycle.js";
import { create_media } from "./media.js";
import { create_peers } from "./peer.js";
import { create_probe } from "./probe.js";
import { create_program, one_call_at_a_time } from "./program.js";
import { create_remote } from "./remote.js";
import { create_rooms } from "./rooms.js";
import { server_addresses } from "./server.js";
import { shielded } from "./shield.js";
import { create_storage } from "./storage.js";
import { create_surface } from "./surface.js";
import { create_text } from "./text.js";
import { create_videos } from "./video.js";

/** Between two tries to fetch the second part. */
const PART_AGAIN_MS = 4000;

/** @param {string} words for whoever looks into the console; never an error, since people read those as a defect */
const note = (words) => console.info(`Parley: ${words}`);

/**
 * @template {HTMLElement} T
 * @param {string} id
 */
function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`shell.html has no #${id}`);
  return /** @type {T} */ (found);
}

/** Puts one of shell.html's screens before everything else. @param {"unsupported" | "failed"} id */
function show_screen(id) {
  document.getElementById("loading")?.remove();
  document.getElementById("app")?.remove();
  element("context-lost").hidden = true;
  element(id).hidden = false;
}

function can_draw() {
  if (typeof WebAssembly !== "object" || typeof RTCPeerConnection !== "function") return false;
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();  // browsers allow only a few at a time
  return context !== null;
}

async function start() {
  element("reload-page").addEventListener("click", () => location.reload());
  if (!can_draw()) {
    show_screen("unsupported");
    return;
  }
  /** @param {unknown} reason */
  const stop = (reason) => {
    note(`stopped: ${reason}`);
    show_screen("failed");
  };
  /** @param {string} name of a meta element that holds an address, or nothing */
  const address_in = (name) => {
    const text = document.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? "";
    return text && new URL(text, document.baseURI).href;
  };
  const parts = create_program({ first: /** @type {HTMLLinkElement} */ (element("program")).href, rest: address_in("parley-rest") });
  const program = one_call_at_a_time(await new Promise((resolve, reject) => {
    create_client({
      /** @type {(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) => object} */
      instantiateWasm: (imports, receive) => parts.instantiate(imports, receive, (reason) => {
        reject(reason);
        stop(reason);  // also where it only shows once the program runs
      }),
      onAbort: stop,
      print: note,
      printErr: note,
    }).then(resolve, reject);
  }));
  // After a trap the program's state is worth nothing.
  addEventListener("error", ({ error }) => {
    if (error instanceof WebAssembly.RuntimeError) stop(error);
  });

  const area = element("app");
  const configured = document.querySelector('meta[name="parley-server"]')?.getAttribute("content") ?? "";
  const server = server_addresses(configured, location.href);
  const storage = create_storage();
  const invitation = create_invitation();
  /** @type {HTMLVideoElement} */
  const local_video = element("local-video");
  /** @type {HTMLVideoElement} */
  const remote_video = element("remote-video");

  const surface = create_surface({
    report: program, area, probe: element("probe"), lost: element("context-lost"), reload: element("reload-view"),
  });
  surface.set_scheme(storage.scheme());
  /** @type {HTMLVideoElement} */
  const remote_screen = element("remote-screen");
  const remote = create_remote({ report: program, video: remote_video, screen: remote_screen, audio: element("remote-audio") });
  const peers = create_peers({ report: program, remote, note });
  const rooms = create_rooms({ report: program, remote, note, server: server.base, module: address_in("parley-room") });
  const media = create_media({
    report: program, preview: local_video, note, devices: navigator.mediaDevices, permissions: navigator.permissions,
  });
  const videos = { remote: remote_video, local: local_video, screen: remote_screen };
  /** @type {(peer: number, slot: import("./peer.js").Slot, track: MediaStreamTrack | null) => void} */
  const send = (peer, slot, track) => (rooms.has(peer) ? rooms : peers).replace_track(peer, slot, track);
  const features = create_features({
    note,
    async load() {
      const [{ create_modules }] = await Promise.all([import(address_in("parley-later")), parts.complete()]);
      program.on_part_arrived(true);  // before the modules, which have something to report at once
      return create_modules({
        report: program.on_report, note, peers, media, remote, videos, area, send, invitation, version: server.version,
        set_scheme: surface.set_scheme,
      });
    },
  });
  const fetch_part = () => features.fetch().catch((error) => {
    note(`the second part of the page: ${error}`);
    program.on_part_arrived(false);
    setTimeout(fetch_part, PART_AGAIN_MS);
  });
  const mirror = create_mirror({
    report: program, root: element("mirror"), status: element("status"), alert: element("alert"),
  });

  area.hidden = false;
  program.start({
    server: server.socket,
    kept: storage.load(),
    record: new URLSearchParams(location.search).has("record"),
    split: parts.split,
    surface: shielded({ ...surface, fetch_part }, note),
    features: shielded({ carry_out: features.carry_out }, note),
    mirror: shielded({ apply: mirror.apply, focus: mirror.focus }, note),
    videos: shielded(create_videos(videos, element("videos")), note),
    text: shielded(create_text({ family: getComputedStyle(document.body).fontFamily }), note),
    peers: shielded({
      ...peers,
      /** @type {(peer: number, kind: import("./types.d.ts").DeviceKind, capture: number) => void} */
      attach: (peer, kind, capture) => send(peer, kind, media.track(capture, kind)),
      join_room: rooms.join,
      /** @param {number} peer */
      close: (peer) => (rooms.has(peer) ? rooms : peers).close(peer),
      play_sound: remote.play_sound,
    }, note),
    media: shielded({
      ...media,
      /** @type {typeof media.mute} */
      mute(capture, muted) {
        media.mute(capture, muted);
        rooms.mute(muted);
      },
    }, note),
    storage: shielded(storage, note),
    account: shielded(create_account({ address: server.base, origin: location.origin, report: program }), note),
    probe: shielded(create_probe({ address: server.version, report: program }), note),
    clock: shielded(create_clock(program), note),
  });

  // With ?record the run is written down (without descriptions, candidates, tokens); whoever asks with this event gets it.
  addEventListener("parley-recording", (event) => /** @type {CustomEvent} */ (event).detail(program.recording()));

  listen({ report: program, area, id_of: mirror.id_of });
  // Whoever touches the page is about to want something: then it is there already.
  for (const sign of ["pointerdown", "keydown"]) addEventListener(sign, fetch_part, { once: true });
  watch_page({ report: program, hide: storage.set_hidden });
  if (invitation.first) fetch_part();  // what is known of a link is told there
}

start().catch((error) => {
  note(`cannot start: ${error}`);
  show_screen("failed");
});
