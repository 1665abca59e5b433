// Programs and pages that speak the call API: among themselves, and with people in Parley's own page. Their media runs through a real
// LiveKit server; where there is none those tests are skipped, but not the ones about its absence.
import assert from "node:assert/strict";
import { after, before } from "node:test";

import { ApiClient, request } from "./support/api_client.js";
import { ApiPerson, site_with_api_page } from "./support/api_person.js";
import { LiveKit, no_livekit } from "./support/livekit.js";
import { have_let_go, hears_sound, shows_moving_picture } from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { StaticSite } from "./support/static_site.js";
import { eventually } from "./support/wait.js";

/** @typedef {import("./support/scenario.js").Stage} Stage */

/** @type {LiveKit} */
let livekit;
const site = site_with_api_page();
before(async () => {
  if (!no_livekit) livekit = await LiveKit.start();
});
after(async () => {
  await livekit?.stop();
  site.remove();
});

/** A server with a media server and with the page of the call API among its files. @param {Stage} stage @param {string[]} [options] */
function server_with_media(stage, options = []) {
  return stage.another_server([...livekit.options, ...options], { site: site.folder });
}

/** Both are in the room and see each other. @param {ApiPerson} one @param {ApiPerson} other */
async function see_each_other(one, other) {
  await shows_moving_picture(one.person, `${other.id}'s video`);
  await shows_moving_picture(other.person, `${one.id}'s video`);
}

/** What the token's middle says. @param {string} token */
const claims_of = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());

scenario("two pages of the call API ring, accept, fetch tokens and see each other move", { skip: no_livekit }, async (stage) => {
  const { address } = await server_with_media(stage);
  const cleo = await ApiPerson.join(stage, "Cleo", { address });
  const dan = await ApiPerson.join(stage, "Dan", { address });
  assert.equal((await cleo.sees("Dan")).id, dan.id);

  const started = await cleo.start(dan.id);
  assert.equal(started.status, 200);
  assert.equal(started.body.status, "DIALLING");
  assert.deepEqual(started.body.caller, { id: cleo.id, name: "Cleo", location: "a page" });
  const ring = await dan.receives("INCOMING_CALL");
  assert.deepEqual(ring.call, started.body);
  const answered = await dan.answer(ring.call.id, "ACCEPT");
  assert.equal(answered.body.status, "ONGOING");
  assert.equal((await cleo.receives("ACCEPT_CALL")).call.status, "ONGOING");

  await cleo.enter(ring.call.id);
  await dan.enter(ring.call.id);
  await see_each_other(cleo, dan);

  assert.equal((await dan.end(ring.call.id)).body.status, "ENDED");
  for (const one of [cleo, dan]) {
    assert.equal((await one.receives("END_CALL")).call.status, "ENDED");
    await one.leave_room();
  }
});

scenario("a page of another origin, where ids are trusted, calls as it always did", { skip: no_livekit }, async (stage) => {
  const elsewhere = await StaticSite.open(site.folder, { server: "http://unused.example" });
  stage.at_end(() => elsewhere.close());
  const { address } = await server_with_media(stage, ["--trust-ids", "--allow-origin", elsewhere.address]);
  const cleo = await ApiPerson.join(stage, "Cleo", { address: elsewhere.address, server: address });
  const dan = await ApiPerson.join(stage, "Dan", { address: elsewhere.address, server: address });
  const { body: call } = await cleo.start(dan.id);
  await dan.receives("INCOMING_CALL");
  await dan.answer(call.id, "ACCEPT");
  await cleo.receives("ACCEPT_CALL");
  await cleo.enter(call.id);
  await dan.enter(call.id);
  await see_each_other(cleo, dan);
  await cleo.end(call.id);
  await dan.receives("END_CALL");
});

scenario("a token opens its own call's room, to its own person, while the call lives", { skip: no_livekit }, async (stage) => {
  const { address } = await server_with_media(stage);
  const [cleo, dan, eve] = await Promise.all(["Cleo", "Dan", "Eve"].map((name) => ApiClient.join(address, name)));
  const token_of = (/** @type {ApiClient} */ asking, /** @type {string} */ room, id = asking.user.id) =>
    asking.ask("GET", `/token?${new URLSearchParams({ room, id })}`);

  const { body: call } = await cleo.start(dan.user.id);
  await dan.answer(call.id, "ACCEPT");
  const { status, body } = await token_of(cleo, call.id);
  assert.equal(status, 200);
  assert.equal(body.url, livekit.url);
  const claims = claims_of(body.token);
  assert.equal(claims.sub, cleo.user.id);
  assert.equal(claims.video.room, call.id);
  assert.ok(!claims.video.roomAdmin && !claims.video.roomCreate && !claims.video.roomList);
  const bare = await cleo.ask("GET", `/token?${new URLSearchParams({ room: call.id, id: cleo.user.id })}`);
  assert.equal(claims_of(bare.body.token).video.room, call.id);
  const text = await request(address, "GET", `/token?${new URLSearchParams({ room: call.id, id: cleo.user.id })}`, {
    token: cleo.token, headers: { accept: "text/plain" },
  });
  assert.equal(claims_of(text.body).sub, cleo.user.id);

  assert.equal((await token_of(eve, call.id)).status, 404, "a third person does not even learn that there is such a call");
  assert.equal((await token_of(eve, call.id, cleo.user.id)).status, 403, "nobody gets a token in somebody else's name");
  assert.equal((await request(address, "GET", `/token?room=${call.id}&id=${cleo.user.id}`)).status, 401);
  assert.equal((await token_of(cleo, "c-nothing")).status, 404);

  // What LiveKit itself lets in, tried from a page.
  const { body: other } = await eve.start(dan.user.id);
  assert.equal(other.status, "ERROR", "Dan is busy");
  const page = await ApiPerson.join(stage, "Page", { address });
  page.person.expects_trouble(/rtc|401|WebSocket/);
  for (const [what, token] of /** @type {const} */ ([
    ["expired", livekit.token({ room: call.id, identity: cleo.user.id, seconds: -60 })],
    ["signed by somebody else", livekit.token({ room: call.id, identity: cleo.user.id, secret: "another secret of sufficient length" })],
    ["cut", body.token.slice(0, -4)],
  ])) {
    assert.notEqual(await page.enter_with(livekit.url, token), "", what);
  }
  assert.equal(await page.enter_with(livekit.url, body.token), "", "a good one works: the others were refused for what they are");
  await page.leave_room();

  await cleo.end(call.id);
  await dan.receives("END_CALL");
  assert.notEqual((await token_of(cleo, call.id)).status, 200, "the call is over");
});

