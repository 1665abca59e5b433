// How the client is served and what it costs: from the server itself, from a plain static origin, in two tabs, at rest.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

import { have_let_go, see_and_hear_each_other } from "./support/media.js";
import { SITE } from "./support/paths.js";
import { scenario } from "./support/scenario.js";
import { StaticSite } from "./support/static_site.js";

scenario("the first load takes at most six requests, under a policy without eval", async (stage) => {
  const ada = await stage.arrival("Ada");
  /** @type {string[]} */
  const requests = [];
  ada.page.on("request", (request) => {
    if (request.url().startsWith("http")) requests.push(request.url());
  });
  /** @type {Record<string, string>} */
  let headers = {};
  ada.page.on("response", (response) => {
    if (response.request().isNavigationRequest()) headers = response.headers();
  });
  await ada.open((await stage.server()).address);
  assert.ok(requests.length <= 6, requests.join("\n"));
  const policy = headers["content-security-policy"];
  assert.match(policy, /'wasm-unsafe-eval'/);
  assert.doesNotMatch(policy, /'unsafe-eval'|'unsafe-inline'/);
  const evaluated = await ada.page.evaluate(() => {
    // A string given to a timer is evaluated without the driver's own privileges.
    setTimeout("globalThis.evaluated = true");
    return new Promise((resolve) => setTimeout(() => resolve("evaluated" in globalThis), 50));
  }).catch(() => false);
  ada.expects_trouble(/Content Security Policy|TrustedScript/);
  assert.equal(evaluated, false, "the policy forbids to evaluate text");
});

scenario("a client from a plain static server on another origin calls one from the server itself", async (stage) => {
  // The site must know the server's address, and the server the site's origin: a first server lends its port.
  const probe = await stage.another_server();
  const site = await StaticSite.open(SITE, { server: probe.address });
  stage.at_end(() => site.close());
  await probe.stop();
  const server = await stage.another_server(["--allow-origin", site.address], { port: probe.port });
  const ada = await stage.person("Ada", { address: site.address });
  const ben = await stage.person("Ben", { address: server.address });
  await ada.calls("Ben");
  await ben.press("button", "Accept");
  await see_and_hear_each_other(ada, "Ada", ben, "Ben");
  await ben.hangs_up();
  await ada.sees("heading", "Ben hung up");
  await have_let_go(ada, ben);
});

scenario("two tabs of one browser are two people, also after a reload", async (stage) => {
  const ada = await stage.person("Ada");
  const ben = await stage.person("Ben", { context: ada.page.browserContext() });
  await ben.sees("button", "Video call Ada");
  await ada.page.bringToFront();
  await ada.sees("button", "Video call Ben");
  await ada.page.reload();
  await ada.sees("heading", "You are Ada");
  await ada.sees("button", "Video call Ben");
});

scenario("at rest nothing is drawn", async (stage) => {
  const { ada } = await stage.ada_and_ben();
  const count = () => ada.page.evaluate(() => {
    const { frames, draw_calls } = /** @type {any} */ (globalThis).watched;
    return { frames, draw_calls };
  });
  // That nothing happens can only be seen by letting time pass.
  for (let before = await count(), still = 0; still < 1; ) {
    await pause(500);
    const now = await count();
    still = now.frames === before.frames ? still + 1 : 0;
    before = now;
  }
  const before = await count();
  await pause(3000);
  assert.deepEqual(await count(), before);
});

scenario("a lost drawing context is told, and the view comes back", async (stage) => {
  const ada = await stage.person("Ada");
  await ada.page.evaluate(() => {
    const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector("canvas"));
    canvas.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
  });
  await ada.sees("heading", "The picture of this page was lost");
  await ada.press("button", "Reload the view");
  await ada.sees("heading", "You are Ada");
  await ada.type("Call someone", "Zoe");
});
