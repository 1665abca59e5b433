// Runs in every page before its own scripts, after the probe of the tests. It tells when a frame was drawn, since when
// Entry can be used, and what WebGL and WebAssembly hold.

/**
 * @typedef {object} Watch
 * @property {number} usable ms since the page was asked for; 0: Join is not there yet
 * @property {number} textures that were made and not deleted
 * @property {() => number} memory bytes of the program's memory
 * @property {((now: number) => void) | null} drawn called after each frame in which something was drawn, with the frame's time
 * @property {typeof requestAnimationFrame} request_frame without being counted as one of the page's
 */

/** Self-contained: puppeteer carries its source into the page. */
export function watch() {
  const { watched } = /** @type {any} */ (globalThis);
  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  const request_frame = requestAnimationFrame;
  /** @type {Watch} */
  const bench = {
    usable: 0,
    textures: 0,
    memory: () => memory?.buffer.byteLength ?? 0,
    drawn: null,
    request_frame(callback) {
      watched.frames -= 1;
      return request_frame(callback);
    },
  };
  Object.defineProperty(globalThis, "bench", { value: bench });

  globalThis.requestAnimationFrame = (callback) => request_frame((now) => {
    const before = watched.draw_calls;
    callback(now);
    if (watched.draw_calls !== before) bench.drawn?.(now);
  });

  const { createTexture: create, deleteTexture: remove } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.createTexture = function () {
    bench.textures += 1;
    return create.call(this);
  };
  WebGL2RenderingContext.prototype.deleteTexture = function (/** @type {WebGLTexture | null} */ texture) {
    if (texture) bench.textures -= 1;
    remove.call(this, texture);
  };

  const instantiate = /** @type {any} */ (WebAssembly.instantiate);
  WebAssembly.instantiate = /** @type {any} */ (async (/** @type {any[]} */ ...values) => {
    const instance = await instantiate(...values);
    memory ??= Object.values(instance.exports ?? {}).find((one) => one instanceof WebAssembly.Memory);
    return instance;
  });

  // Join is there, and nothing lies over it any more.
  new MutationObserver((_, observer) => {
    const join = [...document.querySelectorAll("button")].some(({ textContent }) => textContent === "Join");
    if (!join || document.getElementById("loading")) return;
    bench.usable = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}
