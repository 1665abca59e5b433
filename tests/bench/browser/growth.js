// What many calls in one tab leave behind.
import { call_and_come_back, counter_of } from "../../e2e/support/growth.js";
import { megabytes } from "./figures.js";
import { ada_and_ben, leave } from "./people.js";

const HALF = Math.ceil(Number(process.env.PARLEY_BENCH_CALLS ?? 60) / 2);
const CALLS = 2 * HALF;
const FIRST = 4;  // until what is made once has been made

/** @param {import("../browser.js").Place} place */
export async function growth({ address }) {
  const { ada, ben } = await ada_and_ben(address);
  const count = await counter_of(ada);
  const look = async () => ({
    ...await count(),
    ...await ada.page.evaluate(() => {
      const { textures, memory } = /** @type {any} */ (globalThis).bench;
      return { textures, memory: memory() };
    }),
  });
  let open = 0;
  let before = NaN;
  for (let call = 0; call <= FIRST + CALLS; call += 1) {
    if ([FIRST, FIRST + HALF, FIRST + CALLS].includes(call)) {
      const { heap, memory, nodes, listeners, textures } = await look();
      const grown = before ? ` (${Math.round((heap - before) / HALF)} bytes a call)` : "";
      before = heap;
      console.log(`after ${call} calls in one tab: JavaScript's heap ${megabytes(heap)}${grown}, `
        + `the program's memory ${megabytes(memory)}, ${nodes} DOM nodes, ${listeners} listeners, ${textures} textures, `
        + `${open} connections open after their call`);
    }
    if (call < FIRST + CALLS) open += await call_and_come_back(ada, ben);
  }
  await leave(ada, ben);
}
