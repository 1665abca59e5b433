// Runs in every page before the page's own scripts. It watches from outside what the program does with the browser: peer
// connections, devices, animation frames, what the live regions say; and it makes devices fail as real ones do. The program
// cannot tell that it is there.

/**
 * What a device does instead of opening: the name of a DOMException, "dismissed", or "never" (no answer at all).
 * @typedef {"NotAllowedError" | "NotFoundError" | "NotReadableError" | "dismissed" | "never"} Fault
 * @typedef {{ camera?: Fault, microphone?: Fault, relay_only?: boolean }} Faults `relay_only`: a network that lets nothing
 * through but what goes by a relay
 */

/** Self-contained: puppeteer carries its source into the page. @param {Faults} faults */
export function probe(faults) {
  /** @type {RTCPeerConnection[]} */
  const peers = [];
  /** @type {MediaStreamTrack[]} */
  const tracks = [];
  const watched = {
    faults,
    peers,
    tracks,
    /** Each question to the devices. @type {{ audio: boolean, video: boolean }[]} */
    captures: [],
    /** Each track that a sender was given. @type {string[]} */
    sent: [],
    /** Tones that play until they are stopped, and those that were played once. */
    loops: 0,
    sounds: 0,
    /** Titles of those that are shown. @type {string[]} */
    notifications: [],
    frames: 0,
    draw_calls: 0,
    /** Everything the two live regions said, in order. @type {{ region: string, text: string }[]} */
    said: [],
    first_remote_frame: 0,
  };
  Object.defineProperty(globalThis, "watched", { value: watched });

  /** @param {RTCConfiguration | undefined} configuration */
  const by_relay = (configuration) => (watched.faults.relay_only ? { ...configuration, iceTransportPolicy: "relay" } : configuration);
  const set_configuration = RTCPeerConnection.prototype.setConfiguration;
  RTCPeerConnection.prototype.setConfiguration = function (/** @type {RTCConfiguration} */ configuration) {
    return set_configuration.call(this, /** @type {RTCConfiguration} */ (by_relay(configuration)));
  };
  globalThis.RTCPeerConnection = new Proxy(RTCPeerConnection, {
    construct(target, [configuration, ...values], newTarget) {
      const peer = Reflect.construct(target, [by_relay(configuration), ...values], newTarget);
      peers.push(peer);
      return peer;
    },
  });
  const replace_track = RTCRtpSender.prototype.replaceTrack;
  RTCRtpSender.prototype.replaceTrack = function (/** @type {MediaStreamTrack | null} */ track) {
    if (track) watched.sent.push(track.kind);
    return replace_track.call(this, track);
  };

  const media = navigator.mediaDevices;
  if (media) {
    const get_user_media = media.getUserMedia.bind(media);
    media.getUserMedia = async (wish = {}) => {
      watched.captures.push({ audio: Boolean(wish.audio), video: Boolean(wish.video) });
      // One device that fails fails the whole question.
      for (const fault of [wish.audio && watched.faults.microphone, wish.video && watched.faults.camera]) {
        if (!fault) continue;
        if (fault === "never") await new Promise(() => {});
        if (fault === "dismissed") throw new DOMException("Permission dismissed", "NotAllowedError");
        throw new DOMException(fault === "NotAllowedError" ? "Permission denied" : "", fault);
      }
      const stream = await get_user_media(wish);
      tracks.push(...stream.getTracks());
      return stream;
    };
  }

  const clone = MediaStreamTrack.prototype.clone;
  MediaStreamTrack.prototype.clone = function () {
    const copy = clone.call(this);
    tracks.push(copy);  // a copy keeps the device open, too
    return copy;
  };

  // Tones are buffers that are played; one that is repeated plays until it is stopped.
  const { start: start_source, stop: stop_source } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (/** @type {any[]} */ ...values) {
    if (this.loop) watched.loops += 1;
    else watched.sounds += 1;
    return start_source.apply(this, /** @type {any} */ (values));
  };
  AudioBufferSourceNode.prototype.stop = function (/** @type {any[]} */ ...values) {
    if (this.loop) watched.loops -= 1;
    return stop_source.apply(this, /** @type {any} */ (values));
  };
  if (globalThis.Notification) {
    globalThis.Notification = new Proxy(Notification, {
      construct(target, values, newTarget) {
        const notification = Reflect.construct(target, values, newTarget);
        watched.notifications.push(notification.title);
        notification.addEventListener("close", () => watched.notifications.splice(watched.notifications.indexOf(notification.title), 1));
        return notification;
      },
    });
  }

  const request_frame = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (callback) => {
    watched.frames += 1;
    return request_frame(callback);
  };
  for (const name of /** @type {const} */ (["drawArrays", "drawElements", "drawElementsInstanced", "drawArraysInstanced"])) {
    /** @type {any} */
    const prototype = WebGL2RenderingContext.prototype;
    const draw = prototype[name];
    prototype[name] = function (/** @type {any[]} */ ...values) {
      watched.draw_calls += 1;
      return draw.apply(this, values);
    };
  }

  addEventListener("DOMContentLoaded", () => {
    for (const region of ["status", "alert"]) {
      const element = document.getElementById(region);
      if (!element) continue;
      new MutationObserver(() => {
        watched.said.push({ region, text: element.textContent ?? "" });
      }).observe(element, { childList: true, characterData: true, subtree: true });
    }
  });
}
