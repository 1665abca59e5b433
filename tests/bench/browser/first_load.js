// The first load of Entry, and the second part of the program, which comes when somebody touches the page.
import { eventually } from "../../e2e/support/wait.js";
import { median, spread } from "./figures.js";
import { arrive } from "./people.js";

const ROUNDS = 5;

/** @param {string} address */
async function one_load(address) {
  const ada = await arrive("Ada");
  const network = await ada.page.createCDPSession();
  await network.send("Network.enable");
  let bytes = 0;
  let requests = 0;
  let unfinished = 0;
  network.on("Network.requestWillBeSent", ({ request }) => {
    if (!request.url.startsWith("http")) return;
    requests += 1;
    unfinished += 1;
  });
  network.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    if (encodedDataLength > 0) unfinished -= 1;
  });
  await ada.open(address);
  await eventually("the first part is there", () => unfinished <= 0);
  const first = { bytes, requests, usable: await ada.page.evaluate(() => /** @type {any} */ (globalThis).bench.usable) };

  const arrived = new Promise((resolve) => {
    ada.page.on("console", (message) => {
      if (message.text().includes("the second part of the page is here")) resolve(performance.now());
    });
  });
  const touched = performance.now();
  await ada.page.mouse.click(5, 5);
  const second = { took: (await arrived) - touched, bytes: 0, requests: 0 };
  await eventually("the second part is there", () => unfinished <= 0);
  Object.assign(second, { bytes: bytes - first.bytes, requests: requests - first.requests });
  await ada.page.browserContext().close();
  return { first, second };
}

/** @param {import("../browser.js").Place} place */
export async function first_load({ address }) {
  const loads = [];
  for (let round = 0; round < ROUNDS; round += 1) loads.push(await one_load(address));
  const usable = loads.map(({ first }) => first.usable);
  const took = loads.map(({ second }) => second.took);
  const { first, second } = loads[0];
  console.log(`first load of Entry: ${first.bytes} bytes on the wire, ${first.requests} requests, `
    + `${Math.round(median(usable))} ms until Join can be pressed (median of ${ROUNDS}, ${spread(usable)})`);
  console.log(`second part, fetched at the first touch: ${second.bytes} bytes, ${second.requests} requests, `
    + `there after ${Math.round(median(took))} ms (${spread(took)})`);
}
