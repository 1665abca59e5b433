// One pixel of what a page shows. A screenshot of it alone needs no decoder: in a PNG's first pixel every filter leaves the value as it is.
import { inflateSync } from "node:zlib";

/**
 * @param {import("./person.js").Person} person @param {number} x @param {number} y in the viewport
 * @returns {Promise<[red: number, green: number, blue: number]>}
 */
export async function pixel_at({ page }, x, y) {
  const clip = { x: Math.round(x), y: Math.round(y), width: 1, height: 1 };
  const png = Buffer.from(await page.screenshot({ encoding: "base64", clip }), "base64");
  const data = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") data.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const [, red, green, blue] = inflateSync(Buffer.concat(data));
  return [red, green, blue];
}
