// Files over the data channel. A file goes in blocks, each with its digest; what a block brought is kept only once it is proven,
// and after an interruption the rest follows from there. Which files are offered, taken or refused is the program's decision.

import { create_file_entrance, save_file } from "./files.js";
import { limited, reason_of } from "./limit.js";

/** A frame: the file's number and the place of its bytes, then the bytes. 16 KiB in all, which every browser carries. */
const HEADER = 12;
const CHUNK = 16_384 - HEADER;
const BLOCK = 1 << 20;
/** So far a sender may be ahead of what the other side has proven: its memory is bounded by this. */
const AHEAD = 8 * BLOCK;
const READ_LIMIT_MS = 30_000;
const REPORT_EVERY_MS = 250;
const MOST_AT_ONCE = 16;
const LONGEST_NAME = 1024;
const DIGEST = /^[0-9a-f]{64}$/;
/** How a file can end, in the program's words; "done" is the receiver's to say. */
const ENDINGS = new Set(["done", "declined", "cancelled", "too-large", "broken", "gone", "no-room", "unreadable"]);

/** @param {unknown} value @returns {value is number} */
const is_count = (value) => Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0;
/** @param {unknown} value @returns {value is number} */
const is_number = (value) => is_count(value) && value > 0 && value <= 0xffffffff;

