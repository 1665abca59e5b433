// Tones, made of sine waves in memory: no file is fetched. A loop is one buffer that the audio hardware repeats, so that it keeps
// its beat where a hidden tab's timers do not. When and what is played is the program's.

/**
 * @typedef {"ring" | "ring-back" | "lost" | "ended" | "message" | "test"} Tone
 * @typedef {{ at: number, seconds: number, hertz: number[] }} Note `at`: seconds from the beginning
 * @typedef {{ seconds: number, loudness: number, notes: Note[] }} Melody
 */

/** @type {Record<Tone, Melody>} */
const MELODIES = {
  ring: { seconds: 3, loudness: 0.5, notes: [0, 0.45].flatMap((at) => [
    { at, seconds: 0.16, hertz: [587.33, 880] },
    { at: at + 0.16, seconds: 0.26, hertz: [783.99, 1174.66] },
  ]) },
  "ring-back": { seconds: 4, loudness: 0.2, notes: [{ at: 0, seconds: 1, hertz: [425, 440] }] },
  lost: { seconds: 0.9, loudness: 0.35, notes: [
    { at: 0, seconds: 0.2, hertz: [493.88] }, { at: 0.26, seconds: 0.2, hertz: [415.3] }, { at: 0.52, seconds: 0.36, hertz: [311.13] },
  ] },
  ended: { seconds: 0.5, loudness: 0.3, notes: [{ at: 0, seconds: 0.16, hertz: [587.33] }, { at: 0.18, seconds: 0.28, hertz: [440] }] },
  message: { seconds: 0.3, loudness: 0.25, notes: [{ at: 0, seconds: 0.1, hertz: [783.99] }, { at: 0.08, seconds: 0.2, hertz: [1046.5] }] },
  test: { seconds: 1.2, loudness: 0.5, notes: [261.63, 329.63, 392, 523.25].map((hertz, i) => ({ at: i * 0.22, seconds: 0.4, hertz: [hertz] })) },
};
const EDGE_SECONDS = 0.012;  // in which a note comes and goes, so that it does not click

/**
 * One channel of samples from -1 to 1.
 * @param {Tone} tone
 * @param {number} rate samples a second
 */
export function samples_of(tone, rate) {
  const { seconds, loudness, notes } = MELODIES[tone];
  const samples = new Float32Array(Math.round(seconds * rate));
  for (const { at, seconds: length, hertz } of notes) {
    const first = Math.round(at * rate);
    const count = Math.min(Math.round(length * rate), samples.length - first);
    for (let i = 0; i < count; ++i) {
      const edge = Math.min(1, i / rate / EDGE_SECONDS, (count - i) / rate / EDGE_SECONDS);
      let wave = 0;
      for (const each of hertz) wave += Math.sin((2 * Math.PI * each * i) / rate);
      samples[first + i] += (wave / hertz.length) * edge * loudness;
    }
  }
  return samples;
}

/**
 * @param {object} [options]
 * @param {() => AudioContext} [options.create_context]
 * @param {EventTarget} [options.page] where a gesture is noticed
 */
export function create_tones({ create_context = () => new AudioContext(), page = document } = {}) {
  /** @type {AudioContext | null} */
  let context = null;
  /** @type {AudioBufferSourceNode | null} */
  let source = null;
  let sink = "";

  // Browsers hold sound back until somebody has touched the page; then what still plays is heard.
  const GESTURES = ["pointerup", "keydown"];
  const resume = () => {
    for (const gesture of GESTURES) page.removeEventListener(gesture, resume, { capture: true });
    if (source) context?.resume().catch(() => {});
  };
  function resume_with_gesture() {
    for (const gesture of GESTURES) page.addEventListener(gesture, resume, { capture: true });
  }

  function stop() {
    const playing = source;
    source = null;
    playing?.stop();
    playing?.disconnect();
    // A context that runs keeps the sound device awake.
    context?.suspend().catch(() => {});
  }

  /**
   * In place of what plays.
   * @param {Tone} tone
   * @param {{ sink?: string, loop?: boolean }} [options] `sink`: the id of a speaker; empty: the system's choice
   */
  function play(tone, { sink: wanted = "", loop = false } = {}) {
    stop();
    const audio = (context ??= create_context());
    const choosing = /** @type {AudioContext & { setSinkId?: (id: string) => Promise<void> }} */ (audio);
    if (wanted !== sink && choosing.setSinkId) {
      sink = wanted;
      choosing.setSinkId(wanted).catch(() => {});  // unplugged meanwhile: the former one plays
    }
    const samples = samples_of(tone, audio.sampleRate);
    const buffer = audio.createBuffer(1, samples.length, audio.sampleRate);
    buffer.copyToChannel(samples, 0);
    const node = audio.createBufferSource();
    node.buffer = buffer;
    node.loop = loop;
    node.connect(audio.destination);
    node.addEventListener("ended", () => {
      if (source === node) stop();
    });
    source = node;
    node.start();
    audio.resume().catch(() => {});  // settles only once the browser allows it
    if (audio.state !== "running") resume_with_gesture();
  }

  return { play, stop };
}
