// What many calls in one tab leave behind.
import { call_and_come_back, counter_of } from "../../e2e/support/growth.js";
import { megabytes } from "./figures.js";
import { ada_and_ben, leave } from "./people.js";

const CALLS = Number(process.env.PARLEY_BENCH_CALLS ?? 60);
const HALF = CALLS >> 1;
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
  /** @type {Awaited<ReturnType<typeof look>>[]} */
  const looks = [];
  for (let call = 0; call <= FIRST + CALLS; call += 1) {
    if ([FIRST, FIRST + HALF, FIRST + CALLS].includes(call)) looks.push(await look());
    if (call < FIRST + CALLS) open += await call_and_come_back(ada, ben);
  }
  /** @param {(one: typeof looks[0]) => string | number} figure */
  const told = (figure) => looks.map(figure).join(" -> ");
  const [, middle, after] = looks;
  console.log(`after ${FIRST}, ${FIRST + HALF} and ${FIRST + CALLS} calls in one tab: `
    + `JavaScript's heap ${told(({ heap }) => megabytes(heap))} `
    + `(last ${Math.round((after.heap - middle.heap) / (CALLS - HALF))} bytes a call), `
    + `the program's memory ${told(({ memory }) => megabytes(memory))}, DOM nodes ${told(({ nodes }) => nodes)}, `
    + `listeners ${told(({ listeners }) => listeners)}, textures ${told(({ textures }) => textures)}, `
    + `connections still open after their call ${open}`);
  await leave(ada, ben);
}
