// The measure of a call: a page with two buttons and nothing else, and a server that hands each message to the other page.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

// @ts-ignore: it brings no types
import { WebSocketServer } from "ws";

const PAGE = readFileSync(new URL("bare_call.html", import.meta.url));

export class BareCall {
  /** @param {import("node:http").Server} http @param {WebSocketServer} sockets */
  constructor(http, sockets) {
    this.http = http;
    this.sockets = sockets;
  }

  static async open() {
    const http = createServer((_request, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(PAGE);
    });
    const sockets = new WebSocketServer({ server: http });
    sockets.on("connection", (/** @type {any} */ socket) => {
      socket.on("message", (/** @type {Buffer} */ data) => {
        for (const other of sockets.clients) if (other !== socket) other.send(String(data));
      });
    });
    http.listen(0, "127.0.0.1");
    await once(http, "listening");
    return new BareCall(http, sockets);
  }

  get address() {
    return `http://localhost:${/** @type {import("node:net").AddressInfo} */ (this.http.address()).port}`;
  }

  async close() {
    for (const socket of this.sockets.clients) socket.terminate();
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, "close");
  }
}
