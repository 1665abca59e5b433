// Fetches the WebAssembly program. It comes in two parts: the first shows Entry and says so itself; the second is put into it
// when somebody wants something. Until then its functions are placeholders, which the first part does not call.

/**
 * Compiles while it downloads, where the server names the type; else after.
 * @param {string} address
 * @returns {Promise<WebAssembly.Module>}
 */
async function compiled(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${address}: status ${answer.status}`);
  const whole = answer.clone();
  try {
    return await WebAssembly.compileStreaming(answer);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) throw error;
    return WebAssembly.compile(await whole.arrayBuffer());
  }
}

/**
 * @param {object} addresses
 * @param {string} addresses.first
 * @param {string} addresses.rest empty: the program is in one piece
 */
export function create_program({ first, rest }) {
  /** @type {WebAssembly.Exports | undefined} */
  let exports;
  /** @type {Promise<void> | undefined} */
  let completing;

  const placeholders = new Proxy({}, {
    get: (_, number) => () => {
      throw new Error(`function ${String(number)} of the second part was called before it was there`);
    },
  });

  async function complete() {
    if (!exports) throw new Error("the first part is not there");
    await WebAssembly.instantiate(await compiled(rest), { first: exports, placeholder: placeholders });
  }

  return {
    split: rest !== "",

    /**
     * What Emscripten's glue calls to get an instance.
     * @param {WebAssembly.Imports} imports
     * @param {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} receive
     * @param {(reason: unknown) => void} fail
     */
    instantiate(imports, receive, fail) {
      compiled(first).then(async (module) => {
        const instance = await WebAssembly.instantiate(module, { ...imports, placeholder: placeholders });
        exports = instance.exports;
        receive(instance, module);
      }).catch(fail);
      return {};
    },

    /** Settles once the second part is in its place; a failed fetch is tried again by the next call. */
    complete() {
      if (!rest) return Promise.resolve();
      completing ??= complete().catch((error) => {
        completing = undefined;
        throw error;
      });
      return completing;
    },
  };
}

/**
 * The program, entered by one call after the other: what it causes to be called before it returns, such as a report that the focus
 * has moved, waits until it has. Where code must not be made from text, Emscripten's glue keeps the texts of a call in one place a
 * function; a second call of that function from within the first would have them freed twice.
 * @param {import("./types.js").Program} program
 * @returns {import("./types.js").Program}
 */
export function one_call_at_a_time(program) {
  /** @type {(() => void)[]} */
  const waiting = [];
  let inside = false;

  /** @param {() => void} call */
  function enter(call) {
    waiting.push(call);
    if (inside) return;
    inside = true;
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) next();
    } finally {
      inside = false;
    }
  }

  const entries = /** @type {Record<string, (...given: unknown[]) => void>} */ (/** @type {unknown} */ (program));
  const calls = Object.keys(entries).filter((name) => name === "start" || name.startsWith("on_"));
  return {
    ...program,
    ...Object.fromEntries(calls.map((name) => [name, (/** @type {unknown[]} */ ...given) => enter(() => entries[name](...given))])),
  };
}
