import assert from "node:assert/strict";
import { test } from "node:test";

import { create_settings, level_of, relay_answers } from "../../web/settings.js";
import { settled } from "./support/fakes.js";

/** A Storage in memory whose keys are its own properties, as the browser's are. */
function fake_storage(entries = {}) {
  const storage = { ...entries };
  const hidden = (name, value) => Object.defineProperty(storage, name, { value, enumerable: false });
  hidden("getItem", (key) => storage[key] ?? null);
  hidden("setItem", (key, value) => (storage[key] = String(value)));
  hidden("removeItem", (key) => delete storage[key]);
  return storage;
}

function settings_with({ listed = [], browser = fake_storage(), tab = fake_storage(), ...others } = {}) {
  const reports = [];
  const devices = Object.assign(new EventTarget(), { enumerateDevices: async () => listed });
  const settings = create_settings({
    report: (name, fields) => reports.push([name, fields]),
    note: () => {},
    media: { track: () => null },
    peers: { limit_picture: () => {} },
    remote: { set_speaker: async () => {}, can_choose_speaker: () => true },
    tones: { play: () => {} },
    set_scheme: () => {},
    version: "https://host/version",
    devices,
    open_browser: () => browser,
    open_tab: () => tab,
    request: async () => ({ ok: true }),
    Connection: class { constructor() { throw new Error("none"); } },
    ...others,
  });
  return { settings, reports, devices, browser, tab, listed };
}

test("what is stored is loaded again", () => {
  const { settings, reports } = settings_with();
  settings.store({ chosen: { microphoneId: "usb", pushToTalk: true } });
  settings.load();
  assert.deepEqual(reports, [["settings-loaded", { chosen: { microphoneId: "usb", pushToTalk: true } }]]);
});

test("without storage, or with what somebody else has written, nothing was chosen", () => {
  for (const browser of [fake_storage({ "parley.settings": "no json" }), fake_storage({ "parley.settings": "null" })]) {
    const { settings, reports } = settings_with({ browser });
    settings.load();
    assert.deepEqual(reports, [["settings-loaded", { chosen: {} }]]);
  }
  const { settings, reports } = settings_with({ open_browser: () => { throw new Error("forbidden"); } });
  settings.store({ chosen: {} });
  settings.erase({ session: false });
  settings.load();
  assert.deepEqual(reports, [["settings-loaded", { chosen: {} }]]);
});

test("members that are not plain are left out", () => {
  const { settings, reports } = settings_with({ browser: fake_storage({ "parley.settings": '{"cameraId":["x"],"relayOnly":true}' }) });
  settings.load();
  assert.deepEqual(reports, [["settings-loaded", { chosen: { relayOnly: true } }]]);
});

test("erasing takes everything of ours and nothing else", () => {
  const browser = fake_storage({ "parley.settings": "{}", "parley.account": "Ada", other: "kept" });
  const tab = fake_storage({ "parley.session": "{}" });
  const { settings } = settings_with({ browser, tab });
  settings.erase({ session: false });
  assert.deepEqual({ ...browser }, { other: "kept" });
  assert.deepEqual({ ...tab }, { "parley.session": "{}" }, "somebody is signed in");
  settings.erase({ session: true });
  assert.deepEqual({ ...tab }, {});
});

test("devices are listed, and again when one comes", async () => {
  const listed = [
    { kind: "audioinput", deviceId: "usb", label: "Studio USB", groupId: "g" },
    { kind: "audioinput", deviceId: "communications", label: "Communications", groupId: "g" },
    { kind: "videoinput", deviceId: "", label: "", groupId: "" },
  ];
  const { settings, reports, devices } = settings_with({ listed });
  await settings.list();
  assert.deepEqual(reports, [["settings-devices", {
    devices: [{ kind: "microphone", id: "usb", label: "Studio USB", group: "g" }], canChooseSpeaker: true,
  }]]);
  listed.push({ kind: "videoinput", deviceId: "desk", label: "Desk", groupId: "" });
  devices.dispatchEvent(new Event("devicechange"));
  await settled();
  assert.equal(reports.length, 2);
  assert.deepEqual(reports[1][1].devices[1], { kind: "camera", id: "desk", label: "Desk", group: "" });
});

test("a browser that refuses the list has none", async () => {
  const devices = Object.assign(new EventTarget(), { enumerateDevices: () => Promise.reject(new Error("no")) });
  const { settings, reports } = settings_with({ devices });
  await settings.list();
  assert.deepEqual(reports, [["settings-devices", { devices: [], canChooseSpeaker: true }]]);
});

test("the level goes from silence to full scale in 24 steps", () => {
  assert.equal(level_of(new Float32Array(64)), 0);
  assert.equal(level_of(new Float32Array(64).fill(1)), 24);
  assert.equal(level_of(new Float32Array(64).fill(0.0316)), 12, "-30 dB");
});

test("a test tone that cannot be played is told", () => {
  const { settings, reports } = settings_with({ tones: { play: () => { throw new Error("no sound"); } } });
  settings.test_speaker({ id: "" });
  assert.deepEqual(reports, [["settings-speaker-tested", { works: false }]]);
});

test("the check asks the server and the relay", async () => {
  const { settings, reports } = settings_with();
  await settings.check({ relays: [{ urls: ["turn:host"], username: "u", credential: "c" }] });
  assert.deepEqual(reports, [["settings-checked", { server: true, relay: false }]]);
});

test("a relay answers with an address of its own", async () => {
  class Connection extends EventTarget {
    constructor(configuration) {
      super();
      assert.equal(configuration.iceTransportPolicy, "relay");
    }
    createDataChannel() {}
    async setLocalDescription() {
      this.dispatchEvent(Object.assign(new Event("icecandidate"), { candidate: { candidate: this.found } }));
      this.dispatchEvent(Object.assign(new Event("icecandidate"), { candidate: null }));
    }
    close() {}
  }
  const of = (found) => class extends Connection { found = found; };
  assert.equal(await relay_answers([], of("candidate:1 1 udp 1 192.0.2.1 9 typ relay raddr 0.0.0.0")), true);
  assert.equal(await relay_answers([], of("")), false);
});
