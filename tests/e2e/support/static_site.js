// A plain static file server at an origin of its own: how the client is hosted apart from its signalling server.
import { once } from "node:events";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = /** @type {Record<string, string>} */ ({
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
});

export class StaticSite {
  #server;

  /** @param {import("node:http").Server} server */
  constructor(server) {
    this.#server = server;
  }

  /** @param {string} folder @param {{ server: string }} options `server`: the address of the real one, written into the page */
  static async open(folder, { server }) {
    const socket = `${server.replace(/^http/, "ws")}/ws`;
    const page = readFileSync(join(folder, "index.html"), "utf8")
      .replace('<meta name="parley-server" content="">', `<meta name="parley-server" content="${socket}">`);
    if (!page.includes(socket)) throw new Error("index.html has no place for the server's address");
    const http = createServer((request, response) => {
      const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
      const file = join(folder, path);
      if (path === "/" || path === "/index.html") {
        response.writeHead(200, { "content-type": TYPES[".html"] }).end(page);
      } else if (existsSync(file)) {
        response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
        createReadStream(file).pipe(response);
      } else {
        response.writeHead(404).end();
      }
    });
    http.listen(0, "127.0.0.1");
    await once(http, "listening");
    return new StaticSite(http);
  }

  get address() {
    return `http://localhost:${/** @type {import("node:net").AddressInfo} */ (this.#server.address()).port}`;
  }

  async close() {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
