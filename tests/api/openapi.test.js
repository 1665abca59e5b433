// Requests made up from src/server/api/openapi.yaml by schemathesis, against the real server: good ones, and ones that the document
// forbids. Each must be answered as the document says, and none may be the server's fault.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { request } from "../e2e/support/api_client.js";
import { ROOT } from "../e2e/support/paths.js";
import { Server } from "../e2e/support/server.js";

const SCHEMATHESIS = join(ROOT, "build/deps/python/bin/schemathesis");
const DOCUMENT = join(ROOT, "src/server/api/openapi.yaml");
const skip = existsSync(SCHEMATHESIS) ? false : "schemathesis is not installed (tools/setup test)";

/** What ends the sign-in that the requests come with: tried apart, after all else. */
const LAST = ["signOut", "signOutEverywhere", "endLogin", "deleteAccount"];
const CHECKS = [
  "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
  "response_schema_conformance", "negative_data_rejection", "unsupported_method", "allow_header_conformance", "ignored_auth",
];

/** @type {Server} */
let server;
const site = mkdtempSync(join(tmpdir(), "parley-site-"));
before(async () => {
  writeFileSync(join(site, "index.html"), "<!doctype html><title>Parley</title>");
  server = await Server.start(["--requests-per-second", "100000", "--request-burst", "100000"], { site });
});
after(async () => {
  await server?.stop();
  rmSync(site, { recursive: true, force: true });
});

/** A new account's token. @param {string} name */
async function sign_in(name) {
  const { status, body } = await request(server.address, "POST", "/accounts", { body: { name, password: "four random words here" } });
  assert.equal(status, 200, JSON.stringify(body));
  return body.token;
}

/** @param {string[]} options */
async function schemathesis(options) {
  const child = spawn(SCHEMATHESIS, [
    "run", DOCUMENT, "--url", server.address, "--checks", CHECKS.join(","), "--seed", "1", "--no-color", "--warnings", "off",
    "--continue-on-failure", "--generation-database", "none", ...options,
  ], { cwd: site });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => { output += text; });
  const [code] = await once(child, "exit");
  return { code, output };
}

test("made-up requests are answered as the document says", { skip }, async () => {
  const token = await sign_in("Ada");
  const { code, output } = await schemathesis([
    "--header", `Authorization: Bearer ${token}`, "--phases", "examples,coverage,fuzzing", "--max-examples", "15",
    "--exclude-tag", "administrator", ...LAST.flatMap((id) => ["--exclude-operation-id", id]),
  ]);
  assert.equal(code, 0, output);
});

test("so are those that end a sign-in", { skip }, async () => {
  const token = await sign_in("Ben");
  const { code, output } = await schemathesis([
    "--header", `Authorization: Bearer ${token}`, "--phases", "coverage,fuzzing", "--max-examples", "10",
    ...LAST.flatMap((id) => ["--include-operation-id", id]),
  ]);
  assert.equal(code, 0, output);
});

test("after all that the server works", { skip }, async () => {
  assert.equal((await request(server.address, "GET", "/readyz")).status, 200);
  assert.equal(await server.stop(), 0);
});
