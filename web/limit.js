// A time limit for promises: browsers have promises that never settle (a description of a closed connection, a driver that hangs).

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {number} milliseconds
 * @param {string} what for the reason of the rejection
 * @returns {Promise<T>} `promise`, or a rejection once the time is over
 */
export function limited(promise, milliseconds, what) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what} took longer than ${milliseconds / 1000} s`)), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * The browser's words for a failure, for our log.
 * @param {unknown} error
 * @returns {string}
 */
export function reason_of(error) {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
