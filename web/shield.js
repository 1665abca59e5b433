// Between the program and the page's modules: no exception of JavaScript may unwind through WebAssembly, which would leave
// the program in the middle of what it did.

/**
 * The same functions, none of which throws: a failure is written down and becomes `undefined`.
 * @param {Record<string, (...values: any[]) => unknown>} module
 * @param {(words: string) => void} note
 * @returns {Record<string, (...values: any[]) => unknown>}
 */
export function shielded(module, note) {
  /** @type {Record<string, (...values: any[]) => unknown>} */
  const shield = {};
  for (const [name, action] of Object.entries(module)) {
    shield[name] = (...values) => {
      try {
        return action(...values);
      } catch (error) {
        note(`${name}: ${error}`);
        return undefined;
      }
    };
  }
  return shield;
}
