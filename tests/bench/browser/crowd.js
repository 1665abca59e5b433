// As many people as one likes, without as many sockets: a server that signs in whoever comes and tells of people who do nothing.
// Written from src/core/protocol/README.md.
import { once } from "node:events";

// @ts-ignore: it brings no types
import { WebSocketServer } from "ws";

import { SITE } from "../../e2e/support/paths.js";
import { StaticSite } from "../../e2e/support/static_site.js";

const PART = 96;
const FIRST = "Ada Ben Cleo Dan Elif Femi Grace Hugo Ines Jonas Kaya Lena Marek Nadia Otto Priya".split(" ");
const SYLLABLES = "al ber co dem en fal gor hu is jan ko lin mar nov os per qui ro sa ti ul vo wen xi zu".split(" ");
const PRESENCES = ["free", "free", "free", "busy", "away", "do-not-disturb"];

/** All names are different. @param {number} i */
function person(i) {
  const first = FIRST[i % FIRST.length];
  const rest = Math.floor(i / FIRST.length);
  const family = [rest % 25, Math.floor(rest / 25) % 25, (i * 7) % 25].map((at) => SYLLABLES[at]).join("");
  return {
    id: `p-${i}`, name: `${first} ${family[0].toUpperCase()}${family.slice(1)}`, initials: `${first[0]}${family[0].toUpperCase()}`,
    hue: i % 8, presence: PRESENCES[i % PRESENCES.length],
  };
}

/** @param {string} name */
const welcome = (name) => ({
  type: "client-id", you: { id: "p-you", name, initials: name[0], hue: 5, presence: "free" }, session: "s-you", token: "t-you",
  epoch: "e-1", outcome: "new", lastSeen: 0, iceServers: [], serverTime: Date.now(), features: [],
  limits: { messageBytes: 65536, nameCodePoints: 32, chatBytes: 4096, ringMs: 45000, resumeMs: 60000 },
});

export class Crowd {
  /** @param {WebSocketServer} sockets @param {StaticSite} site */
  constructor(sockets, site) {
    this.sockets = sockets;
    this.site = site;
  }

  /** @param {number} count of people who are online */
  static async open(count) {
    const people = Array.from({ length: count }, (_, i) => person(i));
    const sockets = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "parley.1" });
    await once(sockets, "listening");
    sockets.on("connection", (/** @type {import("ws").WebSocket} */ socket) => {
      /** @param {object} message */
      const send = (message) => socket.send(JSON.stringify(message));
      socket.on("message", (text) => {
        const message = JSON.parse(String(text));
        if (message.seq) send({ type: "ack", upTo: message.seq });
        if (message.type === "ping") send({ type: "pong", number: message.number });
        if (message.type !== "hello") return;
        send(welcome(message.name));
        for (let at = 0; at < count; at += PART) {
          send({ type: "peer-list", first: at === 0, last: at + PART >= count, people: people.slice(at, at + PART) });
        }
      });
    });
    const { port } = /** @type {import("node:net").AddressInfo} */ (sockets.address());
    return new Crowd(sockets, await StaticSite.open(SITE, { server: `http://localhost:${port}` }));
  }

  get address() {
    return this.site.address;
  }

  async close() {
    await this.site.close();
    for (const socket of this.sockets.clients) socket.terminate();
    this.sockets.close();
    await once(this.sockets, "close");
  }
}
