// Waiting for states. Nothing in these tests waits for a time: each wait ends as soon as what it waits for is there.
import { setTimeout as pause } from "node:timers/promises";

/** Generous: a limit, which only a defect or a very busy machine reaches. */
export const LIMIT_MS = 20_000;
const EVERY_MS = 40;

/**
 * Asks until the answer is neither undefined, null nor false, and gives that back.
 * @template T
 * @param {string} what for the message when it never comes
 * @param {() => Promise<T> | T} question may throw while it has no answer
 * @param {{ limit_ms?: number, describe?: () => Promise<string> | string }} [options] `describe`: what is there instead
 * @returns {Promise<NonNullable<Exclude<T, false>>>}
 */
export async function eventually(what, question, { limit_ms = LIMIT_MS, describe } = {}) {
  const end = performance.now() + limit_ms;
  let last;
  for (;;) {
    try {
      const answer = await question();
      if (answer !== undefined && answer !== null && answer !== false) return /** @type {any} */ (answer);
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) break;
    await pause(EVERY_MS);
  }
  const instead = describe ? `\n${await Promise.resolve(describe()).catch((error) => String(error))}` : "";
  throw new Error(`never came within ${limit_ms / 1000} s: ${what}${last ? ` (${last})` : ""}${instead}`);
}
