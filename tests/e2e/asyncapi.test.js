// What real clients and the real server say to each other is what asyncapi.yaml says. (The pages of all other tests are held to it too,
// by scenario.js.)
import assert from "node:assert/strict";

import { ApiClient } from "./support/api_client.js";
import { faults_of } from "./support/asyncapi.js";
import { see_and_hear_each_other } from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { SocketClient } from "./support/socket_client.js";

/** @param {SocketClient} client */
const frames_of = (client) => [
  ...client.sent.map((message) => ({ from: /** @type {const} */ ("client"), text: JSON.stringify(message) })),
  ...client.received.map((message) => ({ from: /** @type {const} */ ("server"), text: JSON.stringify(message) })),
];

scenario("every kind of message of a program's session has the form that the document gives it", async (stage) => {
  const { address } = await stage.server();
  const kim = await SocketClient.join(address, { name: "Kim" });
  const lee = await SocketClient.join(address, { name: "Lee" });
  await kim.receives("peer-joined", ({ people }) => people.some((/** @type {any} */ one) => one.name === "Lee"));
  const { callId } = await kim.rings("Lee");
  await lee.receives("offer");
  lee.answers(callId, true);
  await kim.sees_call(callId, "ONGOING");
  const about = { callId, generation: 1 };
  lee.send({ type: "answer", ...about, sdp: "v=0\r\no=- 2 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n" });
  await kim.receives("answer");
  kim.send({ type: "ice-candidate", ...about, candidate: { candidate: "candidate:1 1 udp 1 192.0.2.1 9 typ host", sdpMid: "0", sdpMLineIndex: 0 } });
  kim.send({ type: "ice-candidate", ...about, candidate: null });
  await lee.receives("ice-candidate", ({ candidate }) => candidate === null);
  for (const one of [kim, lee]) {
    one.send({ type: "call-media", ...about, version: 1, microphone: true, camera: true, screen: false, connected: true, quality: "good" });
  }
  await kim.receives("call-media");
  await kim.receives("call", ({ elapsedMs }) => elapsedMs === 0);
  kim.send({ type: "ping", number: 7 });
  await kim.receives("pong");

  // A socket that is lost, and a session that comes back.
  const { token } = lee.welcome;
  lee.socket.terminate();
  const back = await SocketClient.open(address);
  back.send({ type: "hello", version: 1, resume: { token } });
  assert.equal((await back.receives("client-id")).outcome, "reset");
  await back.receives("call-media");
  kim.ends(callId);
  await back.sees_call(callId, "ENDED");

  // What is refused.
  kim.send({ type: "call-request", id: "m-self", name: "Kim", media: "voice", offer: "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n" });
  assert.equal((await kim.receives("error")).code, "self-call");
  back.leaves();
  await kim.receives("peer-left");

  for (const frame of [...frames_of(kim), ...frames_of(lee), ...frames_of(back)]) assert.equal(faults_of(frame), "");
});

scenario("a page's own messages, and the server's to it, have the form that the document gives them", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await ben.hangs_up();
  await ada.sees("heading", "Ben hung up");
  const told = new Set(ada.frames.map(({ from, text }) => `${from} ${JSON.parse(text).type}`));
  for (const kind of ["client hello", "server client-id", "server peer-list", "client call-request", "server call", "server answer",
    "client ice-candidate", "server ice-candidate", "client call-media", "server call-media"]) {
    assert.ok(told.has(kind), `there was a ${kind}: ${[...told].join(", ")}`);
  }
});

scenario("the events of the call API have the form that the document gives them", async (stage) => {
  const { address } = await stage.server();
  const cleo = await ApiClient.join(address, "Cleo");
  const dan = await ApiClient.join(address, "Dan");
  for (const answer of /** @type {const} */ (["ACCEPT", "DECLINE"])) {
    const { body: call } = await cleo.start(dan.user.id);
    await dan.answer(call.id, answer);
    if (answer === "ACCEPT") await cleo.end(call.id);
  }
  /** @type {import("./support/api_client.js").Event[]} */
  const events = [];
  for (const type of ["ACCEPT_CALL", "END_CALL", "DECLINE_CALL"]) events.push(await cleo.receives(type));
  for (const type of ["INCOMING_CALL", "END_CALL", "INCOMING_CALL"]) events.push(await dan.receives(type));
  for (const event of events) assert.equal(faults_of({ from: "server", text: JSON.stringify(event) }, "/"), "");
});
