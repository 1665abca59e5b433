// A real coturn on loopback, run with the very file that tools/deploy/ gives people.
import { spawn, spawnSync } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ROOT } from "./paths.js";
import { eventually } from "./wait.js";

const PROGRAM = "turnserver";

/** Why tests that need coturn cannot run here; false: they can. */
export const no_coturn = spawnSync(PROGRAM, ["--version"]).error ? "there is no coturn on this machine" : false;

/** A port that nobody listens at now. */
export async function free_port() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  server.close();
  await once(server, "close");
  return port;
}

export class Coturn {
  /** @type {string[]} */
  log = [];

  /** @param {import("node:child_process").ChildProcess} process @param {number} port @param {string} secret @param {string} folder */
  constructor(process, port, secret, folder) {
    this.process = process;
    this.port = port;
    this.secret = secret;
    this.folder = folder;
    this.secret_file = join(folder, "secret");
  }

  /** @param {{ loopback_peers?: boolean }} [options] `loopback_peers`: browsers of this machine may meet on it; otherwise the file as it is */
  static async start({ loopback_peers = false } = {}) {
    const folder = mkdtempSync(join(tmpdir(), "parley-coturn-"));
    const secret = randomBytes(32).toString("hex");
    const port = await free_port();
    const replaced = /** @type {Record<string, string>} */ ({ "<calls.example>": "calls.example", "<secret>": secret });
    // Only what says where, and to whom it writes, is another than in the file.
    const settings = readFileSync(join(ROOT, "tools/deploy/turnserver.conf"), "utf8")
      .replace(/^(?!#)(.*)(<[^<>]+>)$/gm, (_, before, name) => {
        if (!(name in replaced)) throw new Error(`turnserver.conf asks for ${name}`);
        return before + replaced[name];
      })
      .replace(/^(listening-port|tls-listening-port|syslog|no-stdout-log).*$/gm, "");
    const here = [
      `listening-port=${port}`, "listening-ip=127.0.0.1", "relay-ip=127.0.0.1", "relay-ip=::1", "no-tls", "log-file=stdout", "simple-log",
      `pidfile=${join(folder, "pid")}`, `userdb=${join(folder, "users")}`,
      ...(loopback_peers ? ["allow-loopback-peers", "allowed-peer-ip=127.0.0.1"] : []),
    ];
    const file = join(folder, "turnserver.conf");
    writeFileSync(file, `${settings}\n${here.join("\n")}\n`, { mode: 0o600 });
    const child = spawn(PROGRAM, ["-c", file], { stdio: ["ignore", "pipe", "pipe"], cwd: folder });
    const relay = new Coturn(child, port, secret, folder);
    writeFileSync(relay.secret_file, `${secret}\n`, { mode: 0o600 });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => relay.log.push(...text.split("\n").filter(Boolean)));
    }
    const failed = once(child, "exit").then(() => { throw new Error(`coturn ended:\n${relay.log.join("\n")}`); });
    failed.catch(() => {});
    await Promise.race([failed, eventually("coturn accepts connections", async () => {
      const socket = net.connect(port, "127.0.0.1");
      await once(socket, "connect");
      socket.destroy();
      return true;
    }, { describe: () => relay.log.join("\n") })]);
    return relay;
  }

  get url() {
    return `turn:127.0.0.1:${this.port}?transport=udp`;
  }

  /** The rule of draft-uberti-behave-turn-rest-00, written once more. @param {number} [seconds] that it holds @param {string} [secret] */
  credentials(seconds = 600, secret = this.secret) {
    const username = `${Math.floor(Date.now() / 1000) + seconds}:p-test`;
    return { username, credential: createHmac("sha1", secret).update(username).digest("base64") };
  }

  async stop() {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const exit = once(this.process, "exit");
      this.process.kill("SIGKILL");  // it waits for its allocations otherwise
      await exit;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
