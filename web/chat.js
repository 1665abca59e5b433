// What a tab keeps of the lines of chat for its own reload, and the clipboard. Which lines, and whose, is the program's decision.

const KEY = "parley.chat";
const MOST_LINES = 200;
/** Several lines that come at once are written once. */
const WRITE_AFTER_MS = 300;

/** A line as the program writes it; what stands in the storage may be somebody else's. */
const EMPTY = { person: "", call: "", title: "", id: "", from: "", name: "", own: false, text: "", at: 0, delivery: "", problem: "" };

/** @typedef {typeof EMPTY} Line */

/** @param {any} line @returns {line is Line} */
const is_line = (line) => Object.entries(EMPTY).every(([key, value]) => typeof line?.[key] === typeof value);

/**
 * @param {object} options
 * @param {(name: string, fields: object) => void} options.report
 * @param {(words: string) => void} options.note
 * @param {() => Storage} [options.open_tab] may throw: storage can be forbidden
 * @param {() => Clipboard | undefined} [options.clipboard] there is none on pages that are not secure
 * @param {Pick<EventTarget, "addEventListener">} [options.page]
 */
export function create_chat({ report, note, open_tab = () => sessionStorage, clipboard = () => navigator.clipboard, page = globalThis }) {
  let owner = "";
  /** @type {Line[]} */
  let lines = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let writing;

  function write() {
    clearTimeout(writing);
    writing = undefined;
    try {
      if (lines.length > 0) open_tab().setItem(KEY, JSON.stringify({ owner, lines }));
      else open_tab().removeItem(KEY);
    } catch {
      // Forbidden or full: then the lines do not outlive a reload.
    }
  }
  page.addEventListener("pagehide", () => writing !== undefined && write());

  return {
    /** @param {{ owner: string }} fields */
    load(fields) {
      owner = fields.owner;
      lines = [];
      try {
        const found = JSON.parse(open_tab().getItem(KEY) ?? "null");
        if (found?.owner === owner && Array.isArray(found.lines)) lines = found.lines.filter(is_line).slice(-MOST_LINES);
      } catch {
        // Forbidden, or written by somebody else.
      }
      const utc = Date.now();
      const local = utc - new Date(utc).getTimezoneOffset() * 60_000;
      const kept = [...lines];
      queueMicrotask(() => report("chat-kept", { lines: kept, utc, local }));
    },

    /** @param {{ owner: string, line: Line }} fields */
    keep(fields) {
      if (fields.owner !== owner) {
        owner = fields.owner;
        lines = [];
      }
      const { line } = fields;
      const place = lines.findIndex(({ id, from }) => id === line.id && from === line.from);
      if (place < 0) lines = [...lines, line].slice(-MOST_LINES);
      else lines[place] = line;
      writing ??= setTimeout(write, WRITE_AFTER_MS);
    },

    forget() {
      lines = [];
      write();
    },

    /** Within the gesture. @param {{ text: string }} fields */
    async copy({ text }) {
      try {
        const board = clipboard();
        if (!board) throw new Error("no clipboard on this page");
        await board.writeText(text);
        report("chat-copied", { done: true });
      } catch (error) {
        note(`copying: ${error}`);
        report("chat-copied", { done: false });
      }
    },
  };
}
