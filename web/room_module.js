// The file that the site has for rooms of the media server: room.js and the media server's client, livekit-client. Fetched for the first
// call with a program.

import { Room, RoomEvent, setLogLevel, Track } from "livekit-client";

import { enter_room as enter } from "./room.js";

// It writes much into the console, of what was sent too; what matters comes to room.js as an error.
setLogLevel("silent");

/** @param {Omit<Parameters<typeof enter>[0], "livekit" | "request">} options */
export const enter_room = (options) => enter({ ...options, livekit: { Room, RoomEvent, Track } });
