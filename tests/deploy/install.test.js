// `cmake --install` into an empty folder: what is there afterwards, and that it runs from there.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { ROOT } from "../e2e/support/paths.js";
import { Server } from "../e2e/support/server.js";

const root = mkdtempSync(join(tmpdir(), "parley-install-"));
const place = (/** @type {string} */ path) => join(root, "usr", path);

before(() => {
  execFileSync("cmake", ["--install", join(ROOT, "build/native-release"), "--prefix", "/usr"], {
    env: { ...process.env, DESTDIR: root }, stdio: "pipe",
  });
});
after(() => rmSync(root, { recursive: true, force: true }));

test("the installation is the server, the client, the unit and what an administrator reads, and nothing else", () => {
  assert.deepEqual(readdirSync(root), ["usr"], "settings and secrets are not touched");
  assert.deepEqual(readdirSync(place(".")).sort(), ["bin", "lib", "share"]);
  assert.deepEqual(readdirSync(place("bin")), ["parley-server"]);
  assert.deepEqual(readdirSync(place("share")), ["parley"]);
  assert.deepEqual(readdirSync(place("share/parley")).sort(), ["deploy", "site"]);
  assert.deepEqual(readdirSync(place("share/parley/deploy")).sort(), readdirSync(join(ROOT, "tools/deploy")).sort());
  assert.ok(statSync(place("bin/parley-server")).mode & 0o111);
});

test("what is installed names the prefix it was installed to", () => {
  const unit = readFileSync(place("lib/systemd/system/parley.service"), "utf8");
  assert.match(unit, /^ExecStart=\/usr\/bin\/parley-server .*--static \/usr\/share\/parley\/site /m);
  for (const file of readdirSync(place("share/parley/deploy"))) {
    assert.doesNotMatch(readFileSync(place(`share/parley/deploy/${file}`), "utf8"), /\/usr\/local\//, file);
  }
});

test("the installed server serves the installed client", async () => {
  assert.ok(existsSync(place("share/parley/site/index.html")));
  const server = await Server.start([], { program: place("bin/parley-server"), site: place("share/parley/site") });
  try {
    assert.equal((await fetch(new URL("/version", server.address))).status, 200);
    const page = await (await fetch(server.address)).text();
    for (const [, asset] of page.matchAll(/(?:src|href)="(assets\/[^"]+)"/g)) {
      assert.equal((await fetch(new URL(asset, server.address))).status, 200, asset);
    }
    assert.match(page, /assets\//);
  } finally {
    assert.equal(await server.stop(), 0);
  }
});
