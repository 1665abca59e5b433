// Calls that nothing but a relay lets through, with the credentials that the server mints; a real coturn is the relay.
import assert from "node:assert/strict";
import { after, before } from "node:test";

import { Coturn, no_coturn } from "./support/coturn.js";
import { have_let_go, see_and_hear_each_other } from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { SocketClient } from "./support/socket_client.js";
import { TurnClient } from "./support/turn_client.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/person.js").Person} Person */

const UNAUTHORISED = 401;

/** @type {Coturn} */
let relay;
before(async () => {
  if (!no_coturn) relay = await Coturn.start({ loopback_peers: true });
});
after(() => relay?.stop());

const turn_options = () => ["--turn", relay.url, "--turn-secret-file", relay.secret_file];

/** @param {{ urls: string[], username?: string, credential?: string }[]} servers */
function credentials_in(servers) {
  const server = servers.find(({ urls }) => urls.includes(relay.url));
  assert.ok(server?.username && server.credential, JSON.stringify(servers));
  return { username: server.username, credential: server.credential };
}

/** @param {{ username: string, credential: string }} credentials */
async function allocation_with(credentials) {
  const client = await TurnClient.over_udp("127.0.0.1", relay.port, credentials);
  try {
    const error = await client.allocate();
    if (error === 0) await client.refresh(0);
    return error;
  } finally {
    client.close();
  }
}

/** When it is over, in milliseconds since 1970. @param {{ username: string }} credentials */
const expiry_of = ({ username }) => Number(username.split(":")[0]) * 1000;

/** The pair in use and the user name that the connection has now. @param {Person} person */
function path_of(person) {
  return person.page.evaluate(async () => {
    const [peer] = /** @type {any} */ (globalThis).watched.peers.filter((/** @type {any} */ one) => one.connectionState !== "closed");
    const stats = await peer.getStats();
    const pairs = [...stats.values()].filter(({ type, nominated, state }) => type === "candidate-pair" && nominated && state === "succeeded");
    const types = pairs.map((pair) => `${stats.get(pair.localCandidateId).candidateType} ${stats.get(pair.remoteCandidateId).candidateType}`);
    const server = peer.getConfiguration().iceServers.find((/** @type {any} */ one) => one.username);
    return { types: [...new Set(types)], username: server?.username ?? "", description: peer.localDescription?.sdp ?? "" };
  });
}

/** @param {string} sdp */
const fragment_of = (sdp) => /a=ice-ufrag:(\S+)/.exec(sdp)?.[1];

for (const browser of /** @type {const} */ (["chromium", "firefox"])) {
  scenario(`a call with ${browser} that only a relay lets through moves pictures and sound`, { skip: no_coturn }, async (stage) => {
    stage.server_options = turn_options();
    const faults = { relay_only: true };
    const ada = await stage.person("Ada", { faults });
    const ben = await stage.person("Ben", { faults, browser });
    await ada.calls("Ben");
    await ben.press("button", "Accept");
    await see_and_hear_each_other(ada, "Ada", ben, "Ben");
    assert.deepEqual((await path_of(ada)).types, ["relay relay"]);
    await ada.hangs_up();
    await ben.sees("heading", "Ada hung up");
    await have_let_go(ada, ben);
  });
}

scenario("a relayed call outlives its first credentials", { skip: no_coturn, limit_ms: 120_000 }, async (stage) => {
  stage.server_options = [...turn_options(), "--turn-seconds", "16"];
  const faults = { relay_only: true };
  const { ada, ben } = await stage.ada_and_ben({ faults }, { faults });
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  const people = [ada, ben];
  const first = await Promise.all(people.map(path_of));
  const over = Math.max(...first.map(expiry_of));
  await eventually("both have fresh credentials, and a path made with them, after the first ones are over", async () => {
    const now = await Promise.all(people.map(path_of));
    return Date.now() > over && now.every((path, index) =>
      expiry_of(path) > Date.now() && fragment_of(path.description) !== fragment_of(first[index].description));
  }, {
    limit_ms: 60_000,
    describe: async () => JSON.stringify({ now: Date.now(), first, paths: await Promise.all(people.map(path_of)) }, (key, value) =>
      (key === "description" ? fragment_of(value) : value)),
  });
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  assert.deepEqual((await path_of(ada)).types, ["relay relay"]);
  for (const one of people) await one.sees("paragraph", "Connected");
  await ben.hangs_up();
  await have_let_go(ada, ben);
});

scenario("whoever wishes so is connected through the relay alone, and tells nobody another address", { skip: no_coturn }, async (stage) => {
  stage.server_options = turn_options();
  const { ada, ben } = await stage.ada_and_ben();
  await ada.press("button", "Settings");
  await ada.press("button", "Check");
  await eventually("the server and the relay answer",
    async () => (await ada.everything()).filter(({ name }) => name === "It answers.").length === 2);
  await ada.press("switch", "Relay only");
  await ada.press("button", "Close settings");
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  for (const type of (await path_of(ada)).types) assert.match(type, /^relay /);
  const told = ada.frames.filter(({ from }) => from === "client").map(({ text }) => text)
    .filter((text) => /"type":"(offer|answer|ice-candidate)"/.test(text));
  assert.ok(told.length > 0);
  for (const text of told) assert.doesNotMatch(text, / typ (host|srflx|prflx)/);
  await ada.hangs_up();
  await have_let_go(ada, ben);
});

scenario("the relay takes what the server minted, for its time, and nothing that was altered", { skip: no_coturn }, async (stage) => {
  stage.server_options = [...turn_options(), "--turn-seconds", "4"];
  const { address } = await stage.server();
  const ada = await SocketClient.join(address, { name: "Ada" });
  const minted = credentials_in(ada.welcome.iceServers);
  assert.equal(minted.username.split(":")[1], ada.me.id, "it is this person's");
  assert.equal(await allocation_with(minted), 0);

  const [expiry, person] = minted.username.split(":");
  assert.equal(await allocation_with({ ...minted, username: `${Number(expiry) + 3600}:${person}` }), UNAUTHORISED);
  assert.equal(await allocation_with({ ...minted, username: `${expiry}:p-somebody-else` }), UNAUTHORISED);
  await eventually("the credential is over", () => Date.now() > expiry_of(minted) + 1000);
  assert.equal(await allocation_with(minted), UNAUTHORISED);
  const renewed = await ada.receives("ice-servers", (message) => expiry_of(credentials_in(message.iceServers)) > Date.now() + 1000);
  assert.equal(await allocation_with(credentials_in(renewed.iceServers)), 0);
  ada.leaves();
});
