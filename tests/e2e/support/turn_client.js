// A small TURN client (RFC 8656 over UDP or TCP), for what no browser would ever ask a relay to do.
import { createHash, createHmac, randomBytes } from "node:crypto";
import dgram from "node:dgram";
import { once } from "node:events";
import net from "node:net";

const MAGIC = 0x2112a442;

const METHOD = /** @type {const} */ ({ allocate: 0x003, refresh: 0x004, send: 0x006, create_permission: 0x008, channel_bind: 0x009 });
const INDICATION = 0x010;
const CLASS_BITS = 0x110;
const ERROR_CLASS = 0x110;

const ATTRIBUTE = /** @type {const} */ ({
  username: 0x0006, message_integrity: 0x0008, error_code: 0x0009, channel_number: 0x000c, lifetime: 0x000d, xor_peer_address: 0x0012,
  data: 0x0013, realm: 0x0014, nonce: 0x0015, xor_relayed_address: 0x0016, requested_address_family: 0x0017,
  requested_transport: 0x0019,
});

const UDP = 17;
const TCP = 6;
const STALE_NONCE = 438;
const PATIENCE_MS = 5000;

/** @param {number} type @param {Buffer} value */
function attribute(type, value) {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc(-value.length & 3)]);
}

/** The bytes of an address, as it is written: an IPv4 address in an IPv6 one stays the latter. @param {string} address */
function address_bytes(address) {
  if (net.isIPv4(address)) return Buffer.from(address.split(".").map(Number));
  const tail = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const text = tail
    ? `${tail[1]}${((Number(tail[2]) << 8) | Number(tail[3])).toString(16)}:${((Number(tail[4]) << 8) | Number(tail[5])).toString(16)}`
    : address;
  const [left, right] = text.split("::").map((half) => half.split(":").filter(Boolean));
  const groups = right === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill("0"), ...right];
  return Buffer.from(groups.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff]));
}

/** @param {string} address @param {number} port @param {Buffer} transaction */
function xor_address(address, port, transaction) {
  const bytes = address_bytes(address);
  const mask = Buffer.concat([Buffer.from([0x21, 0x12, 0xa4, 0x42]), transaction]);
  const value = Buffer.alloc(4 + bytes.length);
  value[1] = bytes.length === 4 ? 1 : 2;
  value.writeUInt16BE(port ^ (MAGIC >>> 16), 2);
  bytes.forEach((byte, index) => { value[4 + index] = byte ^ mask[index]; });
  return value;
}

/**
 * @typedef {object} Answer
 * @property {number} error 0: it was granted
 * @property {Map<number, Buffer>} attributes
 */

/** @param {Buffer} message @returns {Answer} */
function read_answer(message) {
  /** @type {Map<number, Buffer>} */
  const attributes = new Map();
  for (let at = 20; at + 4 <= message.length; ) {
    const length = message.readUInt16BE(at + 2);
    attributes.set(message.readUInt16BE(at), message.subarray(at + 4, at + 4 + length));
    at += 4 + length + (-length & 3);
  }
  const code = attributes.get(ATTRIBUTE.error_code);
  const refused = (message.readUInt16BE(0) & CLASS_BITS) === ERROR_CLASS;
  return { error: refused ? (code ? code[2] * 100 + code[3] : -1) : 0, attributes };
}

export class TurnClient {
  /** @type {Map<string, (answer: Answer) => void>} */
  #waiting = new Map();
  #realm = "";
  #nonce = "";
  /** @type {(bytes: Buffer) => void} */
  #transmit;
  /** @type {() => void} */
  close;

  /**
   * @param {{ username: string, credential: string }} credentials
   * @param {(bytes: Buffer) => void} transmit @param {() => void} close
   */
  constructor(credentials, transmit, close) {
    this.credentials = credentials;
    this.#transmit = transmit;
    this.close = close;
  }

  /** @param {string} host @param {number} port @param {{ username: string, credential: string }} credentials */
  static async over_udp(host, port, credentials) {
    const socket = dgram.createSocket(net.isIPv6(host) ? "udp6" : "udp4");
    socket.connect(port, host);
    await once(socket, "connect");
    const client = new TurnClient(credentials, (bytes) => socket.send(bytes), () => socket.close());
    socket.on("message", (message) => client.#receive(message));
    socket.on("error", () => {});
    return client;
  }

  /** @param {string} host @param {number} port @param {{ username: string, credential: string }} credentials */
  static async over_tcp(host, port, credentials) {
    const socket = net.connect(port, host);
    await once(socket, "connect");
    const client = new TurnClient(credentials, (bytes) => socket.write(bytes), () => socket.destroy());
    let buffer = Buffer.alloc(0);
    socket.on("data", (bytes) => {
      buffer = Buffer.concat([buffer, bytes]);
      while (buffer.length >= 20 && buffer.length >= 20 + buffer.readUInt16BE(2)) {
        const length = 20 + buffer.readUInt16BE(2);
        client.#receive(buffer.subarray(0, length));
        buffer = buffer.subarray(length);
      }
    });
    socket.on("error", () => {});
    return client;
  }

  /** @param {Buffer} message */
  #receive(message) {
    if (message.length < 20 || message.readUInt32BE(4) !== MAGIC) return;
    const transaction = message.toString("hex", 8, 20);
    this.#waiting.get(transaction)?.(read_answer(message));
    this.#waiting.delete(transaction);
  }

