import assert from "node:assert/strict";
import { test } from "node:test";

import { create_invitation, invitation_in } from "../../web/invitation.js";

const SECRET = "0123456789abcdefghij_-";

/** A page at an address, with a storage of its own. */
function fake_page(hash, stored = new Map()) {
  const view = new EventTarget();
  Object.assign(view, {
    location: { hash, pathname: "/parley/", search: "?record", reloads: 0, reload() { this.reloads += 1; } },
    history: { shown: [], replaceState(state, title, address) { this.shown.push(address); view.location.hash = ""; } },
  });
  const storage = { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => stored.set(key, value), removeItem: (key) => stored.delete(key) };
  return { view, stored, invitation: create_invitation(view, () => storage) };
}

test("a fragment is a room, a person, or nothing", () => {
  assert.deepEqual(invitation_in(`#room=${SECRET}`), { room: SECRET, person: "", own: false });
  assert.deepEqual(invitation_in("#call=Ada%20L%C3%B6we"), { room: "", person: "Ada Löwe", own: false });
  for (const other of ["", "#", "#room=short", "#room=with spaces in it all over", "#call=", "#call=%20", "#elsewhere"]) {
    assert.equal(invitation_in(other), null, other);
  }
});

test("the link is taken out of the address bar and survives a reload", () => {
  const first = fake_page(`#room=${SECRET}`);
  assert.equal(first.invitation.first.room, SECRET);
  assert.deepEqual(first.view.history.shown, ["/parley/?record"]);
  const second = fake_page("", first.stored);
  assert.equal(second.invitation.first.room, SECRET);
  second.invitation.keep(null);
  assert.deepEqual(fake_page("", first.stored).invitation.first, null);
});

test("a link put into an open page reloads it, or is told to whoever follows", () => {
  const { view, invitation } = fake_page("");
  view.location.hash = "#elsewhere";
  view.dispatchEvent(new Event("hashchange"));
  assert.equal(view.location.reloads, 0);
  view.location.hash = `#room=${SECRET}`;
  view.dispatchEvent(new Event("hashchange"));
  assert.equal(view.location.reloads, 1);
  const heard = [];
  invitation.follow((found) => heard.push(found.person));
  view.location.hash = "#call=Ben";
  view.dispatchEvent(new Event("hashchange"));
  assert.deepEqual(heard, ["Ben"]);
  assert.equal(view.location.reloads, 1);
});

test("without storage the link is still read", () => {
  const { view } = fake_page("");
  view.location.hash = "#call=Ben";
  const invitation = create_invitation(view, () => { throw new Error("forbidden"); });
  assert.equal(invitation.first.person, "Ben");
});
