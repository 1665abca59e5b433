// The call's data channel: control messages as JSON by kind, and bytes. It says when the other page listens too; what the
// messages mean is their owners' business. A message that nobody knows is answered, noted once, and does no harm.

/** Control messages are short; a longer one is none of ours. In UTF-16 units. */
const LONGEST_MESSAGE = 16_384;
/** At most so many bytes wait in the browser before `send_bytes` is to be held back. */
const HIGH_WATER = 1 << 20;
const LOW_WATER = 1 << 18;
/** So often a channel's other side is told that it is not understood. */
const REFUSALS = 8;

/** @typedef {Record<string, unknown>} Fields of a message, as the other side wrote them: nothing about them is certain */

/**
 * @param {object} options
 * @param {Pick<ReturnType<typeof import("./peer.js").create_peers>, "watch_channels">} options.peers
 * @param {(words: string) => void} options.note
 */
export function create_channel({ peers, note }) {
  /** @type {Map<string, (fields: Fields) => void>} */
  const handlers = new Map();
  /** @type {((bytes: ArrayBuffer) => void)[]} */
  const byte_handlers = [];
  /** @type {((ready: boolean) => void)[]} */
  const watchers = [];
  /** @type {RTCDataChannel | null} */
  let current = null;
  let ready = false;  // the other page has said that it listens
  let refusals = 0;
  /** @type {(() => void)[]} */
  let waiting = [];  // for room, or for the end

  function release() {
    const due = waiting;
    waiting = [];
    for (const resolve of due) resolve();
  }

  /** @param {boolean} now */
  function tell(now) {
    if (now === ready) return;
    ready = now;
    if (!now) release();
    for (const watch of watchers) watch(now);
  }

  /** @param {string} kind @param {object} [fields] */
  function send(kind, fields = {}) {
    if (current?.readyState !== "open") return false;
    try {
      current.send(JSON.stringify({ ...fields, kind }));
      return true;
    } catch (error) {
      note(`the data channel: ${error}`);  // full, or closed in this moment
      return false;
    }
  }

  /** @param {string} why @param {string} kind */
  function refuse(why, kind) {
    refusals += 1;
    if (refusals > REFUSALS) return;
    note(`the data channel brought ${why}`);
    send("refused", { what: kind.slice(0, 64) });
  }

  /** @param {string} text */
  function take(text) {
    /** @type {Fields | null} */
    let message = null;
    try {
      const parsed = text.length <= LONGEST_MESSAGE ? JSON.parse(text) : null;
      if (parsed && typeof parsed === "object" && !Array.isArray(parsed)) message = parsed;
    } catch {
      // Not JSON.
    }
    const kind = message?.kind;
    if (!message || typeof kind !== "string") {
      refuse("something that is no message", "");
      return;
    }
    if (kind === "hello") {
      // Whoever began to listen later missed the first one.
      if (message.answer !== true) send("hello", { answer: true });
      tell(true);
      return;
    }
    if (kind === "refused") return;
    const handler = handlers.get(kind);
    if (handler) handler(message);
    else refuse("a message of a kind that is not known here", kind);
  }

  /** @param {RTCDataChannel} channel */
  function adopt(channel) {
    tell(false);
    current = channel;
    refusals = 0;
    channel.binaryType = "arraybuffer";
    channel.bufferedAmountLowThreshold = LOW_WATER;
    const is_current = () => channel === current;
    channel.addEventListener("open", () => is_current() && send("hello"));
    channel.addEventListener("bufferedamountlow", () => is_current() && release());
    channel.addEventListener("close", () => is_current() && tell(false));
    channel.addEventListener("message", ({ data }) => {
      if (!is_current()) return;
      if (typeof data === "string") take(data);
      else if (data instanceof ArrayBuffer) for (const handle of byte_handlers) handle(data);
    });
    if (channel.readyState === "open") send("hello");
  }

  peers.watch_channels((channel, there) => {
    if (there) {
      adopt(channel);
    } else if (channel === current) {
      current = null;
      tell(false);
    }
  });

  return {
    /** Messages of this kind are `handler`'s. @param {string} kind @param {(fields: Fields) => void} handler */
    on(kind, handler) {
      handlers.set(kind, handler);
    },
    /** @param {(bytes: ArrayBuffer) => void} handler */
    on_bytes(handler) {
      byte_handlers.push(handler);
    },
    /** Told when the other page begins to listen, on each new channel again, and when the channel is gone. @param {(ready: boolean) => void} watch */
    on_ready(watch) {
      watchers.push(watch);
      if (ready) watch(true);
    },
    /** False if there is no channel now: nothing is kept for later. */
    send,
    /** @param {ArrayBuffer} bytes 16 KiB at most, which every browser carries */
    send_bytes(bytes) {
      if (current?.readyState !== "open") return false;
      try {
        current.send(bytes);
        return true;
      } catch (error) {
        note(`the data channel: ${error}`);
        return false;
      }
    },
    /** Settles once there is room for more, or the channel is gone. @returns {Promise<void>} */
    async room() {
      if (current?.readyState !== "open" || current.bufferedAmount < HIGH_WATER) return;
      await new Promise((resolve) => waiting.push(() => resolve(undefined)));
    },
    /** Whether the other page listens now. */
    ready: () => ready,
  };
}
