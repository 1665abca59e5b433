// A program that speaks the protocol of `/ws`, written from src/core/protocol/README.md. It numbers, acknowledges and answers as the
// page asks; there is no media behind its descriptions.
import { WebSocket } from "ws";

import { eventually } from "./wait.js";

/** @typedef {{ type: string } & Record<string, any>} Message */

const NUMBERED = new Set([
  "call-request", "call-answer", "call-end", "call-claim", "call-take", "offer", "answer", "ice-candidate", "chat", "chat-receipt", "presence", "block",
  "room-join", "room-leave",
]);
export const DESCRIPTION = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";

export class SocketClient {
  /** Everything that came, in order. @type {Message[]} */
  received = [];
  /** Everything that was sent. @type {Message[]} */
  sent = [];
  closed = false;
  #numbered = 0;
  #ids = 0;
  #taken = 0;

  /** @param {WebSocket} socket */
  constructor(socket) {
    this.socket = socket;
    socket.on("message", (text) => {
      const message = JSON.parse(String(text));
      this.received.push(message);
      if (message.seq) this.send({ type: "ack", upTo: message.seq });
    });
    socket.on("close", () => { this.closed = true; });
    socket.on("error", () => { this.closed = true; });
  }

  /** @param {string} address of the server @param {{ ca?: string, headers?: Record<string, string> }} [options] */
  static async open(address, options = {}) {
    const socket = new WebSocket(`${address.replace(/^http/, "ws")}/ws`, "parley.1", options);
    const client = new SocketClient(socket);
    await new Promise((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    return client;
  }

  /** Opens and signs in. @param {string} address @param {{ name?: string, account?: { token?: string } }} [who] @param {{ ca?: string }} [options] */
  static async join(address, who = {}, options = {}) {
    const client = await SocketClient.open(address, options);
    client.send({ type: "hello", version: 1, client: "tests", ...who });
    client.welcome = await client.receives("client-id");
    return client;
  }

  /** @type {Message} */
  welcome = { type: "client-id" };

  /** @returns {{ id: string, name: string }} */
  get me() {
    return this.welcome.you;
  }

  /** @param {Message} message */
  send(message) {
    const whole = NUMBERED.has(message.type) ? { ...message, seq: ++this.#numbered } : message;
    this.sent.push(whole);
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(whole));
  }

  /**
   * Waits for the next message of this type that fits; what came before it counts as seen.
   * @param {string} type @param {(message: Message) => boolean} [fits]
   */
  receives(type, fits = () => true) {
    return eventually(`${this.me?.name ?? "somebody"} receives ${type}`, () => {
      const at = this.received.findIndex((message, index) => index >= this.#taken && message.type === type && fits(message));
      if (at < 0) {
        if (this.closed) throw new Error("the socket is closed");
        return false;
      }
      this.#taken = at + 1;
      return this.received[at];
    }, { describe: () => this.received.slice(this.#taken).map((message) => JSON.stringify(message)).join("\n") });
  }

  /** Rings somebody; gives back the call. @param {string} name @param {"voice" | "video"} [media] */
  async rings(name, media = "video") {
    const id = `m-${++this.#ids}`;
    this.send({ type: "call-request", id, name, media, offer: DESCRIPTION });
    return this.receives("call", (call) => call.request === id);
  }

  /** @param {string} call @param {boolean} accept */
  answers(call, accept) {
    this.send({ type: "call-answer", id: `m-${++this.#ids}`, callId: call, accept });
  }

  /** @param {string} call @param {string} [cause] */
  ends(call, cause = "hang-up") {
    this.send({ type: "call-end", id: `m-${++this.#ids}`, callId: call, cause });
  }

  /** @param {string} call @param {string} status */
  sees_call(call, status) {
    return this.receives("call", (message) => message.callId === call && message.status === status);
  }

  /** In an orderly way. */
  leaves() {
    this.send({ type: "bye" });
    this.socket.close();
  }
}
