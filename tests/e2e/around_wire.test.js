// What goes on around a call, as the real server tells it to programs that speak the protocol: text, presence, meeting points,
// moving a call to another device, and blocks. Every frame is held to asyncapi.yaml.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";

import { request } from "./support/api_client.js";
import { faults_of } from "./support/asyncapi.js";
import { scenario } from "./support/scenario.js";
import { new_data_folder } from "./support/server.js";
import { DESCRIPTION, SocketClient } from "./support/socket_client.js";

const ROOM = "q83vEjRWeJCrze8SNFZ4kA";

/** @param {SocketClient[]} clients */
function assert_documented(...clients) {
  for (const { sent, received } of clients) {
    for (const message of sent) assert.equal(faults_of({ from: "client", text: JSON.stringify(message) }), "");
    for (const message of received) assert.equal(faults_of({ from: "server", text: JSON.stringify(message) }), "");
  }
}

/** @param {string} address @param {string} name @returns {Promise<string>} the token of a new account */
async function account(address, name) {
  const created = await request(address, "POST", "/accounts", { body: { name, password: `the password of ${name}` } });
  assert.equal(created.status, 200, JSON.stringify(created.body));
  return created.body.token;
}

scenario("a line comes back as sent, arrives once over a lost socket, and is told to have arrived", async (stage) => {
  const { address } = await stage.server();
  const kim = await SocketClient.join(address, { name: "Kim" });
  const lee = await SocketClient.join(address, { name: "Lee" });
  lee.socket.terminate();
  kim.send({ type: "chat", id: "line-1", to: lee.me.id, text: "Привет 🦦\nhttps://example.org" });
  const sent = await kim.receives("chat");
  assert.equal(sent.from, kim.me.id);
  assert.ok(sent.sentAt > 1_600_000_000_000);

  const back = await SocketClient.open(address);
  back.send({ type: "hello", version: 1, resume: { token: lee.welcome.token, lastSeen: 0 } });
  assert.equal((await back.receives("client-id")).outcome, "resumed");
  const arrived = await back.receives("chat");
  assert.equal(arrived.text, "Привет 🦦\nhttps://example.org");
  back.send({ type: "chat-receipt", id: arrived.id, to: arrived.from });
  assert.equal((await kim.receives("chat-receipt")).from, lee.me.id);

  kim.send({ type: "chat", id: "line-2", text: "Hello, all" });
  await back.receives("chat", ({ id }) => id === "line-2");
  assert.equal(back.received.filter(({ type }) => type === "chat").length, 2);
  kim.send({ type: "chat", id: "line-3", to: "p-nobody", text: "Hello?" });
  assert.equal((await kim.receives("error", ({ answers }) => answers === "line-3")).code, "unknown-person");
  assert_documented(kim, lee, back);
});

scenario("who does not want to be disturbed is not rung, and is shown so", async (stage) => {
  const { address } = await stage.server();
  const kim = await SocketClient.join(address, { name: "Kim" });
  const lee = await SocketClient.join(address, { name: "Lee" });
  kim.send({ type: "presence", id: "m-dnd", presence: "do-not-disturb" });
  await lee.receives("peer-joined", ({ people }) => people.some((/** @type {any} */ one) => one.presence === "do-not-disturb"));
  lee.send({ type: "call-request", id: "m-ring", to: kim.me.id, media: "voice", offer: DESCRIPTION });
  assert.equal((await lee.receives("error")).code, "do-not-disturb");
  assert_documented(kim, lee);
});

