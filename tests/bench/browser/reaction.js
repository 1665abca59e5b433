// From somebody's doing to the first frame that shows it.

/** @typedef {import("../../e2e/support/person.js").Person} Person */
/** @typedef {{ ms: number, frames: number }} Reaction `frames`: 1 is the next animation frame */

const LIMIT_MS = 2000;

/**
 * The first frame drawn after the next such event: the program draws nothing while its picture stays the same, so that something
 * has changed in it.
 * @param {Person} person @param {"pointerup" | "keydown"} event
 * @returns {Promise<() => Promise<Reaction | null>>} null: nothing changed
 */
export async function awaits_change(person, event) {
  await person.page.evaluate((event, limit_ms) => {
    const scope = /** @type {any} */ (globalThis);
    const bench = /** @type {import("./watch.js").Watch} */ (scope.bench);
    scope.reaction = new Promise((resolve) => {
      addEventListener(event, ({ timeStamp }) => {
        /** @type {Set<number>} frames since the event, by their times */
        const frames = new Set();
        const count = () => bench.request_frame((now) => {
          frames.add(now);
          if (bench.drawn) count();
        });
        /** @param {object | null} found */
        const end = (found) => {
          bench.drawn = null;
          clearTimeout(limit);
          resolve(found);
        };
        const limit = setTimeout(end, limit_ms, null);
        bench.drawn = (now) => end({ ms: performance.now() - timeStamp, frames: frames.add(now).size });
        count();
      }, { capture: true, once: true });
    });
  }, event, LIMIT_MS);
  return () => /** @type {Promise<Reaction | null>} */ (person.page.evaluate(() => /** @type {any} */ (globalThis).reaction));
}
