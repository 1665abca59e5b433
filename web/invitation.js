// The link by which the page was opened: what stands in the address behind "#", which no server is told. It is taken out of the
// address bar, so that nobody copies somebody else's link from there, and kept for this tab's own reload.

const KEPT = "parley.link";
const ROOM = /^[\w-]{16,64}$/;

/**
 * @typedef {object} Invitation
 * @property {string} room the secret of a meeting point; empty: none
 * @property {string} person whom a personal link rings; empty: nobody
 * @property {boolean} own this tab has made the meeting point's link itself
 */

/** @param {string} fragment as location.hash has it @returns {Invitation | null} */
export function invitation_in(fragment) {
  const words = new URLSearchParams(fragment.slice(1));
  const room = words.get("room") ?? "";
  const person = words.get("call") ?? "";
  if (ROOM.test(room)) return { room, person: "", own: false };
  return person.trim() ? { room: "", person, own: false } : null;
}

/**
 * @param {Window} [view]
 * @param {() => Storage} [open] may throw: storage can be forbidden
 */
export function create_invitation(view = window, open = () => sessionStorage) {
  /** @type {((invitation: Invitation) => void) | null} */
  let listener = null;

  /** Without storage a reload forgets the link, and nothing else is lost. @param {Invitation | null} invitation */
  function keep(invitation) {
    try {
      if (invitation) open().setItem(KEPT, JSON.stringify(invitation));
      else open().removeItem(KEPT);
    } catch {
      // Forbidden or full.
    }
  }

  /** @returns {Invitation | null} */
  function kept() {
    try {
      const { room, person, own } = JSON.parse(open().getItem(KEPT) ?? "null") ?? {};
      if (ROOM.test(room)) return { room, person: "", own: own === true };
      if (typeof person === "string" && person.trim()) return { room: "", person, own: false };
    } catch {
      // Forbidden, or written by somebody else.
    }
    return null;
  }

  function read() {
    const found = invitation_in(view.location.hash);
    if (!found) return null;
    keep(found);
    view.history.replaceState(null, "", view.location.pathname + view.location.search);
    return found;
  }

  // Somebody puts a link into the address bar of a page that is open.
  view.addEventListener("hashchange", () => {
    const found = read();
    if (!found) return;
    if (listener) listener(found);
    else view.location.reload();
  });

  return {
    /** By which the page was opened, or which it had before its reload. */
    first: read() ?? kept(),
    keep,
    /** From now on this hears of further links, in place of a reload. @param {(invitation: Invitation) => void} heard */
    follow(heard) {
      listener = heard;
    },
  };
}
