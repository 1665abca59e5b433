// What comes from the other side: its picture in #remote-video, its screen in #remote-screen, its sound in an audio element. Each is played as soon as it is
// there; sound that the browser holds back is reported and played on request, within a gesture.

/**
 * @typedef {import("./peer.js").Slot} Slot
 */

/**
 * @param {object} options
 * @param {Pick<import("./types.d.ts").Program, "on_sound_blocked">} options.report
 * @param {HTMLVideoElement} options.video
 * @param {HTMLVideoElement} options.screen
 * @param {HTMLAudioElement} options.audio
 * @param {(tracks: MediaStreamTrack[]) => MediaStream} [options.stream_of]
 */
export function create_remote({ report, video, screen, audio, stream_of = (tracks) => new MediaStream(tracks) }) {
  /** The connection whose media is shown: the latest one. @type {object | null} */
  let shown = null;
  let blocked = false;

  /** @param {boolean} now */
  function tell(now) {
    if (now === blocked) return;
    blocked = now;
    report.on_sound_blocked(now);
  }

  // Neither promise of `play` is waited for: they do not settle before the first data.
  function play_sound() {
    audio.play().then(() => tell(false), (error) => {
      // AbortError: other media took its place meanwhile, and has its own promise.
      if (error?.name === "NotAllowedError") tell(true);
    });
  }

  return {
    /**
     * @param {object} connection
     * @param {Slot} slot
     * @param {MediaStreamTrack} track
     */
    show(connection, slot, track) {
      if (connection !== shown) {
        shown = connection;
        video.srcObject = null;
        screen.srcObject = null;
        audio.srcObject = null;
      }
      if (slot === "camera" || slot === "screen") {
        const picture = slot === "camera" ? video : screen;
        picture.srcObject = stream_of([track]);
        picture.play().catch(() => {});  // muted, so never held back; rejected only when replaced
      } else if (slot === "microphone" || slot === "screen_audio") {
        const others = /** @type {MediaStream | null} */ (audio.srcObject)?.getTracks().filter(({ readyState }) => readyState !== "ended") ?? [];
        audio.srcObject = stream_of([...others, track]);
        play_sound();
      }
    },

    /** @param {object} connection */
    forget(connection) {
      if (connection !== shown) return;
      shown = null;
      video.srcObject = null;
      screen.srcObject = null;
      audio.srcObject = null;
      tell(false);
    },

    play_sound() {
      if (audio.srcObject) play_sound();
    },

    can_choose_speaker: () => "setSinkId" in audio,

    /** @param {string} id of a speaker; empty: the system's choice */
    async set_speaker(id) {
      if ("setSinkId" in audio) await audio.setSinkId(id);
    },
  };
}
