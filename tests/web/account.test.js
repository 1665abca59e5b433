import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { create_account } from "../../web/account.js";
import { recorder, settled } from "./support/fakes.js";

const address = "https://calls.example/";
const fields = { name: "Ada", password: "correct horse", new_password: "battery staple", login: "a/b" };
const clock = () => /** @type {Date} */ ({ getTime: () => 1000000, getTimezoneOffset: () => -60 });

/** @param {{ status?: number, body?: string, origin?: string, address?: string }} [options] */
function set_up({ status = 200, body = "{}", origin = "https://calls.example", address: server = address } = {}) {
  const { report, take } = recorder();
  /** @type {{ url: string, init: any }[]} */
  const asked = [];
  const request = async (url, init) => {
    asked.push({ url, init });
    return new Response(status === 204 ? null : body, { status });
  };
  const account = create_account({ address: server, origin, report, request, clock });
  return { account, asked, take };
}

test("each question has its address and its body", async () => {
  const { account, asked } = set_up();
  const all = ["create", "sign-in", "sign-out", "logins", "end-login", "end-logins", "change-password", "delete", "calls"];
  all.forEach((ask, number) => account.ask(number, ask, fields, ""));
  await settled();
  assert.deepEqual(asked.map(({ url, init }) => [init.method, url, init.body]), [
    ["POST", `${address}accounts`, '{"name":"Ada","password":"correct horse"}'],
    ["POST", `${address}login`, '{"name":"Ada","password":"correct horse"}'],
    ["POST", `${address}logout`, "{}"],
    ["GET", `${address}me/logins`, undefined],
    ["DELETE", `${address}me/logins/a%2Fb`, undefined],
    ["DELETE", `${address}me/logins`, undefined],
    ["POST", `${address}me/password`, '{"current":"correct horse","new":"battery staple"}'],
    ["DELETE", `${address}me`, '{"password":"correct horse"}'],
    ["GET", `${address}calls?limit=100`, undefined],
  ]);
  for (const { init } of asked) {
    assert.equal(init.headers["Content-Type"], init.method === "GET" ? undefined : "application/json");
    assert.equal(init.credentials, "same-origin");
    assert.equal(init.headers.Authorization, undefined);
  }
});

test("a token is sent instead of the cookie", async () => {
  const { account, asked } = set_up();
  account.ask(1, "calls", fields, "t-1");
  await settled();
  assert.equal(asked[0].init.headers.Authorization, "Bearer t-1");
  assert.equal(asked[0].init.credentials, "omit");
});

test("a page of the server's origin never hands a token on: the cookie has it", async () => {
  const { account, take } = set_up({ body: '{"token":"l-1","person":{"name":"Ada"}}' });
  account.ask(1, "sign-in", fields, "");
  await settled();
  assert.deepEqual(take(), [["on_account_answered", 1, 200, "", '{"person":{"name":"Ada"}}', 1000000, 4600000]]);
});

test("a page of another origin gets the token, beside the rest", async () => {
  const { account, take } = set_up({ body: '{"token":"l-1","person":{"name":"Ada"}}', origin: "https://static.example" });
  account.ask(1, "sign-in", fields, "");
  await settled();
  assert.deepEqual(take(), [["on_account_answered", 1, 200, "l-1", '{"person":{"name":"Ada"}}', 1000000, 4600000]]);
});

test("an origin that only begins alike is another one", async () => {
  const { account, take } = set_up({ body: '{"token":"l-1"}', origin: "https://calls.example.net" });
  account.ask(1, "sign-in", fields, "");
  await settled();
  assert.equal(take()[0][3], "l-1");
});

test("refusals, empty answers and what is no JSON are handed on as they are", async () => {
  for (const [status, body] of /** @type {[number, string][]} */ ([[401, '{"code":"wrong-password"}'], [204, ""], [502, "<html>"], [200, "[]"], [200, "null"]])) {
    const { account, take } = set_up({ status, body });
    account.ask(1, "sign-in", fields, "");
    await settled();
    assert.deepEqual(take(), [["on_account_answered", 1, status, "", body, 1000000, 4600000]]);
  }
});

test("a server out of reach, or one that never answers, is status 0", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { report, take } = recorder();
  create_account({ address, origin: "", report, clock, request: () => Promise.reject(new TypeError("Failed to fetch")) }).ask(1, "calls", fields, "");
  await settled();
  assert.deepEqual(take(), [["on_account_answered", 1, 0, "", "", 1000000, 4600000]]);
  create_account({ address, origin: "", report, clock, request: () => new Promise(() => {}) }).ask(2, "calls", fields, "");
  await settled();
  assert.deepEqual(take(), []);
  mock.timers.tick(15000);
  await settled();
  assert.deepEqual(take(), [["on_account_answered", 2, 0, "", "", 1000000, 4600000]]);
  mock.timers.reset();
});
