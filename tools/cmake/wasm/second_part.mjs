// Lists the functions of the program's second part, one mangled name a line, for wasm-split: those that are defined only in
// objects compiled without link-time optimisation (see parley_second_part). Such an object is WebAssembly, the others are bitcode.
//
//     node second_part.mjs <llvm-nm> <folder of objects> <list to write>
import { execFileSync } from "node:child_process";
import { closeSync, openSync, readSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [nm, folder, list] = process.argv.slice(2);

const objects = readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith(".o")).map((name) => join(folder, name));

function is_wasm(path) {
  const start = Buffer.alloc(4);
  const file = openSync(path, "r");
  readSync(file, start, 0, 4, 0);
  closeSync(file);
  return start.equals(Buffer.from("\0asm"));
}

/** The functions that an object defines: T, t or, for templates and inline functions, W. */
function functions_of(path) {
  const text = execFileSync(nm, ["--defined-only", path], { encoding: "utf8", maxBuffer: 1 << 28 });
  return text.split("\n").map((line) => / [TtW] (\S+)$/.exec(line)?.[1] ?? "").filter((name) => name !== "");
}

const first = new Set(objects.filter((path) => !is_wasm(path)).flatMap(functions_of));
const second = new Set(objects.filter(is_wasm).flatMap(functions_of).filter((name) => !first.has(name)));
if (second.size === 0) throw new Error(`no object in ${folder} belongs to the second part`);
writeFileSync(list, [...second].join("\n") + "\n");