scenario("a person in our page calls a program's person: one call screen, through the media server", { skip: no_livekit }, async (stage) => {
  const { address } = await server_with_media(stage);
  const ada = await stage.person("Ada", { address });
  const cleo = await ApiPerson.join(stage, "Cleo", { address });
  await ada.sees("button", "Video call Cleo");
  await ada.calls("Cleo");
  await ada.sees("heading", "Calling Cleo");
  const { call } = await cleo.receives("INCOMING_CALL");
  await cleo.answer(call.id, "ACCEPT");
  await cleo.enter(call.id);
  await ada.sees("paragraph", "Connected");
  await shows_moving_picture(ada, "Cleo's video");
  await shows_moving_picture(cleo.person, `${call.caller.id}'s video`);
  await hears_sound(ada);

  await ada.press("button", "Mute microphone");
  await ada.sees("button", "Unmute microphone");
  await ada.press("button", "Unmute microphone");
  await ada.press("button", "Turn camera off");
  await ada.sees_no("video", "Your video");
  await ada.press("button", "Turn camera on");
  await shows_moving_picture(cleo.person, `${call.caller.id}'s video`);
  await ada.hangs_up();
  await ada.sees("heading", "You hung up");
  assert.equal((await cleo.receives("END_CALL")).call.status, "ENDED");
  await cleo.leave_room();
  await have_let_go(ada);
});

scenario("a program's person calls somebody in our page, and hangs up", { skip: no_livekit }, async (stage) => {
  const { address } = await server_with_media(stage);
  const ada = await stage.person("Ada", { address });
  const cleo = await ApiPerson.join(stage, "Cleo", { address });
  const { body: call } = await cleo.start((await cleo.sees("Ada")).id);
  await ada.sees("dialog", "Incoming video call from Cleo");
  await ada.press("button", "Accept");
  await cleo.receives("ACCEPT_CALL");
  await cleo.enter(call.id);
  await shows_moving_picture(ada, "Cleo's video");
  await shows_moving_picture(cleo.person, `${call.receiver.id}'s video`);
  await cleo.end(call.id);
  await ada.sees("heading", "Cleo hung up");
  await cleo.receives("END_CALL");
  await have_let_go(ada);
  await cleo.leave_room();

  const { body: again } = await cleo.start(call.receiver.id);
  await ada.sees("dialog", "Incoming video call from Cleo");
  await ada.press("button", "Decline");
  assert.equal((await cleo.receives("DECLINE_CALL")).call.id, again.id);
});

scenario("without a media server such a call is refused in words, and programs still ring each other", async (stage) => {
  const { address } = await stage.server();
  const ada = await stage.person("Ada");
  const cleo = await ApiClient.join(address, "Cleo");
  const dan = await ApiClient.join(address, "Dan");
  await ada.calls("Cleo");
  await eventually("Ada is told why", async () => (await ada.everything()).some(({ name, description }) =>
    /needs a media server, and none is set up here/.test(`${name} ${description}`)), { describe: () => ada.describe() });
  assert.deepEqual(cleo.events, []);

  const refused = await cleo.start((await cleo.sees("Ada")).id);
  assert.equal(refused.body.status, "ERROR");
  assert.equal(refused.body.errMsg, "no-media-server");
  await ada.sees("heading", "You are Ada");

  const { body: call } = await cleo.start(dan.user.id);
  assert.equal((await dan.receives("INCOMING_CALL")).call.id, call.id);
  assert.equal((await dan.answer(call.id, "ACCEPT")).body.status, "ONGOING");
  const token = await cleo.ask("GET", `/token?room=${call.id}&id=${cleo.user.id}`);
  assert.equal(token.status, 409);
  assert.equal(token.body.code, "no-media-server");
  await cleo.end(call.id);
  assert.equal((await dan.receives("END_CALL")).call.status, "ENDED");
});
