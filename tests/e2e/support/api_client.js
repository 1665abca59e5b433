// A program that speaks the call API, written from its description: a WebSocket at `/`, and requests.
import { WebSocket } from "ws";

import { eventually } from "./wait.js";

/**
 * @typedef {{ id: string, name: string, location: string }} User
 * @typedef {{ id: string, caller: User, receiver: User, status: string, errMsg?: string }} Call
 * @typedef {{ type: string, call: Call }} Event
 * @typedef {{ status: number, body: any, headers: Headers }} Answer
 */

/**
 * @param {string} address of the server @param {string} method @param {string} path
 * @param {{ token?: string, body?: unknown, headers?: Record<string, string> }} [options] `token`: sent as bearer
 * @returns {Promise<Answer>}
 */
export async function request(address, method, path, { token, body, headers = {} } = {}) {
  const response = await fetch(new URL(path, address), {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }), ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const is_json = response.headers.get("content-type")?.includes("json") && text !== "";
  return { status: response.status, body: is_json ? JSON.parse(text) : text, headers: response.headers };
}

export class ApiClient {
  /** @type {Event[]} */
  events = [];
  token = "";
  /** @type {WebSocket | undefined} */
  socket;

  /** @param {string} address @param {User} user */
  constructor(address, user) {
    this.address = address;
    this.user = user;
  }

  /**
   * @param {string} address of the server @param {string} name
   * @param {{ id?: string, location?: string, token?: string }} [options] `token`: of an account
   */
  static async join(address, name, { id = `api-${name.toLowerCase()}`, location = "here", token } = {}) {
    const client = new ApiClient(address, { id, name, location });
    const url = new URL(address.replace(/^http/, "ws"));
    url.search = new URLSearchParams({ name, id, location }).toString();
    const socket = new WebSocket(url, { headers: token ? { authorization: `Bearer ${token}` } : {} });
    client.socket = socket;
    socket.on("upgrade", ({ headers }) => { client.token = String(headers["x-parley-token"] ?? ""); });
    socket.on("message", (text) => client.events.push(JSON.parse(String(text))));
    await new Promise((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    socket.on("error", () => {});
    return client;
  }

  /** @param {string} method @param {string} path @param {unknown} [body] */
  ask(method, path, body) {
    return request(this.address, method, path, { body, headers: { "x-parley-token": this.token } });
  }

  /** @param {string} receiver an id */
  start(receiver) {
    return this.ask("POST", "/calls/start", { callerId: this.user.id, receiverId: receiver });
  }

  /** @param {string} call @param {"ACCEPT" | "DECLINE"} answer */
  answer(call, answer) {
    return this.ask("POST", "/calls/answer", { callId: call, answer });
  }

  /** @param {string} call */
  end(call) {
    return this.ask("POST", "/calls/end", { callId: call, userId: this.user.id });
  }

  /** @returns {Promise<User[]>} */
  async users() {
    return (await this.ask("GET", "/users")).body;
  }

  /** Waits until somebody of this name is online. @param {string} name */
  sees(name) {
    return eventually(`${this.user.name} finds ${name} among the users`, async () => (await this.users()).find((user) => user.name === name));
  }

  /** Waits for an event that has not been taken yet, and takes it. @param {string} type */
  async receives(type) {
    return eventually(`${this.user.name} receives ${type}`, () => {
      const at = this.events.findIndex((event) => event.type === type);
      return at >= 0 && this.events.splice(at, 1)[0];
    }, { describe: () => `there were ${JSON.stringify(this.events)}` });
  }

  /** In an orderly way. */
  leave() {
    this.socket?.close();
  }
}
