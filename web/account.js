// Asks the server about the account and the calls of its person, over HTTP. Which answer means what is the program's business.

import { limited } from "./limit.js";

const LIMIT_MS = 15000;  // a password is hashed, and others may wait for the same

/**
 * @typedef {{ name: string, password: string, new_password: string, login: string }} Fields
 * @typedef {[method: string, path: string, body?: (fields: Fields) => object]} Request
 */

/** @param {Fields} fields */
const credentials = ({ name, password }) => ({ name, password });

/** @type {Record<string, Request>} */
const REQUESTS = {
  "create": ["POST", "accounts", credentials],
  "sign-in": ["POST", "login", credentials],
  "sign-out": ["POST", "logout", () => ({})],
  "logins": ["GET", "me/logins"],
  "end-login": ["DELETE", "me/logins/"],
  "end-logins": ["DELETE", "me/logins"],
  "change-password": ["POST", "me/password", ({ password, new_password }) => ({ current: password, new: new_password })],
  "delete": ["DELETE", "me", ({ password }) => ({ password })],
  "calls": ["GET", "calls?limit=100"],
};

/**
 * @param {object} options
 * @param {string} options.address the server's, ending with "/"; empty if there is none
 * @param {string} options.origin of this page: a server of the same origin gives a cookie, another one a token
 * @param {Pick<import("./types.d.ts").Program, "on_account_answered">} options.report
 * @param {typeof fetch} [options.request]
 * @param {() => Date} [options.clock]
 */
export function create_account({ address, origin, report, request = (input, init) => fetch(input, init), clock = () => new Date() }) {
  const own = address.startsWith(`${origin}/`);

  /** @param {Response} response @returns {Promise<[status: number, token: string, body: string]>} */
  async function read(response) {
    const text = await response.text();
    try {
      const { token = "", ...rest } = JSON.parse(text);
      if (token) return [response.status, own ? "" : token, JSON.stringify(rest)];
    } catch {
      // Not ours; the program finds nothing in it.
    }
    return [response.status, "", text];
  }

  return {
    /**
     * @param {number} number
     * @param {string} ask
     * @param {Fields} fields
     * @param {string} token the credential; empty: the cookie
     */
    ask(number, ask, fields, token) {
      const [method, path, body] = REQUESTS[ask];
      /** @type {Record<string, string>} */
      const headers = token ? { "Authorization": `Bearer ${token}` } : {};
      if (method !== "GET") headers["Content-Type"] = "application/json";
      const answer = request(`${address}${path}${encodeURIComponent(path.endsWith("/") ? fields.login : "")}`, {
        method, headers, body: body && JSON.stringify(body(fields)),
        cache: "no-store", credentials: token ? "omit" : "same-origin",
      });
      limited(answer.then(read), LIMIT_MS, ask)
        .catch(() => /** @type {[number, string, string]} */ ([0, "", ""]))
        .then(([status, given, text]) => {
          const now = clock();
          const utc = now.getTime();
          report.on_account_answered(number, status, given, text, utc, utc - now.getTimezoneOffset() * 60000);
        });
    },
  };
}
