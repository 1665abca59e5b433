// What a tab keeps of its session for its own reload. A duplicated tab gets a copy of sessionStorage and must not become the
// same person: so the token lies there only while the page is hidden or leaving, and is taken out when it shows again.

const KEY = "parley.session";

/**
 * @typedef {{ token: string, name: string }} Kept
 */

/** @param {() => Storage} open may throw: storage can be forbidden */
export function create_storage(open = () => sessionStorage) {
  /** @type {Kept} */
  let kept = { token: "", name: "" };
  let hidden = false;

  function write() {
    try {
      if (hidden && kept.token) open().setItem(KEY, JSON.stringify(kept));
      else open().removeItem(KEY);
    } catch {
      // Without storage a reload is a new person, and nothing else is lost.
    }
  }

  return {
    /** What an earlier life of this tab has kept. @returns {Kept} */
    load() {
      try {
        const found = JSON.parse(open().getItem(KEY) ?? "{}");
        if (typeof found.token === "string" && typeof found.name === "string") kept = found;
      } catch {
        // The same.
      }
      write();
      return kept;
    },
    /**
     * @param {string} token empty: forget
     * @param {string} name
     */
    save(token, name) {
      kept = { token, name };
      write();
    },
    /** @param {boolean} now whether the page is hidden or leaving */
    set_hidden(now) {
      hidden = now;
      write();
    },
  };
}
