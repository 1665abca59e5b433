// A TCP wire between pages and the server that can be cut: what a person's network does to the signalling socket.
import { once } from "node:events";
import net from "node:net";

export class Wire {
  /** @type {Set<net.Socket>} */
  #sockets = new Set();
  /** @type {Set<net.Socket>} */
  #web_sockets = new Set();
  #server;
  #down = false;

  /** @param {number} port of the server */
  constructor(port) {
    this.#server = net.createServer((near) => {
      near.on("error", () => {});
      if (this.#down) {
        near.destroy();
        return;
      }
      const far = net.connect(port, "127.0.0.1");
      far.on("error", () => near.destroy());
      for (const [one, other] of [[near, far], [far, near]]) {
        this.#sockets.add(one);
        one.on("close", () => {
          this.#sockets.delete(one);
          this.#web_sockets.delete(one);
          other.destroy();
        });
      }
      near.on("data", (bytes) => {
        if (/^GET \/ws[ ?]/.test(bytes.toString("latin1"))) this.#web_sockets.add(near);
        far.write(bytes);
      });
      far.on("data", (bytes) => near.write(bytes));
      near.on("end", () => far.end());
      far.on("end", () => near.end());
    });
  }

  /** @param {number} port of the server */
  static async open(port) {
    const wire = new Wire(port);
    wire.#server.listen(0, "127.0.0.1");
    await once(wire.#server, "listening");
    return wire;
  }

  get address() {
    return `http://localhost:${/** @type {net.AddressInfo} */ (this.#server.address()).port}`;
  }

  get web_sockets() {
    return this.#web_sockets.size;
  }

  /** Breaks every WebSocket; new ones get through. */
  cut() {
    for (const socket of this.#web_sockets) socket.destroy();
  }

  /** Breaks everything and lets nothing through. */
  go_down() {
    this.#down = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  come_up() {
    this.#down = false;
  }

  async close() {
    this.go_down();
    this.#server.close();
    await once(this.#server, "close");
  }
}
