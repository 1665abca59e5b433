// Measures and rasterises single lines of text with a 2D canvas, so that every script and emoji that the browser can draw can
// be drawn by the program, and no font is shipped.

const PADDING = 1;       // device px around the ink for its smoothed edge
const LARGEST = 8192;    // device px; a longer run is cut

/** @param {{ family: string, create_canvas?: () => HTMLCanvasElement }} options */
export function create_text({ family, create_canvas = () => document.createElement("canvas") }) {
  const canvas = create_canvas();
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  let font = "";

  /**
   * @param {number} size in the canvas's px
   * @param {number} weight
   * @param {boolean} right_to_left
   */
  function use(size, weight, right_to_left) {
    const wanted = `${weight} ${size}px ${family}`;
    if (wanted !== font) {
      context.font = wanted;
      font = wanted;
    }
    context.direction = right_to_left ? "rtl" : "ltr";
  }

  return {
    /** @param {number} size @param {number} weight @returns {{ ascent: number, descent: number }} */
    metrics(size, weight) {
      use(size, weight, false);
      const { fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText("x");
      return { ascent: fontBoundingBoxAscent, descent: fontBoundingBoxDescent };
    },

    /** @param {number} size @param {number} weight @param {string} text @param {boolean} right_to_left */
    measure(size, weight, text, right_to_left) {
      use(size, weight, right_to_left);
      return context.measureText(text).width;
    },

    /**
     * @param {number} size
     * @param {number} weight
     * @param {string} text
     * @param {boolean} right_to_left
     * @param {number} density
     * @param {string} ink a CSS colour
     * @returns {import("./types.d.ts").TextPicture}
     */
    rasterize(size, weight, text, right_to_left, density, ink) {
      use(size * density, weight, right_to_left);
      context.textAlign = "left";  // of the whole line, whatever its direction
      const box = context.measureText(text);
      const left = Math.ceil(box.actualBoundingBoxLeft) + PADDING;
      const up = Math.ceil(box.actualBoundingBoxAscent) + PADDING;
      const width = Math.min(left + Math.ceil(box.actualBoundingBoxRight) + PADDING, LARGEST);
      const height = Math.min(up + Math.ceil(box.actualBoundingBoxDescent) + PADDING, LARGEST);
      if (!(box.width > 0) || width <= 2 * PADDING || height <= 2 * PADDING) {
        return { width: 0, height: 0, left: 0, top: 0, colored: false, pixels: null };
      }
      if (canvas.width < width || canvas.height < height) {
        canvas.width = Math.max(canvas.width, width);
        canvas.height = Math.max(canvas.height, height);
        font = "";  // a new size resets the context
        use(size * density, weight, right_to_left);
        context.textAlign = "left";
      }
      context.clearRect(0, 0, width, height);
      context.fillStyle = ink;
      context.fillText(text, left, up);
      const pixels = context.getImageData(0, 0, width, height).data;
      return { width, height, left: -left, top: -up, colored: has_colors(pixels, context.fillStyle), pixels };
    },
  };
}

/**
 * Whether the picture has colours other than its ink: emoji. Faint pixels are left out; straight alpha is imprecise there.
 * @param {Uint8ClampedArray} pixels
 * @param {string | CanvasGradient | CanvasPattern} ink as the canvas spells it: "#rrggbb" for an opaque colour
 */
function has_colors(pixels, ink) {
  const rgb = parseInt(String(ink).slice(1, 7), 16);
  const red = rgb >> 16;
  const green = (rgb >> 8) & 255;
  const blue = rgb & 255;
  for (let i = 0; i < pixels.length; i += 4) {
    if (pixels[i + 3] < 160) continue;
    if (Math.abs(pixels[i] - red) > 8 || Math.abs(pixels[i + 1] - green) > 8 || Math.abs(pixels[i + 2] - blue) > 8) return true;
  }
  return false;
}
