// What many values come to, and how it is printed.

/** @param {number[]} values @param {number} share from 0 to 1 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  return sorted[below] + (at - below) * (sorted[Math.ceil(at)] - sorted[below]);
}

/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5);

/** @param {number[]} values */
export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param {number[]} values */
export const spread = (values) => `${Math.round(Math.min(...values))} to ${Math.round(Math.max(...values))} ms`;

/** @param {number} one @param {number} other */
export const ratio = (one, other) => `ratio ${(one / other).toFixed(2)}`;

/** @param {number} bytes */
export const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(2)} MiB`;

/** @param {{ width: number, height: number }} viewport */
export const size_words = ({ width, height }) => `${width} x ${height}`;
