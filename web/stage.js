// What a call is outside of the canvas: its picture over other windows, the page on the whole screen, a screen that stays awake, the
// system's media keys; and how large the pictures are that come in. What is pressed there is told, and decided by the program.

import { reason_of } from "./limit.js";

/**
 * What is shown of the call.
 * @typedef {{ live: boolean, video: boolean, name: string, microphone: boolean, camera: boolean }} Call
 */

const WINDOW_STYLE = `
  html, body { height: 100%; margin: 0; background: #0B0C12; overflow: hidden; font: 600 14px/20px -apple-system, "Segoe UI", Roboto, sans-serif; }
  video { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
  div { position: absolute; left: 0; right: 0; bottom: 12px; display: flex; justify-content: center; gap: 8px; }
  button { min-height: 44px; padding: 0 16px; border: 0; border-radius: 22px; font: inherit; color: #FFFFFF; background: #12141CEB; cursor: pointer; }
  button:last-child { background: #D93644; }
  button:focus-visible { outline: 2px solid #FFFFFF; outline-offset: 2px; }`;

/**
 * @param {object} options
 * @param {(name: string, fields: object) => void} options.report
 * @param {(words: string) => void} options.note
 * @param {Record<import("./types.d.ts").VideoPlacement["video"], HTMLVideoElement>} options.videos
 * @param {Window & typeof globalThis} [options.view]
 */
export function create_stage({ report, note, videos, view = window }) {
  const page = view.document;
  const { navigator } = view;
  const video = videos.remote;
  /** @type {{ requestWindow: (options: object) => Promise<Window>, window: Window | null } | undefined} */
  const floating = /** @type {any} */ (view).documentPictureInPicture;
  /** @type {Call} */
  let call = { live: false, video: false, name: "", microphone: false, camera: false };
  /** The window with our own controls, and its microphone button. @type {{ window: Window, mute: HTMLButtonElement } | null} */
  let own_window = null;
  /** @type {WakeLockSentinel | null} */
  let lock = null;
  let locking = false;

  // ---- picture in picture

  /** @param {boolean} on */
  const tell_picture = (on) => report("stage-picture-in-picture", { on });

  function name_buttons() {
    if (own_window) own_window.mute.textContent = call.microphone ? "Mute microphone" : "Unmute microphone";
  }

  /** @param {Window} window */
  function furnish(window) {
    const inside = window.document;
    inside.title = call.name;
    // Not a <style>: the page's security policy, which the window inherits, allows none.
    const style = new (/** @type {typeof globalThis} */ (/** @type {unknown} */ (window))).CSSStyleSheet();
    style.replaceSync(WINDOW_STYLE);
    inside.adoptedStyleSheets = [style];
    const picture = inside.createElement("video");
    Object.assign(picture, { autoplay: true, muted: true, playsInline: true, srcObject: video.srcObject });
    picture.setAttribute("aria-label", `${call.name}'s video`);
    const controls = inside.createElement("div");
    /** @param {string} what */
    const button = (what) => {
      const made = inside.createElement("button");
      made.type = "button";
      made.addEventListener("click", () => report("stage-wish", { what }));
      controls.append(made);
      return made;
    };
    const mute = button("toggle-microphone");
    button("hang-up").textContent = "Hang up";
    inside.body.append(picture, controls);
    own_window = { window, mute };
    name_buttons();
    window.addEventListener("pagehide", () => {
      if (own_window?.window !== window) return;
      own_window = null;
      tell_picture(false);
    });
    tell_picture(true);
  }

  async function open_element() {
    video.disablePictureInPicture = false;
    await video.requestPictureInPicture();
  }

  async function open_picture() {
    if (floating) {
      try {
        furnish(await floating.requestWindow({ width: 400, height: 240 }));
        return;
      } catch (error) {
        note(`a window of our own: ${reason_of(error)}`);
      }
    }
    await open_element();
  }

  video.addEventListener("enterpictureinpicture", () => tell_picture(true));
  video.addEventListener("leavepictureinpicture", () => {
    video.disablePictureInPicture = true;
    tell_picture(false);
  });

  // ---- the screen stays awake as long as there is a picture; browsers let go of it whenever the page is hidden

  async function keep_awake() {
    if (!call.video) {
      lock?.release().catch(() => {});
      lock = null;
      return;
    }
    if (lock || locking || page.hidden || !navigator.wakeLock) return;
    locking = true;
    try {
      const taken = await navigator.wakeLock.request("screen");
      taken.addEventListener("release", () => {
        if (lock === taken) lock = null;
      });
      lock = taken;
    } catch (error) {
      note(`keeping the screen awake: ${reason_of(error)}`);  // an empty battery, say
    }
    locking = false;
    if (!call.video) keep_awake();
  }

  // ---- the system's media keys and lock screen

  const WISHES = /** @type {const} */ ({ togglemicrophone: "toggle-microphone", togglecamera: "toggle-camera", hangup: "hang-up" });

  function tell_system() {
    const session = navigator.mediaSession;
    if (!session) return;
    session.metadata = call.live && view.MediaMetadata ? new view.MediaMetadata({ title: call.name, artist: "Parley" }) : null;
    session.playbackState = call.live ? "playing" : "none";
    for (const [action, what] of Object.entries(WISHES)) {
      try {
        session.setActionHandler(/** @type {MediaSessionAction} */ (action), call.live ? () => report("stage-wish", { what }) : null);
      } catch {
        // an action that this browser does not know
      }
    }
    // Newer than the types.
    const devices = /** @type {any} */ (session);
    Promise.resolve(devices.setMicrophoneActive?.(call.microphone)).catch(() => {});
    Promise.resolve(devices.setCameraActive?.(call.camera)).catch(() => {});
  }

  // ---- what the browser tells by itself

  /** @param {"remote" | "screen"} picture */
  function watch_size(picture) {
    const element = videos[picture];
    const tell = () => report("stage-picture-size", { picture, width: element.videoWidth, height: element.videoHeight });
    element.addEventListener("resize", tell);
    element.addEventListener("emptied", tell);
    if (element.videoWidth > 0) tell();
  }

  page.addEventListener("fullscreenchange", () => report("stage-full-screen", { on: page.fullscreenElement !== null }));
  page.addEventListener("visibilitychange", () => keep_awake());
  watch_size("remote");
  watch_size("screen");
  report("stage-abilities", {
    sharing: typeof navigator.mediaDevices?.getDisplayMedia === "function",
    pictureInPicture: Boolean(floating || (page.pictureInPictureEnabled && "requestPictureInPicture" in video)),
    fullScreen: Boolean(page.fullscreenEnabled),
  });

  return {
    /** @param {Call} now */
    show_call(now) {
      call = now;
      name_buttons();
      tell_system();
      return keep_awake();
    },

    /** Within a gesture. @param {{ on: boolean }} fields */
    async set_full_screen({ on }) {
      try {
        await (on ? page.documentElement.requestFullscreen() : page.exitFullscreen());
      } catch (error) {
        note(`full screen: ${reason_of(error)}`);
      }
    },

    /** Within a gesture. @param {{ on: boolean }} fields */
    async set_picture_in_picture({ on }) {
      try {
        if (on) {
          await open_picture();
        } else {
          own_window?.window.close();
          if (page.pictureInPictureElement) await page.exitPictureInPicture();
        }
      } catch (error) {
        video.disablePictureInPicture = true;
        note(`picture in picture: ${reason_of(error)}`);
      }
    },
  };
}
