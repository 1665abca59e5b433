// What a tab keeps of its session for its own reload, and what every tab of this browser knows of its account. A duplicated tab
// gets a copy of sessionStorage and must not become the same person: so the tokens lie there only while the page is hidden or
// leaving, and are taken out when it shows again. In localStorage stands a name and nothing secret: the login is in a cookie.

const SESSION = "parley.session";
const ACCOUNT = "parley.account";
/** What was chosen in the dialog "Settings"; written by settings.js. */
export const SETTINGS = "parley.settings";
const OURS = "parley.";

/**
 * @typedef {object} Kept
 * @property {string} token of the session; empty if there is none
 * @property {string} name
 * @property {boolean} account it is the session of an account
 * @property {string} login the token of the account's login, on a page of another origin than the server
 * @property {string} signed_in the name of the account that this browser is signed in to; empty if none
 */

const NOTHING = { token: "", name: "", account: false, login: "" };

/** Everything of ours. @param {() => Storage} open */
export function forget_all(open) {
  try {
    const storage = open();
    for (const key of Object.keys(storage)) if (key.startsWith(OURS)) storage.removeItem(key);
  } catch {
    // Forbidden: then there is nothing.
  }
}

/**
 * @param {() => Storage} open_tab may throw: storage can be forbidden
 * @param {() => Storage} open_browser the same
 */
export function create_storage(open_tab = () => sessionStorage, open_browser = () => localStorage) {
  let kept = NOTHING;
  let hidden = false;

  /** Without storage a reload is a new person, and nothing else is lost. @param {() => void} action */
  function quietly(action) {
    try {
      action();
    } catch {
      // Forbidden, full, or written by somebody else.
    }
  }

  function write() {
    quietly(() => {
      if (hidden && (kept.token || kept.login)) open_tab().setItem(SESSION, JSON.stringify(kept));
      else open_tab().removeItem(SESSION);
    });
  }

  return {
    /** What an earlier life of this tab has kept. @returns {Kept} */
    load() {
      quietly(() => {
        const found = { ...NOTHING, ...JSON.parse(open_tab().getItem(SESSION) ?? "{}") };
        const sound = Object.entries(NOTHING).every(([key, value]) => typeof found[key] === typeof value);
        if (sound) kept = found;
      });
      write();
      let signed_in = "";
      quietly(() => (signed_in = open_browser().getItem(ACCOUNT) ?? ""));
      const { token, name, account, login } = kept;
      return { token, name, account, login, signed_in };
    },
    /**
     * @param {string} token empty: forget
     * @param {string} name
     * @param {boolean} account
     * @param {string} login
     */
    save(token, name, account, login) {
      kept = { token, name, account, login };
      write();
    },
    /** @param {string} name of the account that this browser is signed in to; empty: to none */
    sign_in(name) {
      quietly(() => {
        if (name) open_browser().setItem(ACCOUNT, name);
        else open_browser().removeItem(ACCOUNT);
      });
    },
    /** The appearance that was chosen, for the first picture. */
    scheme() {
      let scheme = "system";
      quietly(() => (scheme = String(JSON.parse(open_browser().getItem(SETTINGS) ?? "{}").appearance ?? scheme)));
      return scheme;
    },
    /** @param {boolean} now whether the page is hidden or leaving */
    set_hidden(now) {
      hidden = now;
      write();
    },
  };
}
