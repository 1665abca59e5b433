// Lists the functions of the program's second part, one mangled name a line, for wasm-split.
//
//     node second_part.mjs <llvm-nm> <wasm-opt> <folder of objects> <linked program> <list to write>
//
// They are those that are defined only in objects compiled without link-time optimisation (see parley_second_part); such an
// object is WebAssembly, the others are bitcode. The first part calls into the second only where it means to: at functions with
// a name of their own. A template or an inline function that it calls has to come along, whichever object its body is from.
import { execFileSync } from "node:child_process";
import { closeSync, openSync, readSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [nm, wasm_opt, folder, program, list] = process.argv.slice(2);
const FEATURES = ["--enable-mutable-globals", "--enable-sign-ext", "--enable-bulk-memory", "--enable-nontrapping-float-to-int"];

/** @param {string} command @param {string[]} words */
const output_of = (command, words) => execFileSync(command, words, { encoding: "utf8", maxBuffer: 1 << 28 });

function is_wasm(path) {
  const start = Buffer.alloc(4);
  const file = openSync(path, "r");
  readSync(file, start, 0, 4, 0);
  closeSync(file);
  return start.equals(Buffer.from("\0asm"));
}

/** The functions that an object defines, as [kind, name]: T and t with a name of their own, W for templates and inline ones. */
const functions_of = (path) => [...output_of(nm, ["--defined-only", path]).matchAll(/ ([TtW]) (\S+)$/gm)].map(([, kind, name]) => [kind, name]);

/** Who calls whom directly, as [caller, called]. */
function calls() {
  const graph = output_of(wasm_opt, [...FEATURES, "--print-call-graph", program, "-o", "/dev/null"]);
  return [...graph.matchAll(/^ *"(.+)" -> "(.+)"; \/\/ call$/gm)].map(([, caller, called]) => [caller, called]);
}

const objects = readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith(".o")).map((name) => join(folder, name));
const first = new Set(objects.filter((path) => !is_wasm(path)).flatMap(functions_of).map(([, name]) => name));
const candidates = objects.filter(is_wasm).flatMap(functions_of).filter(([, name]) => !first.has(name));
const named = new Set(candidates.filter(([kind]) => kind !== "W").map(([, name]) => name));
const second = new Set(candidates.map(([, name]) => name));

/** @type {Map<string, string[]>} */
const called_by = new Map();
const present = new Set();
for (const [caller, called] of calls()) {
  called_by.set(caller, [...called_by.get(caller) ?? [], called]);
  present.add(caller).add(called);
}
const work = [...called_by.keys()].filter((name) => !second.has(name));
for (let caller = work.pop(); caller !== undefined; caller = work.pop()) {
  for (const called of called_by.get(caller) ?? []) {
    if (second.has(called) && !named.has(called)) {
      second.delete(called);
      work.push(called);
    }
  }
}

const moved = [...second].filter((name) => present.has(name));
if (moved.length === 0) throw new Error(`nothing in ${folder} belongs to the second part`);
writeFileSync(list, `${moved.join("\n")}\n`);
