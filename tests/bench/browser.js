// What the client costs in a browser. Each measurement is a module of its own; PARLEY_BENCH_ONLY names those that are wanted.
import { close_browsers } from "../e2e/support/browsers.js";
import { Server } from "../e2e/support/server.js";
import { accept } from "./browser/accept.js";
import { at_rest } from "./browser/at_rest.js";
import { BareCall } from "./browser/bare_call.js";
import { click } from "./browser/click.js";
import { first_load } from "./browser/first_load.js";
import { growth } from "./browser/growth.js";
import { lists } from "./browser/lists.js";
import { recording } from "./browser/recording.js";

/** @typedef {{ address: string, bare: BareCall }} Place where Parley is, and the page that calls without it */

/** @type {Record<string, (place: Place) => Promise<void>>} */
const MEASUREMENTS = { load: first_load, rest: at_rest, accept, click, lists, recording, growth };

const wanted = process.env.PARLEY_BENCH_ONLY?.split(/[ ,]+/).filter(Boolean) ?? Object.keys(MEASUREMENTS);
const unknown = wanted.filter((name) => !Object.hasOwn(MEASUREMENTS, name));
if (unknown.length > 0) {
  throw new Error(`PARLEY_BENCH_ONLY knows: ${Object.keys(MEASUREMENTS).join(" ")}. Not: ${unknown.join(" ")}`);
}

const server = await Server.start();
const bare = await BareCall.open();
try {
  for (const name of wanted) await MEASUREMENTS[name]({ address: server.address, bare });
} finally {
  await close_browsers();
  await bare.close();
  await server.stop();
}
