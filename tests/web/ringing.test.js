import assert from "node:assert/strict";
import { test } from "node:test";

import { create_ringing } from "../../web/ringing.js";

function stage({ permission = "granted", in_front = false, notifications = true, refuses = false } = {}) {
  const reports = [];
  const played = [];
  const shown = [];
  const vibrated = [];
  const icon = { href: "data:image/svg+xml,%3Csvg%3E%3C/svg%3E" };
  class Notification {
    static permission = permission;
    static async requestPermission() {
      Notification.permission = "granted";
    }
    constructor(title, { body }) {
      if (refuses) throw new TypeError("Illegal constructor");
      Object.assign(this, { title, body, open: true });
      shown.push(this);
    }
    close() {
      this.open = false;
    }
  }
  const view = {
    document: { visibilityState: in_front ? "visible" : "hidden", hasFocus: () => in_front, querySelector: () => icon },
    navigator: { userActivation: { hasBeenActive: true }, vibrate: (pattern) => vibrated.push(pattern) },
    focused: 0,
    focus() { this.focused += 1; },
    ...(notifications && { Notification }),
  };
  const ringing = create_ringing({
    report: (name, fields) => reports.push([name, fields.permission]),
    note() {},
    tones: { play: (tone, options) => played.push([tone, options]), stop: () => played.push(["stop"]) },
    view,
  });
  return { ringing, reports, played, shown, vibrated, icon, view };
}

test("a ring out of sight is a notification, a mark on the icon and vibration; all are gone when it is over", () => {
  const { ringing, shown, vibrated, icon, view } = stage();
  const plain = icon.href;
  ringing.notice({ title: "Ben is calling", text: "Video call." });
  assert.equal(shown[0].title, "Ben is calling");
  assert.notEqual(icon.href, plain);
  assert.ok(vibrated[0].length > 4);
  shown[0].onclick();
  assert.equal(view.focused, 1);
  ringing.withdraw();
  assert.equal(shown[0].open, false);
  assert.equal(icon.href, plain);
  assert.equal(vibrated.at(-1), 0);
});

test("before one's eyes, without permission, or where pages may not notify, the rest still happens", () => {
  for (const options of [{ in_front: true }, { permission: "default" }, { notifications: false }, { refuses: true }]) {
    const { ringing, shown, icon } = stage(options);
    const plain = icon.href;
    ringing.notice({ title: "Ben is calling", text: "" });
    assert.equal(shown.length, 0);
    assert.notEqual(icon.href, plain);
    ringing.withdraw();
    assert.equal(icon.href, plain);
  }
});

test("what the browser allows is told at the start and after its question", async () => {
  assert.deepEqual(stage({ notifications: false }).reports, [["ringing-permitted", "absent"]]);
  assert.deepEqual(stage({ permission: "denied" }).reports, [["ringing-permitted", "denied"]]);
  const { ringing, reports } = stage({ permission: "default" });
  await ringing.ask();
  assert.deepEqual(reports, [["ringing-permitted", "askable"], ["ringing-permitted", "granted"]]);
});

test("a tone plays on its speaker, and none is silence", () => {
  const { ringing, played } = stage();
  ringing.play({ tone: "ring-back", loop: true, speaker: "s1" });
  ringing.play({ tone: "none", loop: false, speaker: "" });
  assert.deepEqual(played, [["ring-back", { loop: true, sink: "s1" }], ["stop"]]);
});
