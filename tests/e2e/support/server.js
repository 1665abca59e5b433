// The real server as a child process, at a port of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { SERVER, SITE } from "./paths.js";

/** Tests ring each other more often than people do. */
const PATIENT = ["--rings-to-one-per-minute", "1000", "--rings-per-minute", "1000"];

export class Server {
  /** @param {import("node:child_process").ChildProcess} process @param {string} address @param {string[]} log */
  constructor(process, address, log) {
    this.process = process;
    this.address = address;
    this.log = log;
  }

  get port() {
    return Number(new URL(this.address).port);
  }

  /**
   * @param {string[]} [options] of the program
   * @param {{ port?: number, site?: string }} [place]
   */
  static async start(options = [], { port = 0, site = SITE } = {}) {
    const child = spawn(SERVER, ["--port", String(port), "--static", site, ...PATIENT, ...options], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    /** @type {string[]} */
    const log = [];
    createInterface({ input: child.stderr }).on("line", (line) => log.push(line));
    const address = await new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).on("line", (line) => {
        log.push(line);
        const found = /^Parley is at (\S+)/.exec(line);
        if (found) resolve(found[1]);
      });
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${log.join("\n")}`)));
    });
    return new Server(child, address, log);
  }

  /** Ends it in order; gives back its exit code. */
  async stop() {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;
    const exit = once(this.process, "exit");
    this.process.kill("SIGTERM");
    const [code] = await exit;
    return code;
  }

  /** Ends it as a crash does. */
  async kill() {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exit = once(this.process, "exit");
    this.process.kill("SIGKILL");
    await exit;
  }
}
