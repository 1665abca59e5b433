// Making oneself noticed outside of the page's picture: tones, a notification, the page's icon, vibration. When is the program's.

const RING_PATTERN = [400, 200, 400, 2000];  // ms on, off, …
const RINGS = 15;  // browsers bound the length of a pattern
const DOT = "%3Ccircle cx='21' cy='7' r='6' fill='%23D93644'/%3E%3C/svg%3E";

/**
 * @param {object} options
 * @param {(name: string, fields: object) => void} options.report
 * @param {(words: string) => void} options.note
 * @param {ReturnType<typeof import("./tones.js").create_tones>} options.tones
 * @param {Window & typeof globalThis} [options.view]
 */
export function create_ringing({ report, note, tones, view = window }) {
  const page = view.document;
  /** @type {Notification | null} */
  let shown = null;
  const icon = /** @type {HTMLLinkElement | null} */ (page.querySelector('link[rel="icon"]'));
  const plain = icon?.href ?? "";

  function permission() {
    if (!("Notification" in view)) return "absent";
    return { default: "askable", granted: "granted", denied: "denied" }[view.Notification.permission];
  }
  const tell_permission = () => report("ringing-permitted", { permission: permission() });

  /** Whether somebody who looks at the screen sees this page. */
  const in_front = () => page.visibilityState === "visible" && page.hasFocus();

  /** @param {string} title @param {string} text */
  function notify(title, text) {
    if (in_front() || permission() !== "granted") return;
    try {
      shown = new view.Notification(title, { body: text, tag: "parley-ring", requireInteraction: true, icon: plain });
    } catch (error) {
      note(`notification: ${error}`);  // phones want a service worker for it
      return;
    }
    shown.onclick = () => {
      view.focus();
      shown?.close();
    };
  }

  tell_permission();

  return {
    /** @param {{ tone: string, loop: boolean, speaker: string }} fields */
    play({ tone, loop, speaker }) {
      if (tone === "none") tones.stop();
      else tones.play(/** @type {import("./tones.js").Tone} */ (tone), { loop, sink: speaker });
    },

    /** @param {{ title: string, text: string }} fields */
    notice({ title, text }) {
      notify(title, text);
      if (icon) icon.href = plain.replace("%3C/svg%3E", DOT);
      // Before the first gesture a browser would refuse it, and say so in its console.
      if (view.navigator.userActivation?.hasBeenActive) {
        view.navigator.vibrate?.(Array.from({ length: RINGS }, () => RING_PATTERN).flat());
      }
    },

    withdraw() {
      shown?.close();
      shown = null;
      if (icon) icon.href = plain;
      if (view.navigator.userActivation?.hasBeenActive) view.navigator.vibrate?.(0);
    },

    async ask() {
      try {
        await view.Notification.requestPermission();
      } finally {
        tell_permission();
      }
    },
  };
}
