// Where a recording goes while it grows: to the place on disk that the person chose, into the browser's own storage, or, where
// there is neither, into memory, which has a limit. Each takes bytes at the end and patches to what it has.

import { limited } from "./limit.js";

const LIMIT_MS = 10_000;
/** A recording in memory: about half an hour with a picture. */
const MEMORY_BYTES = 256 << 20;
/** In the browser's storage; also how a later page knows what was left behind. */
const PREFIX = "recording-";
const LEFT_BEHIND_MS = 24 * 60 * 60 * 1000;

/**
 * @typedef {object} RecordingFile
 * @property {"disk" | "browser" | "memory"} place
 * @property {(bytes: Uint8Array) => Promise<void>} append rejected with a QuotaExceededError when no more fits
 * @property {(position: number, bytes: Uint8Array) => Promise<void>} patch
 * @property {() => Promise<Blob | null>} close what is to be saved; null: it is where it belongs
 * @property {() => Promise<void>} discard
 */

/**
 * @param {FileSystemFileHandle} handle
 * @param {FileSystemWritableFileStream} stream
 * @param {"disk" | "browser"} place
 * @param {() => Promise<void>} remove
 * @returns {RecordingFile}
 */
function on_disk(handle, stream, place, remove) {
  let size = 0;
  return {
    place,
    async append(bytes) {
      await stream.write({ type: "write", position: size, data: /** @type {BufferSource} */ (bytes) });
      size += bytes.length;
    },
    patch: (position, bytes) => stream.write({ type: "write", position, data: /** @type {BufferSource} */ (bytes) }),
    async close() {
      await stream.close();
      return place === "disk" ? null : handle.getFile();
    },
    async discard() {
      await stream.abort().catch(() => {});  // it may be closed already
      await remove();
    },
  };
}

/** @param {string} type @param {number} [limit] in bytes @returns {RecordingFile} */
export function in_memory(type, limit = MEMORY_BYTES) {
  /** @type {Uint8Array[]} */
  let parts = [];
  let size = 0;
  return {
    place: "memory",
    async append(bytes) {
      if (size + bytes.length > limit) throw new DOMException("the recording is too long", "QuotaExceededError");
      parts.push(bytes);
      size += bytes.length;
    },
    async patch(position, bytes) {
      let start = 0;
      for (const part of parts) {
        const from = Math.max(position, start);
        const to = Math.min(position + bytes.length, start + part.length);
        if (from < to) part.set(bytes.subarray(from - position, to - position), from - start);
        start += part.length;
      }
    },
    close: async () => new Blob(/** @type {BlobPart[]} */ (parts), { type }),
    async discard() {
      parts = [];
    },
  };
}

/** Files of pages that did not come to save them. One that is being written cannot be removed. @param {FileSystemDirectoryHandle} folder */
async function clear_left_behind(folder) {
  for await (const name of /** @type {any} */ (folder).keys()) {
    if (name.startsWith(PREFIX) && Date.now() - Number(name.slice(PREFIX.length)) > LEFT_BEHIND_MS) {
      await folder.removeEntry(name).catch(() => {});
    }
  }
}

/** @param {StorageManager | undefined} storage @returns {Promise<RecordingFile | null>} null: the browser has none, or not for this page */
async function in_browser(storage) {
  try {
    if (!storage?.getDirectory) return null;
    const folder = await limited(storage.getDirectory(), LIMIT_MS, "the browser's storage");
    await limited(clear_left_behind(folder), LIMIT_MS, "the browser's storage");
    const name = `${PREFIX}${Date.now()}`;
    const handle = await limited(folder.getFileHandle(name, { create: true }), LIMIT_MS, "the browser's storage");
    if (!handle.createWritable) return null;
    const stream = await limited(handle.createWritable(), LIMIT_MS, "the browser's storage");
    return on_disk(handle, stream, "browser", () => folder.removeEntry(name).catch(() => {}));
  } catch {
    return null;  // private windows and full disks; memory does
  }
}

/**
 * Has to be called within a gesture: it asks where to, if the browser lets pages write to disk. Rejected with an AbortError when
 * nothing was chosen.
 * @param {object} options
 * @param {string} options.name suggested
 * @param {string} options.type
 * @param {string} options.ending ".webm"
 * @param {any} [options.window]
 * @returns {Promise<RecordingFile>}
 */
export async function open_file({ name, type, ending, window = globalThis }) {
  if (window.showSaveFilePicker) {
    try {
      const handle = await window.showSaveFilePicker({ suggestedName: name, types: [{ accept: { [type]: [ending] } }] });
      return on_disk(handle, await handle.createWritable(), "disk", async () => {
        await handle.remove?.().catch(() => {});  // it was made when it was chosen
      });
    } catch (error) {
      if (/** @type {any} */ (error)?.name === "AbortError") throw error;
      // Forbidden for this page: the browser's own storage is not.
    }
  }
  return (await in_browser(window.navigator.storage)) ?? in_memory(type);
}
