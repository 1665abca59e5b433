// TLS by the server itself: both browsers call each other over https and wss, and a new certificate disturbs nobody.
import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { get } from "node:https";
import { after } from "node:test";
import tls from "node:tls";

import { trust } from "./support/browsers.js";
import { Certificates } from "./support/certificates.js";
import { free_port } from "./support/coturn.js";
import { have_let_go, see_and_hear_each_other } from "./support/media.js";
import { scenario } from "./support/scenario.js";
import { SocketClient } from "./support/socket_client.js";
import { eventually } from "./support/wait.js";

const certificates = Certificates.make();
trust(certificates);
after(() => certificates.remove());

/** What a new connection is shown. @param {number} port @param {tls.ConnectionOptions} [options] */
async function shaken_hands(port, options = {}) {
  const socket = tls.connect({ port, host: "127.0.0.1", servername: "localhost", ca: certificates.authority, ...options });
  await once(socket, "secureConnect");
  const shown = { fingerprint: socket.getPeerCertificate().fingerprint256, protocol: socket.getProtocol(), cipher: socket.getCipher().name };
  socket.destroy();
  return shown;
}

scenario("Chromium and Firefox call each other over https and wss, and a new certificate in the call disturbs nobody",
  { server: certificates.options }, async (stage) => {
    const server = await stage.server();
    assert.match(server.address, /^https:/);
    const ada = await stage.person("Ada");
    const freya = await stage.person("Freya", { browser: "firefox" });
    for (const one of [ada, freya]) assert.equal(await one.page.evaluate(() => isSecureContext && location.protocol), "https:");
    await ada.calls("Freya");
    await freya.press("button", "Accept");
    await see_and_hear_each_other(ada, "Ada", freya, "Freya");

    const watcher = await SocketClient.join(server.address, { name: "Walt" }, { ca: certificates.authority });
    const before = certificates.fingerprint;
    assert.equal((await shaken_hands(server.port)).fingerprint, before);
    certificates.renew();
    assert.notEqual(certificates.fingerprint, before);
    server.process.kill("SIGHUP");
    await eventually("the server shows the new certificate",
      async () => (await shaken_hands(server.port)).fingerprint === certificates.fingerprint);

    // A file that cannot be used: the one in use stays.
    const good = certificates.fingerprint;
    const lines = server.log.length;
    writeFileSync(certificates.certificate, "not a certificate\n");
    server.process.kill("SIGHUP");
    await eventually("the server tells that it keeps the old one", () => server.log.length > lines);
    assert.equal((await shaken_hands(server.port)).fingerprint, good);
    certificates.renew();

    assert.equal(watcher.closed, false);
    watcher.send({ type: "ping", number: 1 });
    await watcher.receives("pong");
    await see_and_hear_each_other(ada, "Ada", freya, "Freya");
    for (const one of [ada, freya]) {
      assert.deepEqual((await one.said()).filter(({ region, text }) => region === "alert" && text !== ""), [], "nobody was disconnected");
    }
    await freya.hangs_up();
    await ada.sees("heading", "Freya hung up");
    await have_let_go(ada, freya);
  });

scenario("TLS 1.2 and 1.3 with authenticated encryption, and nothing older", { server: certificates.options }, async (stage) => {
  const { port } = await stage.server();
  assert.equal((await shaken_hands(port, { minVersion: "TLSv1.3" })).protocol, "TLSv1.3");
  const { protocol, cipher } = await shaken_hands(port, { maxVersion: "TLSv1.2" });
  assert.equal(protocol, "TLSv1.2");
  assert.match(cipher, /GCM|POLY1305/);
  for (const old of /** @type {const} */ ([
    { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT:@SECLEVEL=0" },
    { maxVersion: "TLSv1.2", ciphers: "ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA384:@SECLEVEL=0" },
  ])) {
    await assert.rejects(shaken_hands(port, old), JSON.stringify(old));
  }
});

scenario("whoever comes in plain is sent to https, and https is asked for from then on", async (stage) => {
  const http_port = await free_port();
  const server = await stage.another_server([...certificates.options, "--http-port", String(http_port)]);
  const plain = await fetch(`http://localhost:${http_port}/some/where?x=1`, { redirect: "manual" });
  assert.ok([301, 308].includes(plain.status), String(plain.status));
  assert.equal(plain.headers.get("location"), `https://localhost:${server.port}/some/where?x=1`);
  const [response] = await once(get(`${server.address}/version`, { ca: certificates.authority }), "response");
  response.resume();
  assert.match(response.headers["strict-transport-security"] ?? "", /max-age=\d{7,}/);
});