scenario("two who know a secret meet, a third is told that it is full, and their call rings there alone", async (stage) => {
  const { address } = await stage.server();
  const [kim, lee, max] = await Promise.all(["Kim", "Lee", "Max"].map((name) => SocketClient.join(address, { name })));
  kim.send({ type: "room-join", id: "m-room", room: ROOM });
  assert.equal((await kim.receives("room")).state, "waiting");
  lee.send({ type: "room-join", id: "m-room", room: ROOM });
  const { asks, other } = await lee.receives("room");
  assert.ok(asks);
  assert.equal(other.id, kim.me.id);
  await kim.receives("room", ({ state }) => state === "meeting");
  max.send({ type: "room-join", id: "m-room", room: ROOM });
  assert.equal((await max.receives("error")).code, "room-full");
  lee.send({ type: "call-request", id: "m-ask", to: kim.me.id, media: "video", offer: DESCRIPTION, meeting: ROOM });
  const ring = await kim.receives("call");
  assert.ok(ring.meeting);
  kim.answers(ring.callId, true);
  await lee.sees_call(ring.callId, "ONGOING");
  lee.ends(ring.callId);
  await kim.sees_call(ring.callId, "ENDED");
  lee.leaves();
  assert.equal((await kim.receives("room")).state, "waiting");
  assert_documented(kim, lee, max);
});

scenario("a call goes on in another session of the same account", async (stage) => {
  const { address } = await stage.server();
  const token = await account(address, "Kim");
  const kim = await SocketClient.join(address, { account: { token } });
  const tablet = await SocketClient.join(address, { account: { token } });
  const lee = await SocketClient.join(address, { name: "Lee" });
  const { callId } = await lee.rings("Kim");
  await kim.receives("offer");
  kim.answers(callId, true);
  assert.ok((await tablet.sees_call(callId, "ONGOING")).elsewhere);
  tablet.send({ type: "call-take", id: "m-take", callId });
  assert.equal((await tablet.sees_call(callId, "ONGOING")).elsewhere, false);
  await kim.receives("call", ({ elsewhere }) => elsewhere);
  tablet.send({ type: "call-media", callId, generation: 1, version: 1, microphone: true, camera: false, screen: false, connected: false, restart: 2, fresh: true });
  assert.ok((await lee.receives("call-media", ({ restart }) => restart === 2)).fresh);
  lee.send({ type: "offer", callId, generation: 2, fresh: true, sdp: DESCRIPTION });
  await tablet.receives("offer", ({ generation }) => generation === 2);
  tablet.ends(callId);
  await lee.sees_call(callId, "ENDED");
  await kim.sees_call(callId, "ENDED");
  assert_documented(kim, tablet, lee);
});

scenario("an account's blocks hold both ways in, and after a restart", async (stage) => {
  const data = new_data_folder();
  stage.at_end(async () => rmSync(data, { recursive: true, force: true }));
  const first = await stage.another_server([], { data });
  const token = await account(first.address, "Kim");
  const max_token = await account(first.address, "Max");
  const kim = await SocketClient.join(first.address, { account: { token } });
  const max = await SocketClient.join(first.address, { account: { token: max_token } });
  kim.send({ type: "block", id: "m-block", person: max.me.id, blocked: true });
  assert.deepEqual((await kim.receives("blocks")).people, [{ id: max.me.id, name: "Max" }]);
  await max.receives("peer-left", ({ ids }) => ids.includes(kim.me.id));
  max.send({ type: "chat", id: "line-1", to: kim.me.id, text: "Why?" });
  assert.equal((await max.receives("error")).code, "offline");
  const listed = await request(first.address, "GET", "/blocks", { headers: { authorization: `Bearer ${token}` } });
  assert.equal(listed.body[0].name, "Max");
  await first.stop();

  const second = await stage.another_server([], { data });
  const again = await SocketClient.join(second.address, { account: { token } });
  assert.deepEqual((await again.receives("blocks")).people.map((/** @type {any} */ { id }) => id), [max.me.id]);
  const unblocked = await request(second.address, "DELETE", "/blocks", { headers: { authorization: `Bearer ${token}` }, body: { userId: max.me.id } });
  assert.equal(unblocked.status, 204);
  assert.deepEqual((await again.receives("blocks")).people, []);
  assert_documented(kim, max, again);
});
