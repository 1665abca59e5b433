// What a page holds, and calls that should leave it as it was.
/** @typedef {import("./person.js").Person} Person */
/** @typedef {{ nodes: number, listeners: number, heap: number }} Held `heap`: bytes of JavaScript's objects */

/** Chromium alone tells. @param {Person} person @returns {Promise<() => Promise<Held>>} asks, once the garbage is gone */
export async function counter_of(person) {
  const inside = await person.page.createCDPSession();
  await inside.send("Performance.enable");
  return async () => {
    await inside.send("HeapProfiler.collectGarbage");
    const { nodes, jsEventListeners: listeners } = await inside.send("Memory.getDOMCounters");
    const { metrics } = await inside.send("Performance.getMetrics");
    return { nodes, listeners, heap: metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0 };
  };
}

/**
 * How many connections are open; forgets what the probe has kept of the calls until now.
 * @param {Person} person @returns {Promise<number>}
 */
const open_connections = (person) => person.page.evaluate(() => {
  const { peers, tracks, captures, sent, said } = /** @type {any} */ (globalThis).watched;
  for (const kept of [tracks, captures, sent, said]) kept.length = 0;
  return peers.splice(0).filter((/** @type {RTCPeerConnection} */ peer) => peer.connectionState !== "closed").length;
});

/** A call from Idle to Idle; returns how many of its connections are still open. @param {Person} ada @param {Person} ben */
export async function call_and_come_back(ada, ben) {
  await ada.press("button", "Video call Ben");
  await ben.press("button", "Accept");
  await ada.sees("paragraph", "Connected");
  await ada.hangs_up();
  for (const person of [ada, ben]) {
    await person.press("button", "Back");
    await person.sees("heading", /^You are /);
  }
  await ada.sees("paragraph", "Free");
  return (await open_connections(ada)) + (await open_connections(ben));
}
