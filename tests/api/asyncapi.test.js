// The document of the sockets fits what the protocol's page shows. What real clients send is judged by it in tests/e2e.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { faults_of } from "../e2e/support/asyncapi.js";
import { ROOT } from "../e2e/support/paths.js";

const USER = { id: "p-1", name: "Ada", location: "" };

/** The JSON examples of the page, each a whole message. */
function examples() {
  const page = readFileSync(join(ROOT, "src/core/protocol/README.md"), "utf8");
  const blocks = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block]) => block);
  return blocks.flatMap((block) => block.trim().split("\n\n"));
}

/** @param {object} message @param {string} [path] */
function is_refused(message, path) {
  const text = JSON.stringify(message);
  return faults_of({ from: "client", text }, path) !== "" && faults_of({ from: "server", text }, path) !== "";
}

test("every example of the protocol's page is a message of the document", () => {
  const all = examples();
  assert.ok(all.length >= 20, `${all.length} examples`);
  for (const text of all) {
    const faults = [faults_of({ from: "client", text }), faults_of({ from: "server", text })];
    assert.ok(faults.includes(""), faults.join("\n"));
  }
});

test("a message with one thing wrong is not", () => {
  const call = JSON.parse(examples().find((text) => text.includes('"type": "call",')) ?? "");
  assert.equal(faults_of({ from: "server", text: JSON.stringify(call) }), "");
  for (const change of [{ status: "RINGING" }, { version: -1 }, { reason: "busy" }, { you: undefined }, { extra: 1 }, { callId: "a b" }]) {
    assert.ok(is_refused({ ...call, ...change }), JSON.stringify(change));
  }
  assert.ok(is_refused({ type: "call-request", id: "m", media: "video", offer: "v=0", to: "a", name: "b" }));
  assert.ok(is_refused({ type: "unheard-of" }));
});

test("each side says only what is its own", () => {
  assert.notEqual(faults_of({ from: "client", text: '{"type":"peer-left","ids":[]}' }), "");
  assert.notEqual(faults_of({ from: "server", text: '{"type":"hello","version":1}' }), "");
});

test("programs hear of calls as the document says", () => {
  for (const type of ["INCOMING_CALL", "ACCEPT_CALL", "DECLINE_CALL", "END_CALL"]) {
    const event = { type, call: { id: "c-1", caller: USER, receiver: USER, status: "DIALLING" } };
    assert.equal(faults_of({ from: "server", text: JSON.stringify(event) }, "/"), "");
    assert.ok(is_refused({ ...event, call: { ...event.call, status: "dialling" } }, "/"));
    assert.ok(is_refused({ ...event, call: { ...event.call, caller: "p-1" } }, "/"));
  }
});
