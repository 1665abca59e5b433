// The second part of the page: the modules that serve the features around a call. Fetched after Entry, as one file.

import { create_channel } from "./channel.js";
import { create_chat } from "./chat.js";
import { create_links } from "./links.js";
import { create_lobby } from "./lobby.js";
import { create_recorder } from "./recorder.js";
import { create_ringing } from "./ringing.js";
import { create_settings } from "./settings.js";
import { create_sharing } from "./sharing.js";
import { create_stage } from "./stage.js";
import { create_statistics } from "./statistics.js";
import { create_tones } from "./tones.js";
import { create_transfer } from "./transfer.js";

/**
 * What the page lends to every module.
 * @typedef {object} Page
 * @property {(name: string, fields: object) => void} report tells the program: the report's name and its fields
 * @property {(words: string) => void} note for whoever looks into the console
 * @property {ReturnType<typeof import("./peer.js").create_peers>} peers
 * @property {ReturnType<typeof import("./media.js").create_media>} media
 * @property {ReturnType<typeof import("./remote.js").create_remote>} remote
 * @property {Record<import("./types.d.ts").VideoPlacement["video"], HTMLVideoElement>} videos
 * @property {(peer: number, slot: import("./peer.js").Slot, track: MediaStreamTrack | null) => void} send
 * @property {HTMLElement} area holds everything that is drawn
 * @property {ReturnType<typeof import("./invitation.js").create_invitation>} invitation
 * @property {string} version the address of the server's `/version`
 * @property {(scheme: string) => void} set_scheme light, dark, or as the system has it
 */

/**
 * The modules by name; their actions are the commands of src/client/app/features.
 * @param {Page} page
 * @returns {Record<string, import("./features.js").Module>}
 */
export function create_modules(page) {
  page.note("the second part of the page is here");
  const channel = create_channel(page);
  const tones = create_tones();
  return {
    chat: create_chat(page),
    links: create_links(page),
    lobby: create_lobby(page),
    recording: create_recorder(page),
    ringing: create_ringing({ ...page, tones }),
    settings: create_settings({ ...page, tones }),
    sharing: create_sharing(page),
    stage: create_stage(page),
    statistics: create_statistics(page, channel),
    transfer: create_transfer({ ...page, channel }),
  };
}
