import assert from "node:assert/strict";
import { test } from "node:test";

import { create_links } from "../../web/links.js";

/** @param {{ writeText(text: string): Promise<void> } | null} clipboard */
function links_with(clipboard, first = null) {
  const reports = [];
  const kept = [];
  const heard = [];
  const links = create_links({
    report: (name, fields) => reports.push([name, fields]),
    invitation: { first, keep: (invitation) => kept.push(invitation), follow: (listener) => heard.push(listener) },
    clipboard,
    location: { href: "https://parley.example/talk/?record#call=Ada" },
    fill: (bytes) => bytes.fill(255),
  });
  return { links, reports, kept, heard };
}

test("a secret is told within the gesture, in letters that an address can hold", () => {
  const { links, reports } = links_with(null);
  links.make();
  assert.deepEqual(reports, [["links-made", { room: "_".repeat(21) + "w" }]]);
});

test("a link leads to this page and is put into the clipboard", async () => {
  const written = [];
  const { links, reports } = links_with({ writeText: async (text) => void written.push(text) });
  await links.write({ room: "secret", person: "" });
  await links.write({ room: "", person: "Ada Löwe & Co" });
  assert.deepEqual(written, [
    "https://parley.example/talk/?record#room=secret",
    "https://parley.example/talk/?record#call=Ada%20L%C3%B6we%20%26%20Co",
  ]);
  assert.deepEqual(reports.map(([, { address }]) => address), ["", ""]);
});

test("where the clipboard is refused or missing, the link is told to be shown", async () => {
  const refused = links_with({ writeText: () => Promise.reject(new Error("denied")) });
  await refused.links.write({ room: "secret", person: "" });
  const missing = links_with(null);
  await missing.links.write({ room: "secret", person: "" });
  for (const { reports } of [refused, missing]) {
    assert.equal(reports[0][1].address, "https://parley.example/talk/?record#room=secret");
  }
});

test("what is kept for the next page, and what a further link says", () => {
  const { links, kept, heard, reports } = links_with(null);
  links.keep({ room: "secret", own: true });
  links.keep({ room: "", own: false });
  assert.deepEqual(kept, [{ room: "secret", person: "", own: true }, null]);
  heard[0]({ room: "", person: "Ben", own: false });
  assert.deepEqual(reports, [["links-opened", { room: "", person: "Ben", own: false }]]);
});

test("the link by which the page was opened is told at once", () => {
  const first = { room: "0123456789abcdef", person: "", own: false };
  assert.deepEqual(links_with(null, first).reports, [["links-opened", first]]);
});
