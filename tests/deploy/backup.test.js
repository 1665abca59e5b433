// A backup made while the server works, and a server that goes on from it.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { request } from "../e2e/support/api_client.js";
import { ROOT } from "../e2e/support/paths.js";
import { Server } from "../e2e/support/server.js";
import { SocketClient } from "../e2e/support/socket_client.js";

const BACKUP = join(ROOT, "tools/deploy/backup.sh");
const no_sqlite = spawnSync("sqlite3", ["--version"]).error ? "there is no sqlite3 program on this machine" : false;

/** @param {string} address @param {string} name @returns {Promise<string>} the token */
async function account(address, name) {
  const { status, body } = await request(address, "POST", "/accounts", { body: { name, password: `the password of ${name}` } });
  assert.equal(status, 200, JSON.stringify(body));
  return body.token;
}

/** A call from beginning to end. @param {string} address @param {string} caller @param {string} receiver @param {string} name */
async function call(address, caller, receiver, name) {
  const one = await SocketClient.join(address, { account: { token: caller } });
  const other = await SocketClient.join(address, { account: { token: receiver } });
  const { callId } = await one.rings(name);
  await other.receives("call");
  other.answers(callId, false);
  await one.sees_call(callId, "DECLINED");
  one.leaves();
  other.leaves();
  return callId;
}

/** @param {string} address @param {string} token */
const calls_of = async (address, token) =>
  (await request(address, "GET", "/calls?limit=50", { token })).body.map((/** @type {{ id: string }} */ { id }) => id);

test("a backup of a working server holds what was acknowledged, and a server goes on from it", { skip: no_sqlite }, async (context) => {
  const place = mkdtempSync(join(tmpdir(), "parley-backup-"));
  context.after(() => rmSync(place, { recursive: true, force: true }));
  const server = await Server.start();
  context.after(() => server.kill());
  const ada = await account(server.address, "Ada");
  const ben = await account(server.address, "Ben");
  const before = await call(server.address, ada, ben, "Ben");

  const target = join(place, "deep", "copy");
  execFileSync(BACKUP, [server.data, target], { stdio: "pipe" });
  assert.equal(statSync(target).mode & 0o077, 0, "a backup is its owner's alone");
  for (const file of readdirSync(target)) assert.equal(statSync(join(target, file)).mode & 0o077, 0, file);

  // What happens afterwards is not in it, and does no harm to it.
  const after = await call(server.address, ada, ben, "Ben");
  const carl = await account(server.address, "Carl");
  await server.stop();

  const restored = await Server.start([], { data: target });
  context.after(() => restored.kill());
  assert.equal((await request(restored.address, "GET", "/me", { token: ada })).status, 200);
  assert.equal((await request(restored.address, "GET", "/me", { token: carl })).status, 401);
  const signed_in = await request(restored.address, "POST", "/login", { body: { name: "Ben", password: "the password of Ben" } });
  assert.equal(signed_in.status, 200);
  const known = await calls_of(restored.address, ada);
  assert.ok(known.includes(before));
  assert.ok(!known.includes(after));
  const later = await call(restored.address, ada, ben, "Ben");
  assert.ok((await calls_of(restored.address, signed_in.body.token)).includes(later));
  assert.equal(await restored.stop(), 0);
});

test("a backup is never written over, and none is left half made", { skip: no_sqlite }, (context) => {
  const place = mkdtempSync(join(tmpdir(), "parley-backup-"));
  context.after(() => rmSync(place, { recursive: true, force: true }));
  chmodSync(place, 0o700);
  const run = (/** @type {string[]} */ ...words) => spawnSync(BACKUP, words, { encoding: "utf8" });
  const empty = run(place, join(place, "copy"));
  assert.equal(empty.status, 1);
  assert.match(empty.stderr, /There is no parley\.db/);
  execFileSync("sqlite3", [join(place, "parley.db"), "CREATE TABLE t (x)"]);
  assert.equal(run(place, join(place, "copy")).status, 0);
  const again = run(place, join(place, "copy"));
  assert.equal(again.status, 1);
  assert.match(again.stderr, /never written over/);
  assert.deepEqual(readdirSync(place).sort(), ["copy", "parley.db"]);
});