  /** @param {number} type @param {Buffer} transaction @param {Buffer[]} attributes @param {boolean} signed */
  #message(type, transaction, attributes, signed) {
    const head = Buffer.alloc(20);
    head.writeUInt16BE(type, 0);
    head.writeUInt32BE(MAGIC, 4);
    transaction.copy(head, 8);
    const { username, credential } = this.credentials;
    const body = Buffer.concat(signed
      ? [...attributes, attribute(ATTRIBUTE.username, Buffer.from(username)), attribute(ATTRIBUTE.realm, Buffer.from(this.#realm)),
        attribute(ATTRIBUTE.nonce, Buffer.from(this.#nonce))]
      : attributes);
    if (!signed) {
      head.writeUInt16BE(body.length, 2);
      return Buffer.concat([head, body]);
    }
    head.writeUInt16BE(body.length + 24, 2);
    const key = createHash("md5").update(`${username}:${this.#realm}:${credential}`).digest();
    const integrity = createHmac("sha1", key).update(head).update(body).digest();
    return Buffer.concat([head, body, attribute(ATTRIBUTE.message_integrity, integrity)]);
  }

  /** @param {number} method @param {(transaction: Buffer) => Buffer[]} attributes @returns {Promise<Answer>} */
  #exchange(method, attributes) {
    const transaction = randomBytes(12);
    const message = this.#message(method, transaction, attributes(transaction), this.#realm !== "");
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`the relay did not answer method ${method}`)), PATIENCE_MS);
      this.#waiting.set(transaction.toString("hex"), (answer) => {
        clearTimeout(limit);
        resolve(answer);
      });
      this.#transmit(message);
    });
  }

  /**
   * As a client does: the first question is refused with a realm and a nonce, the second one is signed.
   * @param {number} method @param {(transaction: Buffer) => Buffer[]} attributes
   */
  async #ask(method, attributes) {
    for (let asked = 0; ; asked += 1) {
      const answer = await this.#exchange(method, attributes);
      const nonce = answer.attributes.get(ATTRIBUTE.nonce)?.toString();
      const challenged = answer.error === STALE_NONCE || (answer.error === 401 && this.#realm === "");
      if (!challenged || !nonce || asked === 2) return answer;
      this.#nonce = nonce;
      this.#realm = answer.attributes.get(ATTRIBUTE.realm)?.toString() ?? this.#realm;
    }
  }

  /** The error code of an allocation; 0: granted. @param {{ family?: 4 | 6, transport?: "udp" | "tcp" }} [options] */
  async allocate({ family = 4, transport = "udp" } = {}) {
    const { error } = await this.#ask(METHOD.allocate, () => [
      attribute(ATTRIBUTE.requested_transport, Buffer.from([transport === "udp" ? UDP : TCP, 0, 0, 0])),
      attribute(ATTRIBUTE.requested_address_family, Buffer.from([family === 4 ? 1 : 2, 0, 0, 0])),
    ]);
    return error;
  }

  /** @param {number} seconds 0 gives the allocation back */
  async refresh(seconds) {
    const lifetime = Buffer.alloc(4);
    lifetime.writeUInt32BE(seconds);
    return (await this.#ask(METHOD.refresh, () => [attribute(ATTRIBUTE.lifetime, lifetime)])).error;
  }

  /** @param {string} peer */
  async create_permission(peer) {
    const { error } = await this.#ask(METHOD.create_permission,
      (transaction) => [attribute(ATTRIBUTE.xor_peer_address, xor_address(peer, 0, transaction))]);
    return error;
  }

  /** @param {string} peer @param {number} channel 0x4000 to 0x4fff @param {number} [port] */
  async channel_bind(peer, channel, port = 9) {
    const { error } = await this.#ask(METHOD.channel_bind, (transaction) => [
      attribute(ATTRIBUTE.channel_number, Buffer.from([channel >> 8, channel & 0xff, 0, 0])),
      attribute(ATTRIBUTE.xor_peer_address, xor_address(peer, port, transaction)),
    ]);
    return error;
  }

  /** Has no answer. @param {string} peer @param {number} port @param {string} data */
  send_indication(peer, port, data) {
    const transaction = randomBytes(12);
    this.#transmit(this.#message(METHOD.send | INDICATION, transaction, [
      attribute(ATTRIBUTE.xor_peer_address, xor_address(peer, port, transaction)),
      attribute(ATTRIBUTE.data, Buffer.from(data)),
    ], false));
  }
}
