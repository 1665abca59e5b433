// A real LiveKit server on loopback: the media server for calls with programs of the call API. tools/setup builds it where there is Go.
import { spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { free_port } from "./coturn.js";
import { ROOT } from "./paths.js";
import { eventually } from "./wait.js";

const FOLDER = join(ROOT, "build/deps/bin");
const program = existsSync(FOLDER) ? readdirSync(FOLDER).find((name) => name.startsWith("livekit-server-")) : undefined;

/** Why tests that need LiveKit cannot run here; false: they can. */
export const no_livekit = program ? false : "there is no LiveKit server: tools/setup builds it where there is Go";

/** LiveKit's own client for browsers, as one classic script. */
export const livekit_client = () =>
  readFileSync(createRequire(import.meta.url).resolve("livekit-client"), "utf8");

export class LiveKit {
  /** @type {string[]} */
  log = [];

  /** @param {import("node:child_process").ChildProcess} process @param {number} port @param {string} key @param {string} secret @param {string} folder */
  constructor(process, port, key, secret, folder) {
    this.process = process;
    this.port = port;
    this.key = key;
    this.secret = secret;
    this.folder = folder;
    this.secret_file = join(folder, "secret");
  }

  static async start() {
    const folder = mkdtempSync(join(tmpdir(), "parley-livekit-"));
    const [port, tcp_port, udp_port] = [await free_port(), await free_port(), await free_port()];
    const [key, secret] = [`key-${randomBytes(4).toString("hex")}`, randomBytes(32).toString("hex")];
    const file = join(folder, "livekit.yaml");
    writeFileSync(file, [
      `port: ${port}`, "bind_addresses: [127.0.0.1]",
      `rtc: { tcp_port: ${tcp_port}, udp_port: ${udp_port}, node_ip: 127.0.0.1, enable_loopback_candidate: true, interfaces: { includes: [lo] } }`,
      `keys: { ${key}: ${secret} }`, "logging: { level: info }", "",
    ].join("\n"), { mode: 0o600 });
    const child = spawn(join(FOLDER, program ?? ""), ["--config", file], { stdio: ["ignore", "pipe", "pipe"], cwd: folder });
    const server = new LiveKit(child, port, key, secret, folder);
    writeFileSync(server.secret_file, `${secret}\n`, { mode: 0o600 });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => server.log.push(...text.split("\n").filter(Boolean)));
    }
    const failed = once(child, "exit").then(() => { throw new Error(`LiveKit ended:\n${server.log.join("\n")}`); });
    failed.catch(() => {});
    await Promise.race([failed, eventually("LiveKit answers", async () => (await fetch(`http://127.0.0.1:${port}`)).ok, {
      describe: () => server.log.join("\n"),
    })]);
    return server;
  }

  get url() {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** Options that tell our server of it. */
  get options() {
    return ["--livekit-url", this.url, "--livekit-key", this.key, "--livekit-secret-file", this.secret_file];
  }

  /**
   * A token that our server would not give: for what must be refused.
   * @param {{ room: string, identity: string, seconds?: number, secret?: string }} claims
   */
  token({ room, identity, seconds = 60, secret = this.secret }) {
    const part = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const now = Math.floor(Date.now() / 1000);
    const body = `${part({ alg: "HS256", typ: "JWT" })}.${part({
      iss: this.key, sub: identity, nbf: now - 3600, exp: now + seconds, video: { room, roomJoin: true },
    })}`;
    return `${body}.${createHmac("sha256", secret).update(body).digest("base64url")}`;
  }

  async stop() {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const exit = once(this.process, "exit");
      this.process.kill("SIGKILL");
      await exit;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
