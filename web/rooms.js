// Our parts in rooms of the media server, by the same numbers as peer connections: a call with a program of the call API has
// the one in place of the other. What speaks to the media server (room_module.js) is fetched for the first such call, and not before.

import { reason_of } from "./limit.js";

/**
 * @typedef {import("./peer.js").Slot} Slot
 * @typedef {ReturnType<typeof import("./room_module.js").enter_room>} Room
 *
 * @typedef {object} Part
 * @property {Map<Slot, MediaStreamTrack | null>} tracks what is to be sent, also before the room is there
 * @property {Room | null} room
 */

/**
 * @param {object} options
 * @param {Pick<import("./types.d.ts").Program, "on_ice_changed" | "on_pulse" | "on_room_media" | "on_room_failed">} options.report
 * @param {ReturnType<typeof import("./remote.js").create_remote>} options.remote
 * @param {(words: string) => void} options.note
 * @param {string} options.server the address beside which `/token` is
 * @param {string} options.module the address of room_module.js; empty where it was not built
 * @param {(address: string) => Promise<typeof import("./room_module.js")>} [options.load]
 */
export function create_rooms({ report, remote, note, server, module, load = (address) => import(address) }) {
  /** @type {Map<number, Part>} */
  const parts = new Map();

  return {
    /**
     * @param {number} id
     * @param {string} call
     * @param {string} person ourselves
     * @param {string} token of our session
     */
    join(id, call, person, token) {
      /** @type {Part} */
      const part = { tracks: new Map(), room: null };
      parts.set(id, part);
      const is_there = () => parts.get(id) === part;
      /** @param {import("./types.d.ts").RoomProblem} problem @param {unknown} error */
      const fail = (problem, error) => {
        if (!is_there()) return;
        note(`the room: ${reason_of(error)}`);
        report.on_room_failed(id, problem, reason_of(error));
      };
      if (!module) {
        queueMicrotask(() => fail("absent", "built without livekit-client"));
        return;
      }
      load(module).then(({ enter_room }) => {
        if (!is_there()) return;
        part.room = enter_room({
          server, call, person, token, note,
          state: (state) => report.on_ice_changed(id, state),
          pulse: (packets) => report.on_pulse(id, packets, false),
          media: (microphone, camera) => report.on_room_media(id, microphone, camera),
          show: (slot, track) => remote.show(part, slot, track),
          failed: fail,
        });
        for (const [slot, track] of part.tracks) part.room.send(slot, track);
      }).catch((error) => fail("unreachable", error));
    },

    /** @param {number} id */
    has: (id) => parts.has(id),

    /**
     * @param {number} id
     * @param {Slot} slot
     * @param {MediaStreamTrack | null} track null: send nothing
     */
    replace_track(id, slot, track) {
      const part = parts.get(id);
      part?.tracks.set(slot, track);
      part?.room?.send(slot, track);
    },

    /** Programs are told of a muted microphone, since they hear nothing but silence. @param {boolean} muted */
    mute(muted) {
      for (const { room } of parts.values()) room?.mute(muted);
    },

    /** @param {number} id */
    close(id) {
      const part = parts.get(id);
      if (!part) return;
      parts.delete(id);
      part.room?.leave();
      remote.forget(part);
    },
  };
}
