// What an operator reads of the calls that programs made: figures, reports and each person's history tell the same.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { ApiClient, request } from "../e2e/support/api_client.js";
import { Server } from "../e2e/support/server.js";
import { eventually } from "../e2e/support/wait.js";

/** @type {Server} */
let server;
/** The administrator's address. */
let desk = "";
const site = mkdtempSync(join(tmpdir(), "parley-site-"));
before(async () => {
  writeFileSync(join(site, "index.html"), "<!doctype html><title>Parley</title>");
  server = await Server.start(["--admin-listen", "127.0.0.1:0"], { site });
  desk = await eventually("the administrator's address", () => server.log.map((line) => /Figures are at (http:\S+?)\/metrics/.exec(line)?.[1]).find(Boolean));
});
after(async () => {
  await server?.stop();
  rmSync(site, { recursive: true, force: true });
});

/** @returns {Promise<Map<string, number>>} by name and labels */
async function figures() {
  const { body } = await request(desk, "GET", "/metrics");
  const samples = body.split("\n").filter((/** @type {string} */ line) => line && !line.startsWith("#"));
  return new Map(samples.map((/** @type {string} */ line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]));
}

/** @param {Map<string, number>} all @param {string} name */
function sum(all, name) {
  return [...all].filter(([key]) => key === name || key.startsWith(`${name}{`)).reduce((total, [, value]) => total + value, 0);
}

test("every call that was started has ended by a reason or lives", async () => {
  const ada = await ApiClient.join(server.address, "Ada");
  const ben = await ApiClient.join(server.address, "Ben");
  const cleo = await ApiClient.join(server.address, "Cleo");

  const hung_up = (await ada.start(ben.user.id)).body.id;
  await ben.answer(hung_up, "ACCEPT");
  const busy = await cleo.start(ben.user.id);
  assert.equal(busy.body.errMsg, "busy");
  await ben.end(hung_up);
  const declined = (await ada.start(ben.user.id)).body.id;
  await ben.answer(declined, "DECLINE");
  const cancelled = (await ada.start(ben.user.id)).body.id;
  await ada.end(cancelled);
  const live = (await ada.start(ben.user.id)).body.id;

  const all = await figures();
  assert.equal(sum(all, "parley_calls_started_total"), sum(all, "parley_calls_ended_total") + sum(all, "parley_calls_live"));
  assert.equal(all.get('parley_calls_ended_total{status="ENDED",reason="hung-up"}'), 1);
  assert.equal(all.get('parley_calls_ended_total{status="DECLINED",reason="declined"}'), 1);
  assert.equal(all.get('parley_calls_ended_total{status="ENDED",reason="cancelled"}'), 1);
  assert.equal(all.get('parley_calls_ended_total{status="ERROR",reason="busy"}'), 1);
  assert.equal(all.get('parley_calls_live{status="DIALLING"}'), 1);
  assert.equal(all.get("parley_ring_to_accept_seconds_count"), 1);
  assert.equal(all.get("parley_people"), 3);

  const { calls } = (await request(desk, "GET", "/report/calls?format=json")).body;
  assert.equal(calls.length, 5);
  const history = (await ben.ask("GET", "/calls")).body;
  assert.deepEqual(history.map((/** @type {any} */ { id }) => id), [live, cancelled, declined, busy.body.id, hung_up]);
  assert.deepEqual(history.map((/** @type {any} */ { missed }) => missed), [false, true, false, true, false]);
  const { body: call } = await ben.ask("GET", `/calls/${hung_up}`);
  const events = call.events.map((/** @type {any} */ { event }) => event);
  assert.equal(events[0], "requested");
  assert.equal(events.at(-1), "ended");
  assert.equal((await cleo.ask("GET", `/calls/${hung_up}`)).status, 404);

  await ada.end(live);
  const then = await figures();
  assert.equal(sum(then, "parley_calls_live"), 0);
  assert.equal(sum(then, "parley_calls_started_total"), sum(then, "parley_calls_ended_total"));
});

test("the administrator's address answers to this machine's name alone", async () => {
  const { status } = await request(desk.replace("localhost", "127.0.0.1"), "GET", "/metrics");
  assert.equal(status, 200);
  assert.equal((await request(server.address, "GET", "/metrics")).status, 404);
  assert.equal((await request(server.address, "GET", "/report/calls")).status, 404);
});

test("no name and no id is among the figures", async () => {
  const { body } = await request(desk, "GET", "/metrics");
  for (const word of ["Ada", "api-ada", "127.0.0.1"]) assert.ok(!body.includes(word), word);
});
