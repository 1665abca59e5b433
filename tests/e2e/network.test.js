// Networks that fail in a call: the signalling socket, the media path, the page itself, the server.
import assert from "node:assert/strict";

import { have_let_go, hears_sound, holdings, see_and_hear_each_other, shows_moving_picture } from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { eventually } from "./support/wait.js";
import { Wire } from "./support/wire.js";

const NO_SOCKET = /WebSocket connection to|ERR_CONNECTION|ERR_EMPTY_RESPONSE|\/version/;

/** A call in which Ada's signalling goes over a wire that can be cut. @param {import("./support/scenario.js").Stage} stage */
async function call_over_a_wire(stage) {
  const wire = await Wire.open((await stage.server()).port);
  stage.at_end(() => wire.close());
  const { ada, ben } = await stage.ada_and_ben({ address: wire.address });
  ada.expects_trouble(NO_SOCKET);
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  return { wire, ada, ben };
}

scenario("a signalling socket that breaks in a call is told, harms nothing, and resumes", async (stage) => {
  const { wire, ada, ben } = await call_over_a_wire(stage);
  wire.go_down();
  await ada.is_alerted("The server cannot be reached; your call goes on. Parley connects again by itself.");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await ada.press("button", "Mute microphone");  // told once the socket is back
  wire.come_up();
  await ada.hears("You are connected again.");
  await ben.hears("Ada muted the microphone.");
  assert.equal((await ada.sees("alert", /^$/)).name, "");
  await shows_moving_picture(ada, "Ben's video");
  assert.equal((await holdings(ada)).open_peers, 1);
  await ben.hangs_up();
  await ada.sees("heading", "Ben hung up");
  await have_let_go(ada, ben);
});

scenario("a call is hung up although the signalling socket is down, and the other side learns it", async (stage) => {
  const { wire, ada, ben } = await call_over_a_wire(stage);
  wire.go_down();
  await ada.is_alerted(/your call goes on/);
  await ada.hangs_up();
  await ada.sees("heading", "You hung up");
  await have_let_go(ada);
  wire.come_up();
  await ben.sees("heading", "Ada hung up");
  await have_let_go(ben);
});

scenario("a server that restarts ends no call whose media flows", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  for (const one of [ada, ben]) one.expects_trouble(NO_SOCKET);
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  const server = await stage.server();
  await server.stop();
  for (const one of [ada, ben]) await one.is_alerted(/your call goes on/);
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await stage.another_server([], { port: server.port });
  for (const one of [ada, ben]) await one.hears("You are connected again.");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await ada.press("button", "Mute microphone");
  await ben.hears("Ada muted the microphone.");
  await ben.hangs_up();
  await ada.sees("heading", "Ben hung up");
  await have_let_go(ada, ben);
});

scenario("a lost media path is told and comes back by itself", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.network_can_fail();
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await ada.loses_packets(100);
  for (const [one, other] of /** @type {const} */ ([[ada, "Ben"], [ben, "Ada"]])) {
    await one.sees("paragraph", "Reconnecting", { limit_ms: 5000 });
    await one.is_alerted(`Reconnecting. The connection to ${other} dropped.`);
    await one.sees("timer", /^Your call is kept for \d+ s\.$/);
  }
  await ada.loses_packets(0);
  for (const one of [ada, ben]) {
    await one.sees("paragraph", "Connected");
    await one.hears("You are connected again.");
  }
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await ada.hangs_up();
  await have_let_go(ada, ben);
});

scenario("a media path that stays lost ends the call at 30 s, in words", { limit_ms: 120_000 }, async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.network_can_fail();
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await ada.loses_packets(100);
  await ada.sees("heading", "The connection to Ben was lost", { limit_ms: 45_000 });
  await ada.sees("paragraph", /Check your network, then call again\.$/);
  await ada.hears(/^The connection to Ben was lost\./);
  await ben.sees("heading", "The connection to Ada was lost");
  await have_let_go(ada, ben);
});

scenario("a page that is reloaded in a call comes back into it", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  for (const one of [ada, ben]) {
    await one.page.reload();
    await one.sees("button", "Hang up");
    await one.sees("paragraph", "Connected");
    if (await one.find("button", "Play sound")) await one.press("button", "Play sound");
    await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  }
  for (const one of [ada, ben]) assert.equal((await holdings(one)).open_peers, 1);
  await ben.hangs_up();
  await ada.sees("heading", "Ben hung up");
  await have_let_go(ada, ben);
});

scenario("a page that is closed in a call is told to the other person", { server: ["--resume-seconds", "2"] }, async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  stage.people = [ada];
  await ben.page.close();
  await ada.sees("heading", "The connection to Ben was lost");
  await have_let_go(ada);
});

scenario("somebody whose tab is hidden is still rung and can be talked to", async (stage) => {
  const { ada, ben } = await stage.ada_and_ben();
  const elsewhere = await ben.page.browserContext().newPage();  // covers Ben's tab
  await elsewhere.bringToFront();
  await ada.calls("Ben", "Voice");
  await eventually("Ben's title says who rings", async () => /Ada is calling/.test(await ben.page.title()));
  await ben.page.bringToFront();
  await ben.press("button", "Accept");
  await hears_sound(ada);
  await ada.hangs_up();
  await have_let_go(ada, ben);
});
