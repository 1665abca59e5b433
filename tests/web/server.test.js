import assert from "node:assert/strict";
import { test } from "node:test";

import { server_addresses } from "../../web/server.js";

test("without a configured server it is where the page comes from", () => {
  assert.deepEqual(server_addresses("", "http://localhost:8081/"), {
    socket: "ws://localhost:8081/ws",
    version: "http://localhost:8081/version",
    base: "http://localhost:8081/",
  });
  assert.equal(server_addresses("  ", "https://calls.example/index.html?x#y").socket, "wss://calls.example/ws");
});

test("a configured server keeps its path for /version too", () => {
  assert.deepEqual(server_addresses("wss://calls.example/parley/ws", "https://static.example/"), {
    socket: "wss://calls.example/parley/ws",
    version: "https://calls.example/parley/version",
    base: "https://calls.example/parley/",
  });
});

test("an address that no socket can have is none", () => {
  const none = { socket: "", version: "", base: "" };
  assert.deepEqual(server_addresses("ftp://calls.example/", "http://localhost/"), none);
  assert.deepEqual(server_addresses("wss://", "http://localhost/"), none);
  assert.deepEqual(server_addresses("ws://calls.example/ws", "https://static.example/"), none, "browsers throw at mixed content");
});
