// Timers by name, one of each: starting one again moves it. Hidden tabs may delay them up to a minute.

const LONGEST_MS = 2 ** 31 - 1;  // what setTimeout can hold; longer would fire at once

/** @param {Pick<import("./types.d.ts").Program, "on_timer">} report */
export function create_clock(report) {
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  const running = new Map();

  /** @param {string} name */
  function stop(name) {
    clearTimeout(running.get(name));
    running.delete(name);
  }

  return {
    /**
     * @param {string} name
     * @param {number} milliseconds
     */
    start(name, milliseconds) {
      stop(name);
      const timer = setTimeout(() => {
        running.delete(name);
        report.on_timer(name);
      }, Math.min(Math.max(milliseconds, 0), LONGEST_MS));
      running.set(name, timer);
    },
    stop,
    /** Since the page began, in milliseconds; never goes back. */
    now: () => performance.now(),
    /** 32 random bits that nobody can foresee. */
    dice: () => crypto.getRandomValues(new Uint32Array(1))[0],
  };
}
