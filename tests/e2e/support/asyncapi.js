// What the socket carries, judged by the documents that other people write clients from: src/core/protocol/asyncapi.yaml.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";

import { ROOT } from "./paths.js";

/**
 * @typedef {object} Frame
 * @property {"server" | "client"} from
 * @property {string} text
 */

const DOCUMENT = "parley:asyncapi";
/** The document describes the server: it receives what clients send. */
const ACTION = /** @type {const} */ ({ client: "receive", server: "send" });

const document_ = parse(readFileSync(join(ROOT, "src/core/protocol/asyncapi.yaml"), "utf8"));
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema(document_, DOCUMENT);

/** @param {string} pointer like "#/components/messages/chat" */
const at = (pointer) => pointer.slice(2).split("/").reduce((node, step) => node[step.replaceAll("~1", "/").replaceAll("~0", "~")], document_);

/** Where the object itself stands. @param {string} pointer @returns {string} */
const resolved = (pointer) => (at(pointer).$ref ? resolved(at(pointer).$ref) : pointer);

/** @typedef {import("ajv").ValidateFunction} Judge */
/** By the path of the socket, who speaks and the message's type. @type {Map<string, Judge[]>} */
const judges = new Map();

for (const { action, channel, messages } of /** @type {any[]} */ (Object.values(document_.operations))) {
  const { address } = at(channel.$ref);
  const pointers = messages ? messages.map((/** @type {any} */ { $ref }) => $ref)
    : Object.keys(at(channel.$ref).messages).map((name) => `${channel.$ref}/messages/${name}`);
  for (const pointer of pointers) {
    const place = resolved(pointer);
    const schema = resolved(`${place}/payload`);
    const { type } = at(schema).properties ?? {};
    const judge = ajv.compile({ $ref: `${DOCUMENT}${schema}` });
    for (const name of type?.enum ?? [type?.const ?? at(place).name ?? place.split("/").at(-1)]) {
      const key = `${address.split("?")[0].replace(/\{.*/, "")} ${action} ${name}`;
      judges.set(key, [...(judges.get(key) ?? []), judge]);
    }
  }
}

/** What is wrong with a frame; empty: nothing. @param {Frame} frame @param {string} [path] of the socket */
export function faults_of({ from, text }, path = "/ws") {
  const message = JSON.parse(text);
  const candidates = judges.get(`${path} ${ACTION[from]} ${message.type}`);
  if (!candidates) return `asyncapi.yaml has no ${message.type} that the ${from} sends at ${path}`;
  if (candidates.some((judge) => judge(message))) return "";
  return `${message.type} of the ${from} is not what asyncapi.yaml says: ${ajv.errorsText(candidates[0].errors)} in ${text}`;
}
