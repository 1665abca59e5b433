// A client of another make: a page with a script of its own that speaks the protocol of `/ws` as src/core/protocol/README.md has it. It offers
// ordinary tracks, has no transceivers in reserve, and negotiates anew whenever it adds one.
import { eventually } from "./wait.js";

/** Self-contained: puppeteer carries its source into the page. @param {string} name */
function client(name) {
  const numbered = new Set(["call-request", "call-end", "offer", "answer", "ice-candidate"]);
  let seq = 0;
  let version = 0;
  let generation = 1;
  let call = "";
  /** @type {object[]} */
  const held = [];
  /** @type {any[]} */
  const early = [];
  const state = { joined: false, connected: false };
  const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws`, "parley.1");
  /** @param {any} message */
  const send = (message) => socket.send(JSON.stringify(numbered.has(message.type) ? { ...message, seq: ++seq } : message));

  /** A picture that moves, in this colour. @param {string} color */
  function picture(color) {
    const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    let step = 0;
    setInterval(() => {
      context.fillStyle = color;
      context.fillRect(0, 0, 320, 180);
      context.fillStyle = "#ffffff";
      context.fillRect((step += 8) % 320, 40, 60, 100);
    }, 40);
    return canvas.captureStream(25).getVideoTracks()[0];
  }
  function tone() {
    const audio = new AudioContext();
    const end = audio.createMediaStreamDestination();
    const oscillator = audio.createOscillator();
    oscillator.connect(end);
    oscillator.start();
    return end.stream.getAudioTracks()[0];
  }

  const peer = new RTCPeerConnection();
  peer.onicecandidate = ({ candidate }) => {
    if (candidate?.candidate === "") return;
    const one = candidate && {
      candidate: candidate.candidate, sdpMid: candidate.sdpMid, sdpMLineIndex: candidate.sdpMLineIndex, usernameFragment: candidate.usernameFragment,
    };
    const message = { type: "ice-candidate", generation, candidate: one };
    if (call) send({ ...message, callId: call });
    else held.push(message);
  };
  const tell_media = (screen = false) => send({
    type: "call-media", callId: call, generation, version: ++version, microphone: true, camera: true, screen, connected: true,
  });

  socket.onopen = () => send({ type: "hello", version: 1, client: "another make", name });
  socket.onmessage = async ({ data }) => {
    const message = JSON.parse(data);
    if (message.seq) send({ type: "ack", upTo: message.seq });
    if (message.type === "client-id") state.joined = true;
    if (message.type === "ping") send({ type: "pong", number: message.number });
    if (message.type === "call") {
      call ||= message.callId;
      for (const one of held.splice(0)) send({ ...one, callId: call });
      if (message.status === "ONGOING" && version === 0) tell_media();
    }
    if (message.type === "answer" && message.generation === generation) {
      await peer.setRemoteDescription({ type: "answer", sdp: message.sdp });
      for (const candidate of early.splice(0)) await peer.addIceCandidate(candidate);
      state.connected = true;
    }
    if (message.type === "ice-candidate") {
      const candidate = message.candidate ?? undefined;
      if (peer.remoteDescription) await peer.addIceCandidate(candidate).catch(() => {});
      else early.push(candidate);
    }
  };

  Object.assign(globalThis, {
    foreign: {
      state,
      /** @param {string} other */
      async call(other) {
        const stream = new MediaStream();
        peer.addTrack(tone(), stream);
        peer.addTrack(picture("#a04020"), stream);
        await peer.setLocalDescription();
        send({ type: "call-request", id: "m-1", name: other, media: "video", offer: peer.localDescription?.sdp });
      },
      async add_screen() {
        peer.addTrack(picture("#2040a0"), new MediaStream());
        generation += 1;
        await peer.setLocalDescription();
        send({ type: "offer", callId: call, generation, sdp: peer.localDescription?.sdp });
        tell_media(true);
      },
      /** The second picture, which is a screen as src/core/protocol/README.md has it, is not only announced. */
      async receives_screen() {
        const [, screen] = peer.getReceivers().filter(({ track }) => track.kind === "video");
        if (!screen) return false;
        return [...(await screen.getStats()).values()].some(({ type, framesDecoded }) => type === "inbound-rtp" && framesDecoded > 0);
      },
    },
  });
}

/** @param {import("./scenario.js").Stage} stage @param {string} address of the server @param {string} name */
export async function foreign_client(stage, address, name) {
  const person = await stage.arrival(name);
  person.expects_trouble(/favicon/);  // no page of ours names an icon there
  await person.page.setBypassCSP(true);  // of the answer that stands in for its own site
  await person.page.goto(new URL("/version", address).href);
  await person.page.evaluate(`(${client})(${JSON.stringify(name)})`);
  /** @param {string} what @param {"joined" | "connected"} state */
  const reaches = (what, state) =>
    eventually(`${name} ${what}`, () => person.page.evaluate((state) => /** @type {any} */ (globalThis).foreign.state[state], state));
  await reaches("has joined", "joined");
  return {
    /** @param {string} other */
    calls: (other) => person.page.evaluate((other) => /** @type {any} */ (globalThis).foreign.call(other), other),
    adds_screen: async () => {
      await reaches("is connected", "connected");
      await person.page.evaluate(() => /** @type {any} */ (globalThis).foreign.add_screen());
    },
    receives_screen: () => eventually(`${name} receives a screen`, () => person.page.evaluate(() => /** @type {any} */ (globalThis).foreign.receives_screen())),
  };
}
