// The way from the program's features to the modules that serve them (later.js), which are fetched when the first of them is
// needed. A command is "module.action" with its fields; commands keep their order, also while the modules are on their way.

/**
 * @typedef {Record<string, (fields: any) => unknown>} Module actions by name
 */

/**
 * @param {object} options
 * @param {() => Promise<Record<string, Module>>} options.load makes the modules; rejected when they cannot be fetched
 * @param {(words: string) => void} options.note
 */
export function create_features({ load, note }) {
  /** @type {Record<string, Module> | null} */
  let modules = null;
  /** @type {Promise<void> | null} */
  let loading = null;
  /** @type {[name: string, fields: object][]} */
  let waiting = [];

  /** @param {string} name @param {object} fields */
  function run(name, fields) {
    const [module, action] = name.split(".");
    const work = modules?.[module]?.[action];
    if (!work) {
      note(`no module for ${name}`);
      return;
    }
    // Within the caller's task, so that a gesture still counts. A module reports its failures; what it did not foresee ends here.
    try {
      const result = work(fields);
      if (result instanceof Promise) result.catch((error) => note(`${name}: ${error}`));
    } catch (error) {
      note(`${name}: ${error}`);
    }
  }

  /** Settles once the modules are there; a failed fetch is tried again by the next call. */
  function fetch() {
    loading ??= load().then(
      (made) => {
        modules = made;
        const due = waiting;
        waiting = [];
        for (const [name, fields] of due) run(name, fields);
      },
      (error) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  }

  return {
    fetch,
    /** @param {string} name @param {object} fields */
    carry_out(name, fields) {
      if (modules) {
        run(name, fields);
        return;
      }
      waiting.push([name, fields]);
      fetch().catch((error) => note(`the second part of the page: ${error}`));
    },
  };
}
