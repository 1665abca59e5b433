// The linked client as web/main.js sees it: Emscripten's factory. The bundler puts the real module in its place.
import type { Program } from "./types.d.ts";

export default function create_client(options: {
  locateFile(name: string): string;
  onAbort(reason: unknown): void;
  print(line: string): void;
  printErr(line: string): void;
}): Promise<Program>;
