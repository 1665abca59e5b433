// The relay as tools/deploy/turnserver.conf sets it up is no way into anybody's own network, and lets in nobody without a credential
// of this hour. No packet leaves this machine: the forbidden peers are refused, and the allowed one is never sent anything.
import assert from "node:assert/strict";
import dgram from "node:dgram";
import { once } from "node:events";
import { after, before, test } from "node:test";

import { Coturn, no_coturn } from "../e2e/support/coturn.js";
import { TurnClient } from "../e2e/support/turn_client.js";

const FORBIDDEN = 403;
const UNAUTHORISED = 401;

/** One address at each end of every range that is nobody's business. */
const FORBIDDEN_PEERS = {
  4: [
    "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1", "127.255.255.255",
    "169.254.0.0", "169.254.169.254", "169.254.255.255", "172.16.0.0", "172.31.255.255", "192.0.0.0", "192.0.0.255", "192.0.2.0",
    "192.0.2.255", "192.88.99.0", "192.88.99.255", "192.168.0.0", "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.0",
    "198.51.100.255", "203.0.113.0", "203.0.113.255", "224.0.0.1", "239.255.255.255", "240.0.0.0", "255.255.255.255",
  ],
  6: [
    "::", "::1", "::127.0.0.1", "::10.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:192.168.0.1",
    "::ffff:255.255.255.255", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::",
    "2002:a00:1::1", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fc00::1", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe80::1",
    "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fec0::1", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ff02::1",
  ],
};
const ALLOWED_PEERS = /** @type {const} */ ({ 4: "8.8.8.8", 6: "2a00::1" });

/** @type {Coturn} */
let relay;
/** @type {TurnClient[]} */
const clients = [];

before(async () => {
  if (!no_coturn) relay = await Coturn.start();
});
after(async () => {
  for (const client of clients) client.close();
  await relay?.stop();
});

/** @param {{ username: string, credential: string }} [credentials] @param {"udp" | "tcp"} [transport] */
async function a_client(credentials = relay.credentials(), transport = "udp") {
  const client = await (transport === "udp" ? TurnClient.over_udp : TurnClient.over_tcp)("127.0.0.1", relay.port, credentials);
  clients.push(client);
  return client;
}

for (const family of /** @type {const} */ ([4, 6])) {
  test(`the relay refuses every IPv${family} peer that is not on the open internet, in each encoding`, { skip: no_coturn }, async () => {
    const client = await a_client();
    assert.equal(await client.allocate({ family }), 0);
    /** @type {string[]} */
    const let_through = [];
    let channel = 0x4000;
    for (const peer of FORBIDDEN_PEERS[family]) {
      const permission = await client.create_permission(peer);
      const binding = await client.channel_bind(peer, channel++);
      if (permission !== FORBIDDEN || binding !== FORBIDDEN) let_through.push(`${peer}: permission ${permission}, channel ${binding}`);
    }
    assert.deepEqual(let_through, []);
    assert.equal(await client.create_permission(ALLOWED_PEERS[family]), 0, "a list that forbids everything proves nothing");
    assert.equal(await client.refresh(0), 0);
  });
}

test("an address of one family is no way to a peer of the other", { skip: no_coturn }, async () => {
  const client = await a_client();
  assert.equal(await client.allocate({ family: 4 }), 0);
  for (const peer of FORBIDDEN_PEERS[6]) assert.notEqual(await client.create_permission(peer), 0, peer);
  assert.equal(await client.refresh(0), 0);
});

test("what is sent without a permission arrives nowhere", { skip: no_coturn }, async () => {
  const service = dgram.createSocket("udp4").bind(0, "127.0.0.1");
  await once(service, "listening");
  /** @type {string[]} */
  const received = [];
  service.on("message", (message) => received.push(String(message)));
  const client = await a_client();
  assert.equal(await client.allocate(), 0);
  client.send_indication("127.0.0.1", service.address().port, "let me in");
  // The relay answers the next question after it has dealt with the indication; what it sent would be there before this.
  assert.equal(await client.create_permission("127.0.0.1"), FORBIDDEN);
  const arrived = once(service, "message");
  service.send("sent directly", service.address().port, "127.0.0.1");
  await arrived;
  assert.deepEqual(received, ["sent directly"]);
  service.close();
  assert.equal(await client.refresh(0), 0);
});

test("the relay relays no TCP", { skip: no_coturn }, async () => {
  const client = await a_client(relay.credentials(), "tcp");
  assert.notEqual(await client.allocate({ transport: "tcp" }), 0);
});

test("an expired, a forged and an altered credential get 401", { skip: no_coturn }, async () => {
  const good = relay.credentials();
  const [expiry, person] = good.username.split(":");
  for (const credentials of [
    relay.credentials(-1),
    relay.credentials(600, "another secret"),
    { ...good, username: `${Number(expiry) + 3600}:${person}` },
    { ...good, username: `${expiry}:p-somebody-else` },
    { ...good, credential: "" },
  ]) {
    assert.equal(await (await a_client(credentials)).allocate(), UNAUTHORISED, credentials.username);
  }
  assert.equal(await (await a_client(good)).allocate(), 0);
});
