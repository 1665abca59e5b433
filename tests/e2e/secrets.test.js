// A whole run, logged in full detail: nothing in the log is anybody's secret, and each line can be followed.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ApiClient, request } from "./support/api_client.js";
import { see_and_hear_each_other } from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { SocketClient } from "./support/socket_client.js";

/** Everything of a page's descriptions and candidates that would help a stranger. @param {import("./support/person.js").Person} person */
function negotiated_by(person) {
  return person.page.evaluate(async () => {
    const words = [];
    for (const peer of /** @type {any} */ (globalThis).watched.peers) {
      for (const description of [peer.localDescription, peer.remoteDescription]) {
        for (const line of (description?.sdp ?? "").split("\r\n")) {
          if (/^a=(fingerprint|ice-pwd|ice-ufrag|candidate|ssrc|msid):/.test(line)) words.push(line.replace(/^a=[a-z-]+:/, ""));
        }
      }
    }
    return words;
  });
}

/** @param {import("./support/person.js").Person} person @returns {string[]} */
const tokens_of = (person) => person.frames.map(({ text }) => JSON.parse(text)).filter(({ type }) => type === "client-id").map(({ token }) => token);

scenario("a whole run's log holds no password, token, description, candidate or chat line", async (stage) => {
  /** What must not be found, with what it is. @type {Map<string, string>} */
  const secrets = new Map();
  const secret = (/** @type {string} */ what, /** @type {string} */ text) => {
    assert.ok(text.length >= 4, `${what} is too short to be searched for: "${text}"`);
    secrets.set(text, what);
    return text;
  };
  const fresh = (/** @type {string} */ what) => secret(what, `${what} ${randomBytes(9).toString("hex")}`);

  const folder = mkdtempSync(join(tmpdir(), "parley-secrets-"));
  stage.at_end(async () => rmSync(folder, { recursive: true, force: true }));
  const turn_secret = join(folder, "relay");
  writeFileSync(turn_secret, fresh("relay secret"), { mode: 0o600 });
  const watched = await stage.another_server([
    "--log-level", "debug", "--log-format", "json", "--turn", "turn:relay.example:3478", "--turn-secret-file", turn_secret,
  ]);
  const { address } = watched;

  // Accounts: made, signed in to, guessed at, changed, left.
  const password = fresh("password");
  const created = await request(address, "POST", "/accounts", { body: { name: "Zora", password } });
  assert.equal(created.status, 200, JSON.stringify(created.body));
  secret("login token", created.body.token);
  const guess = await request(address, "POST", "/login", { body: { name: "Zora", password: fresh("guessed password") } });
  assert.equal(guess.status, 401);
  await request(address, "POST", "/login", { body: { name: fresh("name typed into the wrong field"), password: fresh("other password") } });
  const signed_in = await request(address, "POST", "/login", { body: { name: "Zora", password } });
  const second = secret("second login token", signed_in.body.token);
  for (const cookie of signed_in.headers.getSetCookie()) secret("cookie", cookie.split(";")[0].split("=")[1]);
  const changed = await request(address, "POST", "/me/password", {
    token: second, body: { current: password, new: fresh("new password") },
  });
  assert.ok(changed.status < 300, JSON.stringify(changed.body));
  await request(address, "GET", "/me", { token: secret("unknown token", `l-${randomBytes(32).toString("hex")}`) });
  await request(address, "POST", "/logout", { token: second, body: {} });

  // A broken request with something private in it.
  await fetch(new URL("/login", address), {
    method: "POST", headers: { "content-type": "application/json" }, body: `{"name":"Zora","password":"${fresh("password in broken JSON")}`,
  });
  await fetch(new URL(`/calls?token=${encodeURIComponent(fresh("token in a query"))}`, address));

  // A call in browsers, and everything that they negotiate.
  const ada = await stage.person("Ada", { address });
  const ben = await stage.person("Ben", { address });
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  for (const one of [ada, ben]) {
    for (const line of await negotiated_by(one)) secret("description", line.trim());
    for (const token of tokens_of(one)) secret("session's token", token);
    for (const { text } of one.frames) {
      const { candidate } = JSON.parse(text);
      if (candidate?.candidate) secret("candidate", candidate.candidate);
    }
  }
  await ada.hangs_up();
  await ben.sees("heading", "Ada hung up");

  // A program of `/ws` that chats and comes back, and one of the call API.
  const kim = await SocketClient.join(address, { name: "Kim" });
  secret("session's token", kim.welcome.token);
  for (const one of kim.welcome.iceServers) if (one.credential) secret("relay credential", one.credential);
  kim.send({ type: "chat", id: "m-chat", text: fresh("chat line") });
  kim.send({ type: "nonsense", text: fresh("unknown message") });
  const call = await kim.rings("Ben");
  kim.send({
    type: "ice-candidate", callId: call.callId, generation: 1,
    candidate: { candidate: `candidate:1 1 udp 2122260223 192.0.2.77 ${40000 + Math.floor(Math.random() * 9999)} typ host ufrag ${fresh("ufrag").replaceAll(" ", "")}`, sdpMid: "0" },
  });
  secret("candidate", "192.0.2.77");
  await ben.sees("dialog", "Incoming video call from Kim");
  kim.ends(call.callId, "cancel");
  await kim.sees_call(call.callId, "ENDED");
  const cleo = await ApiClient.join(address, "Cleo", { location: fresh("location") });
  secret("program's token", cleo.token);
  await cleo.users();
  cleo.leave();
  kim.leaves();
  assert.equal(await watched.stop(), 0);

  assert.ok(secrets.size > 20, "there was something to search for");
  for (const line of watched.log) {
    if (line.startsWith("Parley is at ")) continue;
    /** @type {Record<string, unknown>} */
    let told;
    try {
      told = JSON.parse(line);
    } catch {
      assert.fail(`not one JSON object: ${line}`);
    }
    assert.equal(typeof told, "object", line);
    assert.doesNotMatch(line, /[\u0000-\u001f\u007f]/, "control characters are escaped");
    const plain = `${line}\n${JSON.stringify(told)}\n${Object.values(told).join("\n")}`;
    for (const [text, what] of secrets) assert.ok(!plain.includes(text), `the log has a ${what}: ${line}`);
  }
  assert.ok(watched.log.some((line) => line.includes(call.callId)), "a call can be followed by its id");
});
