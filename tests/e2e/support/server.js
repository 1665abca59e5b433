// The real server as a child process, at a port of its own and with a folder of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { SERVER, SITE } from "./paths.js";

/** Tests ring each other more often than people do. */
const PATIENT = ["--rings-to-one-per-minute", "1000", "--rings-per-minute", "1000"];

/** A folder for what a server keeps; whoever asked for it removes it. */
export const new_data_folder = () => mkdtempSync(join(tmpdir(), "parley-data-"));

export class Server {
  /** @param {import("node:child_process").ChildProcess} process @param {string} address @param {string[]} log @param {string} data */
  constructor(process, address, log, data) {
    this.process = process;
    this.address = address;
    this.log = log;
    this.data = data;
  }

  get port() {
    return Number(new URL(this.address).port);
  }

  /**
   * @param {string[]} [options] of the program
   * @param {{ port?: number, site?: string, data?: string, program?: string }} [place] `data`: kept when the server ends, for the next one
   */
  static async start(options = [], { port = 0, site = SITE, data, program = SERVER } = {}) {
    const folder = data ?? new_data_folder();
    const child = spawn(program, ["--port", String(port), "--static", site, "--data", folder, ...PATIENT, ...options], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (data === undefined) child.once("exit", () => rmSync(folder, { recursive: true, force: true }));
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
    return new Server(child, address, log, folder);
  }

  /** Where its sockets are. */
  get socket_address() {
    return this.address.replace(/^http/, "ws");
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
