// The linked client as web/main.js sees it: Emscripten's factory. The bundler puts the real module in its place.
import type { Program } from "./types.d.ts";

export default function create_client(options: {
  instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void): object;
  onAbort(reason: unknown): void;
  print(line: string): void;
  printErr(line: string): void;
}): Promise<Program>;
