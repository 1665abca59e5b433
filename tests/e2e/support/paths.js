// Where the tests find what they test and where they leave pictures.
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** The server program. tools/test says which; otherwise the release build. */
export const SERVER = process.env.PARLEY_SERVER ?? join(ROOT, "build/native-release/bin/parley-server");

/** The folder of the built client. */
export const SITE = process.env.PARLEY_SITE ?? [join(ROOT, "build/site"), join(ROOT, "build/wasm-debug/site")].find(existsSync) ?? "";

/**
 * A file for people to look at, below build/.
 * @param {"screenshots" | "failures" | "pictures"} folder
 * @param {string} name without extension; whatever a file name does not bear is replaced
 */
export function picture(folder, name) {
  const path = join(ROOT, "build", folder);
  mkdirSync(path, { recursive: true });
  return join(path, `${name.replace(/[^\w.-]+/g, "-")}.png`);
}
