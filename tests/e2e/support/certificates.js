// Certificates as tools/certificate makes them, in a folder of the test's own, and how the browsers are told to trust them.
import { execFileSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ROOT } from "./paths.js";

export class Certificates {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
    this.certificate = join(folder, "server.pem");
    this.key = join(folder, "server.key");
  }

  static make() {
    const certificates = new Certificates(mkdtempSync(join(tmpdir(), "parley-certificates-")));
    certificates.renew();
    return certificates;
  }

  /** Another key and another certificate, of the same authority. */
  renew() {
    execFileSync(join(ROOT, "tools/certificate"), [], { env: { ...process.env, PARLEY_CERTIFICATES: this.folder }, stdio: "pipe" });
  }

  get authority() {
    return readFileSync(join(this.folder, "authority.pem"), "utf8");
  }

  /** What tells one certificate from the next. */
  get fingerprint() {
    return new X509Certificate(readFileSync(this.certificate)).fingerprint256;
  }

  /** Chromium trusts chains in which it finds this key of the authority. */
  get chromium_flag() {
    const key = new X509Certificate(this.authority).publicKey.export({ type: "spki", format: "der" });
    return `--ignore-certificate-errors-spki-list=${createHash("sha256").update(key).digest("base64")}`;
  }

  /** Options that make our server speak TLS. */
  get options() {
    return ["--tls-cert", this.certificate, "--tls-key", this.key];
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
