// The file that the site has for rooms of the media server: room.js and the media server's client, livekit-client. Fetched for the first
// call with a program.

import { Room, RoomEvent, Track } from "livekit-client";

import { enter_room as enter } from "./room.js";

/** @param {Omit<Parameters<typeof enter>[0], "livekit" | "request">} options */
export const enter_room = (options) => enter({ ...options, livekit: { Room, RoomEvent, Track } });