/** @param {BufferSource} bytes */
async function digest_of(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @typedef {object} Outgoing
 * @property {File} file
 * @property {string} name
 * @property {number} have so many bytes the other side has proven
 * @property {number} run the latest of its pumps; an older one stops
 * @property {() => void} wake what waits for `have`
 *
 * @typedef {object} Incoming
 * @property {string} name
 * @property {number} size
 * @property {boolean} accepted
 * @property {number} next where the next block begins
 * @property {number} done so many bytes are proven and kept
 * @property {{ bytes: Uint8Array, got: number, at: number, digest: string } | null} block the one that is coming
 * @property {Promise<void>} work one block after the other
 * @property {FileSystemWritableFileStream | null} writer to the disk; else the parts are kept
 * @property {Blob[]} parts
 */

/**
 * @param {object} options
 * @param {(name: string, fields: object) => void} options.report
 * @param {(words: string) => void} options.note
 * @param {HTMLElement} options.area
 * @param {ReturnType<typeof import("./channel.js").create_channel>} options.channel
 * @param {((options: object) => Promise<FileSystemFileHandle>) | undefined} [options.save_picker]
 * @param {(file: Blob, name: string) => void} [options.download]
 */
export function create_transfer({
  report, note, area, channel,
  save_picker = /** @type {any} */ (globalThis).showSaveFilePicker?.bind(globalThis),
  download = save_file,
}) {
  /** @type {Map<number, File>} chosen, and not offered yet */
  const chosen = new Map();
  /** @type {Map<number, Outgoing>} */
  const outgoing = new Map();
  /** @type {Map<number, Incoming>} */
  const incoming = new Map();
  /** @type {Map<number, Blob>} received, to be saved */
  const received = new Map();
  /** When the progress of a file was reported last. @type {Map<string, number>} */
  const reported = new Map();

  /** @param {number} number @param {boolean} is_outgoing @param {number} done @param {boolean} [at_once] */
  function tell_progress(number, is_outgoing, done, at_once = false) {
    const key = `${number} ${is_outgoing}`;
    const now = performance.now();
    if (!at_once && now - (reported.get(key) ?? -REPORT_EVERY_MS) < REPORT_EVERY_MS) return;
    reported.set(key, now);
    report("transfer-moved", { number, outgoing: is_outgoing, done });
  }

  // ---- sending

  /** @param {number} number */
  function drop_outgoing(number) {
    const one = outgoing.get(number);
    outgoing.delete(number);
    reported.delete(`${number} true`);
    one?.wake();
  }

  /** @param {number} number @param {string} how */
  function end_outgoing(number, how) {
    if (!outgoing.has(number)) return;
    drop_outgoing(number);
    report("transfer-ended", { number, outgoing: true, how });
  }

  /** Sends everything from `from` on, as fast as the network and the other side take it. @param {number} number @param {Outgoing} one @param {number} from */
  async function pump(number, one, from) {
    const run = (one.run += 1);
    const goes_on = () => outgoing.get(number) === one && one.run === run && channel.ready();
    for (let at = from; at < one.file.size; at += BLOCK) {
      while (goes_on() && at - one.have >= AHEAD) await new Promise((resolve) => (one.wake = () => resolve(undefined)));
      if (!goes_on()) return;
      const bytes = await limited(one.file.slice(at, at + BLOCK).arrayBuffer(), READ_LIMIT_MS, "reading a file");
      const digest = await digest_of(bytes);
      if (!goes_on()) return;
      channel.send("file-block", { number, at, length: bytes.byteLength, digest });
      for (let sent = 0; sent < bytes.byteLength; sent += CHUNK) {
        await channel.room();
        if (!goes_on()) return;
        const part = new Uint8Array(bytes, sent, Math.min(CHUNK, bytes.byteLength - sent));
        const frame = new Uint8Array(HEADER + part.length);
        const header = new DataView(frame.buffer);
        header.setUint32(0, number);
        header.setFloat64(4, at + sent);
        frame.set(part, HEADER);
        if (!channel.send_bytes(frame.buffer)) return;  // it goes on with the next channel
      }
    }
  }

  /** @param {number} number @param {Outgoing} one @param {number} from */
  function start_pump(number, one, from) {
    pump(number, one, from).catch((error) => {
      note(`sending a file: ${reason_of(error)}`);
      if (outgoing.get(number) !== one) return;
      channel.send("file-end", { number, sender: true, how: "unreadable" });
      end_outgoing(number, "unreadable");
    });
  }

  channel.on("file-accept", ({ number, have }) => {
    if (!is_number(number)) return;
    const one = outgoing.get(number);
    if (!one) {
      channel.send("file-end", { number, sender: true, how: "gone" });
      return;
    }
    if (!is_count(have) || have > one.file.size || (have % BLOCK !== 0 && have !== one.file.size)) {
      channel.send("file-end", { number, sender: true, how: "broken" });
      end_outgoing(number, "broken");
      return;
    }
    one.have = have;
    tell_progress(number, true, have, true);
    start_pump(number, one, have);
  });

  channel.on("file-have", ({ number, have }) => {
    const one = is_number(number) ? outgoing.get(number) : undefined;
    if (!one || !is_number(number) || !is_count(have) || have < one.have || have > one.file.size) return;
    one.have = have;
    one.wake();
    tell_progress(number, true, have);
  });

  // ---- receiving

  /** @param {number} number */
  function drop_incoming(number) {
    const one = incoming.get(number);
    incoming.delete(number);
    reported.delete(`${number} false`);
    if (!one) return;
    one.parts = [];
    one.writer?.abort().catch(() => {});  // what was written so far is thrown away
  }

  /** This side ends it, by itself. @param {number} number @param {string} how @param {string} [why] for the log */
  function refuse(number, how, why) {
    if (!incoming.has(number)) return;
    if (why) note(`receiving a file: ${why}`);
    drop_incoming(number);
    channel.send("file-end", { number, sender: false, how });
    report("transfer-ended", { number, outgoing: false, how });
  }

  /** Proves a whole block and keeps it. @param {number} number @param {Incoming} one @param {NonNullable<Incoming["block"]>} block */
  async function take_block(number, one, block) {
    const is_wanted = () => incoming.get(number) === one;
    if (!is_wanted()) return;
    if ((await digest_of(/** @type {BufferSource} */ (block.bytes))) !== block.digest) {
      refuse(number, "broken", "a block is not what was announced");
      return;
    }
    if (!is_wanted()) return;
    try {
      const bytes = /** @type {BlobPart} */ (block.bytes);
      if (one.writer) await one.writer.write(/** @type {any} */ (bytes));
      else one.parts.push(new Blob([bytes]));
    } catch (error) {
      refuse(number, "no-room", reason_of(error));
      return;
    }
    one.done += block.bytes.length;
    channel.send("file-have", { number, have: one.done });
    tell_progress(number, false, one.done);
    if (is_wanted() && one.done === one.size) await complete(number, one);
  }

  /** @param {number} number @param {Incoming} one */
  async function complete(number, one) {
    try {
      if (one.writer) await one.writer.close();
      else received.set(number, new Blob(one.parts, { type: "application/octet-stream" }));  // a kind that no browser opens
    } catch (error) {
      refuse(number, "no-room", reason_of(error));
      return;
    }
    one.writer = null;
    drop_incoming(number);
    channel.send("file-end", { number, sender: false, how: "done" });
    report("transfer-ended", { number, outgoing: false, how: "done" });
  }

  /** @param {number} number @param {Incoming} one */
  function ask_for_rest(number, one) {
    one.work = one.work.then(async () => {
      if (incoming.get(number) !== one) return;
      one.block = null;
      one.next = one.done;
      if (one.done === one.size) await complete(number, one);
      else channel.send("file-accept", { number, have: one.done });
    });
  }

  channel.on("file-offer", ({ number, name, size }) => {
    if (!is_number(number) || !is_count(size) || typeof name !== "string" || name.length > LONGEST_NAME) return;
    if (incoming.has(number)) return;  // known from before the connection broke
    incoming.set(number, {
      name, size, accepted: false, next: 0, done: 0, block: null, work: Promise.resolve(), writer: null, parts: [],
    });
    report("transfer-offered", { number, name, size });
  });

  channel.on("file-block", ({ number, at, length, digest }) => {
    const one = is_number(number) ? incoming.get(number) : undefined;
    if (!one?.accepted || !is_number(number)) return;  // the rest of one that was cancelled here
    const fits = at === one.next && !one.block && is_count(length) && length > 0 && length <= BLOCK && one.next + length <= one.size;
    if (!fits || typeof digest !== "string" || !DIGEST.test(digest)) {
      refuse(number, "broken", "a block that does not follow");
      return;
    }
    one.block = { bytes: new Uint8Array(length), got: 0, at: one.next, digest };
  });

  channel.on_bytes((frame) => {
    if (frame.byteLength <= HEADER) return;
    const header = new DataView(frame);
    const number = header.getUint32(0);
    const one = incoming.get(number);
    if (!one?.accepted) return;
    const part = new Uint8Array(frame, HEADER);
    const block = one.block;
    if (!block || header.getFloat64(4) !== block.at + block.got || block.got + part.length > block.bytes.length) {
      refuse(number, "broken", "bytes that do not follow");
      return;
    }
    block.bytes.set(part, block.got);
    block.got += part.length;
    if (block.got < block.bytes.length) return;
    one.block = null;
    one.next += block.bytes.length;
    one.work = one.work.then(() => take_block(number, one, block)).catch((error) => refuse(number, "broken", reason_of(error)));
  });

  // ---- both

  channel.on("file-end", ({ number, sender, how }) => {
    if (!is_number(number) || typeof how !== "string" || !ENDINGS.has(how)) return;
    if (sender === true) {
      if (!incoming.has(number)) return;
      drop_incoming(number);
      report("transfer-ended", { number, outgoing: false, how: how === "done" ? "broken" : how });
    } else {
      end_outgoing(number, how);
    }
  });

  channel.on_ready((ready) => {
    report("transfer-ready", { ready, disk: save_picker !== undefined });
    for (const one of outgoing.values()) {
      one.run += 1;  // what is sent from now on is what the other side asks for
      one.wake();
    }
    if (!ready) return;
    for (const [number, { name, file }] of outgoing) channel.send("file-offer", { number, name, size: file.size });
    for (const [number, one] of incoming) if (one.accepted) ask_for_rest(number, one);
  });

  /** @param {Iterable<File>} files */
  function choose(files) {
    for (const file of [...files].slice(0, MOST_AT_ONCE)) {
      const [number] = crypto.getRandomValues(new Uint32Array(1));
      chosen.set(number || 1, file);
      report("transfer-chosen", { number: number || 1, name: file.name, size: file.size });
    }
  }

  const entrance = create_file_entrance({
    area, takes: channel.ready, on_files: choose, on_over: (over) => report("transfer-dragged", { over }),
  });

  return {
    pick: entrance.pick,

    /** @param {{ number: number, name: string }} fields */
    offer({ number, name }) {
      const file = chosen.get(number);
      chosen.delete(number);
      if (!file) return;
      outgoing.set(number, { file, name, have: 0, run: 0, wake: () => {} });
      channel.send("file-offer", { number, name, size: file.size });
    },

    /** To the disk within the gesture. @param {{ number: number, name: string, size: number, toDisk: boolean }} fields */
    async accept({ number, name, toDisk }) {
      const one = incoming.get(number);
      if (!one || one.accepted) return;
      if (toDisk && save_picker) {
        try {
          const handle = await save_picker({ suggestedName: name });
          one.writer = await handle.createWritable();
        } catch (error) {
          const cancelled = error instanceof DOMException && error.name === "AbortError";
          refuse(number, cancelled ? "cancelled" : "no-room", reason_of(error));
          return;
        }
        if (incoming.get(number) !== one) {
          one.writer.abort().catch(() => {});
          return;
        }
      }
      one.accepted = true;
      ask_for_rest(number, one);
    },

    /** @param {{ number: number, outgoing: boolean, how: string }} fields */
    end({ number, outgoing: is_outgoing, how }) {
      chosen.delete(number);
      if (is_outgoing ? !outgoing.has(number) : !incoming.has(number)) return;
      channel.send("file-end", { number, sender: is_outgoing, how });
      if (is_outgoing) drop_outgoing(number);
      else drop_incoming(number);
    },

    /** @param {{ number: number, name: string }} fields */
    save({ number, name }) {
      const file = received.get(number);
      if (file) download(file, name);
    },

    clear() {
      for (const number of [...outgoing.keys()]) drop_outgoing(number);
      for (const number of [...incoming.keys()]) drop_incoming(number);
      chosen.clear();
      received.clear();
    },
  };
}
