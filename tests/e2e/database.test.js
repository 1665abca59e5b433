// The server dies at any moment, many times, under load, and nothing is lost that it had acknowledged: accounts, sign-ins, calls.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { test } from "node:test";

import { request } from "./support/api_client.js";
import { SERVER } from "./support/paths.js";
import { Server, new_data_folder } from "./support/server.js";
import { SocketClient } from "./support/socket_client.js";

const DEATHS = 8;
const WORKERS = 3;
/** One machine plays many people here, each at an address of his own. */
const UNHURRIED = [
  "--trusted-proxy", "127.0.0.1", "--requests-per-second", "100000", "--request-burst", "100000", "--connections-per-address", "1000", "--sockets-per-address", "1000",
];
const no_sqlite = spawnSync("sqlite3", ["--version"]).error ? "there is no sqlite3 program on this machine" : false;

/** What the server has said yes to. */
class Ledger {
  /** Accounts with the tokens that must be valid. @type {Map<string, { name: string, password: string, tokens: Set<string> }>} */
  accounts = new Map();
  /** Tokens that must not. @type {Set<string>} */
  ended = new Set();
  /** Calls that both sides were told the end of. @type {{ id: string, status: string, reason: string, token: string }[]} */
  calls = [];
}

/** Numbers that a seed repeats. @param {number} seed */
function random_numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * One after the other, until the server dies: an account, a second sign-in, a sign-out, and a call between two accounts.
 * @param {string} address @param {string} label @param {Ledger} ledger
 */
async function work(address, label, ledger) {
  for (let turn = 0; ; turn += 1) {
    const headers = { "x-forwarded-for": `10.${Array.from({ length: 3 }, () => Math.floor(Math.random() * 256)).join(".")}` };
    const people = [];
    for (const side of ["caller", "receiver"]) {
      const [name, password] = [`${side} ${label} ${turn}`, `secret of ${label} ${turn}`];
      const created = await request(address, "POST", "/accounts", { headers, body: { name, password } });
      assert.equal(created.status, 200, JSON.stringify(created.body));
      const account = { name, password, tokens: new Set([created.body.token]) };
      ledger.accounts.set(created.body.person.id, account);
      people.push({ ...account, token: created.body.token });
    }
    const [caller, receiver] = people;
    const again = await request(address, "POST", "/login", { headers, body: { name: caller.name, password: caller.password } });
    assert.equal(again.status, 200, JSON.stringify(again.body));
    caller.tokens.add(again.body.token);
    if (turn % 2 === 1) {
      // From the question to its answer nobody knows whether it counts.
      caller.tokens.delete(again.body.token);
      const out = await request(address, "POST", "/logout", { token: again.body.token, body: {} });
      assert.ok(out.status === 200 || out.status === 204, JSON.stringify(out.body));
      ledger.ended.add(again.body.token);
    }

    const one = await SocketClient.join(address, { account: { token: caller.token } });
    const other = await SocketClient.join(address, { account: { token: receiver.token } });
    const call = await one.rings(receiver.name);
    await other.receives("call", ({ callId }) => callId === call.callId);
    const [status, reason] = turn % 2 ? ["DECLINED", "declined"] : ["ENDED", "hung-up"];
    other.answers(call.callId, status === "ENDED");
    if (status === "ENDED") {
      await one.sees_call(call.callId, "ONGOING");
      one.ends(call.callId);
    }
    await Promise.all([one, other].map((side) => side.sees_call(call.callId, status)));
    ledger.calls.push({ id: call.callId, status, reason, token: caller.token });
    one.leaves();
    other.leaves();
  }
}

/** @param {string} address @param {Ledger} ledger */
async function audit(address, ledger) {
  for (const [person, { name, tokens }] of ledger.accounts) {
    for (const token of tokens) {
      const { status, body } = await request(address, "GET", "/me", { token });
      assert.equal(status, 200, `the sign-in of ${name} is there`);
      assert.equal(JSON.stringify(body).includes(person), true, `${name} is still ${person}`);
    }
  }
  for (const token of ledger.ended) {
    assert.equal((await request(address, "GET", "/me", { token })).status, 401, "who signed out stays signed out");
  }
  for (const call of ledger.calls) {
    const { status, body } = await request(address, "GET", "/calls?limit=50", { token: call.token });
    assert.equal(status, 200, JSON.stringify(body));
    const records = body.filter((/** @type {any} */ record) => record.id === call.id);
    assert.equal(records.length, 1, `the record of ${call.id} is there, once`);
    assert.equal(records[0].status, call.status);
  }
}

test("a server that is killed many times under load loses nothing that it acknowledged", { timeout: 180_000 }, async (context) => {
  const seed = Number(process.env.PARLEY_SEED ?? Math.floor(Math.random() * 2 ** 31));
  context.diagnostic(`PARLEY_SEED=${seed}`);
  const random = random_numbers(seed);
  const data = new_data_folder();
  context.after(() => rmSync(data, { recursive: true, force: true }));
  const ledger = new Ledger();

  for (let death = 0; death < DEATHS; death += 1) {
    const server = await Server.start(UNHURRIED, { data });
    context.after(() => server.kill());
    // What was acknowledged so far, before anything new happens: nothing may mend it meanwhile.
    await audit(server.address, ledger);
    const known = ledger.calls.length;
    let dead = false;
    const workers = Array.from({ length: WORKERS }, (_, index) =>
      work(server.address, `${death}-${index}`, ledger).catch((error) => {
        if (!dead) throw error;
      }));
    const failed = Promise.race(workers);
    while (ledger.calls.length === known) await Promise.race([failed, pause(5)]);
    await Promise.race([failed, pause(random() * 900)]);  // the moment of death is a matter of chance, not of a state
    dead = true;
    await server.kill();
    await Promise.all(workers);
    if (!no_sqlite) {
      assert.equal(execFileSync("sqlite3", [join(data, "parley.db"), "PRAGMA integrity_check"], { encoding: "utf8" }).trim(), "ok");
    }
  }

  const last = await Server.start(UNHURRIED, { data });
  context.after(() => last.kill());
  await audit(last.address, ledger);
  const some = [...ledger.accounts.values()].slice(0, 3);
  for (const { name, password } of some) {
    assert.equal((await request(last.address, "POST", "/login", { body: { name, password } })).status, 200, `${name} signs in`);
  }
  context.diagnostic(`${ledger.accounts.size} accounts, ${ledger.ended.size} sign-outs, ${ledger.calls.length} calls, ${DEATHS} deaths`);

  assert.equal(await last.stop(), 0);
  const report = JSON.parse(execFileSync(SERVER, ["report", "calls", "--limit", "10000", "--format", "json", "--data", data], {
    encoding: "utf8", maxBuffer: 1 << 28,
  }));
  const told = new Set(report.calls.map((/** @type {{ id: string }} */ { id }) => id));
  assert.equal(told.size, report.calls.length, "no call is there twice");
  for (const { id } of ledger.calls) assert.ok(told.has(id), `the report has ${id}`);
});
