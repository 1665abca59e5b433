// What the programs that tools/deploy has files for say of them. Where one of them is not installed, its file is not tested.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { Certificates } from "../e2e/support/certificates.js";
import { ROOT, SERVER } from "../e2e/support/paths.js";

const DEPLOY = join(ROOT, "tools/deploy");
const folder = mkdtempSync(join(tmpdir(), "parley-deploy-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} program @param {string[]} [ask] */
const missing = (program, ask = ["--version"]) => (spawnSync(program, ask).error ? `${program} is not installed` : false);

/** @param {string} name @param {(text: string) => string} change */
function copy(name, change = (text) => text) {
  const file = join(folder, name);
  writeFileSync(file, change(readFileSync(join(DEPLOY, name), "utf8")));
  return file;
}

/** Every setting that is commented out, too. @param {string} text */
const with_all = (text) => text.replace(/^(listen|port|trusted-proxy) = .*$/gm, "").replace(/^#([a-z-]+ = )/gm, "$1");

for (const [what, change] of /** @type {const} */ ([
  ["as they are", (/** @type {string} */ text) => text], ["with everything that is commented out", with_all],
])) {
  test(`the server accepts the settings, ${what}`, () => {
    const certificates = Certificates.make();
    try {
      const secret = join(folder, "secret");
      writeFileSync(secret, "a secret of some length, which nobody knows\n", { mode: 0o600 });
      const file = copy("parley.conf", (text) => change(text)
        .replace(/\/run\/credentials\/\S+/g, secret)
        .replace("/etc/parley/tls/fullchain.pem", certificates.certificate)
        .replace("/etc/parley/tls/privkey.pem", certificates.key));
      const { status, stdout, stderr } = spawnSync(SERVER, ["--config", file, "--data", join(folder, "data"), "--check-config"], {
        encoding: "utf8",
      });
      assert.equal(status, 0, `${stdout}${stderr}`);
    } finally {
      certificates.remove();
    }
  });
}

test("systemd knows every word of the unit and finds it well hardened", { skip: missing("systemd-analyze") }, () => {
  const program = join(folder, "parley-server");
  writeFileSync(program, "#!/bin/sh\n", { mode: 0o755 });
  const unit = copy("parley.service", (text) => text.replace("/usr/local/bin/parley-server", program));
  const { stdout, stderr, status } = spawnSync("systemd-analyze", ["verify", "--man=no", unit], { encoding: "utf8" });
  assert.equal(`${stdout}${stderr}`.split("\n").filter((line) => line.includes("parley")).join("\n"), "");
  assert.equal(status, 0);
  const verdict = execFileSync("systemd-analyze", ["security", "--offline=true", "--threshold=15", unit], { encoding: "utf8" });
  assert.match(verdict, /Overall exposure level/);
});

test("nginx accepts its file", { skip: missing("nginx", ["-v"]) }, () => {
  const certificates = Certificates.make();
  try {
    copy("nginx.conf", (text) => text
      .replace(/listen (\[::\]:)?(80|443)/g, (_, v6, port) => `listen ${v6 ?? "127.0.0.1:"}${port === "80" ? 18080 : 18443}`)
      .replace(/ssl_certificate .*;/, `ssl_certificate ${certificates.certificate};`)
      .replace(/ssl_certificate_key .*;/, `ssl_certificate_key ${certificates.key};`));
    const main = join(folder, "main.conf");
    writeFileSync(main, `pid ${folder}/pid;\nerror_log stderr;\nevents {}\nhttp {\n  include ${folder}/nginx.conf;\n}\n`);
    const { status, stderr } = spawnSync("nginx", ["-t", "-p", folder, "-c", main], { encoding: "utf8" });
    assert.equal(status, 0, stderr);
    assert.doesNotMatch(stderr, /warn/);
  } finally {
    certificates.remove();
  }
});

test("Caddy accepts its file", { skip: missing("caddy", ["version"]) }, () => {
  const { status, stderr } = spawnSync("caddy", ["validate", "--adapter", "caddyfile", "--config", copy("Caddyfile")], {
    encoding: "utf8", env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder },
  });
  assert.equal(status, 0, stderr);
});

test("nft accepts the firewall", { skip: missing("nft") }, () => {
  const { status, stderr } = spawnSync("nft", ["-c", "-f", copy("firewall.nft", (text) => text.replace("\"turnserver\"", "65534"))], { encoding: "utf8" });
  assert.ok(status === 0 || /Operation not permitted|not supported/i.test(stderr), stderr);
});

test("the relay's list and the firewall forbid the same IPv4 ranges", () => {
  const number = (/** @type {string} */ address) => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const listed = [...readFileSync(join(DEPLOY, "turnserver.conf"), "utf8").matchAll(/^denied-peer-ip=([\d.]+)-([\d.]+)$/gm)]
    .map(([, first, last]) => `${number(first)}-${number(last)}`);
  const firewall = /define private_v4 = \{([^}]*)\}/.exec(readFileSync(join(DEPLOY, "firewall.nft"), "utf8"))?.[1] ?? "";
  const walled = [...firewall.matchAll(/([\d.]+)\/(\d+)/g)].map(([, address, bits]) =>
    `${number(address)}-${number(address) + 2 ** (32 - Number(bits)) - 1}`);
  assert.ok(listed.length > 10);
  assert.deepEqual(walled.sort(), listed.sort());
});
