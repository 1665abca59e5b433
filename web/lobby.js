// What a page knows of its person before a call: favourites kept in this browser, whether somebody is there, and the browser's own
// question before a call is left.

const FAVOURITES = "parley.favourites";
const STATUS = "parley.status";
const ABSENT_AFTER_MS = 5 * 60_000;
const SIGNS_OF_LIFE = ["pointerdown", "pointermove", "wheel", "keydown"];  // not the focus, which the program moves, too

/**
 * @param {object} options
 * @param {(name: string, fields: object) => void} options.report
 * @param {Window} [options.view]
 * @param {() => Storage} [options.open] of the browser; may throw: storage can be forbidden
 * @param {() => Storage} [options.open_tab] of this tab, over its reloads
 * @param {() => number} [options.now] ms
 */
export function create_lobby({
  report, view = window, open = () => localStorage, open_tab = () => sessionStorage, now = () => performance.now(),
}) {
  let absent = false;
  let last_sign = now();

  function kept_status() {
    try {
      return open_tab().getItem(STATUS) ?? "free";
    } catch {
      return "free";
    }
  }

  function kept() {
    try {
      const found = JSON.parse(open().getItem(FAVOURITES) ?? "[]");
      return Array.isArray(found) ? found.filter((name) => typeof name === "string") : [];
    } catch {
      return [];  // forbidden, or written by somebody else
    }
  }

  /** @param {boolean} is */
  function tell_absence(is) {
    if (is === absent) return;
    absent = is;
    report("lobby-absence", { absent });
  }

  // One timer that looks how long ago it was: a sign of life costs next to nothing.
  function look() {
    const quiet = now() - last_sign;
    if (quiet >= ABSENT_AFTER_MS) tell_absence(true);
    else view.setTimeout(look, ABSENT_AFTER_MS - quiet);
  }
  function sign_of_life() {
    last_sign = now();
    if (!absent) return;
    tell_absence(false);
    look();
  }
  for (const sign of SIGNS_OF_LIFE) view.addEventListener(sign, sign_of_life, { capture: true, passive: true });
  look();

  /** @param {BeforeUnloadEvent} event */
  const ask = (event) => {
    event.preventDefault();
    event.returnValue = "ask";  // older browsers want a value
  };

  report("lobby-kept", { favourites: kept(), presence: kept_status() });

  return {
    /** @param {{ favourites: string[] }} fields */
    keep({ favourites }) {
      try {
        open().setItem(FAVOURITES, JSON.stringify(favourites));
      } catch {
        // Forbidden or full: they last as long as the page.
      }
    },

    /** @param {{ presence: string }} fields */
    status({ presence }) {
      try {
        open_tab().setItem(STATUS, presence);
      } catch {
        // As above.
      }
    },

    /** @param {{ on: boolean }} fields */
    guard({ on }) {
      if (on) view.addEventListener("beforeunload", ask);
      else view.removeEventListener("beforeunload", ask);
    },
  };
}
