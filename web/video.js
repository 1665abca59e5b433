// Where the <video> elements lie under the canvas. A picture that was hidden shows again with its next frame, not with the
// one from before: the other side would seem frozen.

/** A hidden page gets no frames; then the element is shown without. */
const NEXT_FRAME_MS = 1000;

/**
 * @typedef {import("./types.d.ts").VideoPlacement} VideoPlacement
 */

/**
 * @param {Record<VideoPlacement["video"], HTMLVideoElement>} videos
 * @param {HTMLElement} region holds them; a landmark while one of them is shown
 */
export function create_videos(videos, region) {
  /** Videos that are placed, and whether a frame has come since. @type {Map<HTMLVideoElement, { fresh: boolean, opacity: number }>} */
  const placed = new Map();

  /** @param {HTMLVideoElement} video */
  function show_next_frame(video) {
    const state = { fresh: false, opacity: 1 };
    placed.set(video, state);
    const show = () => {
      state.fresh = true;
      if (placed.get(video) === state) video.style.opacity = String(state.opacity);
    };
    if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(show);
    setTimeout(show, NEXT_FRAME_MS);
  }

  /**
   * @param {HTMLVideoElement} video
   * @param {VideoPlacement} placement
   * @param {number} layer
   */
  function place_one(video, { rect: [x, y, width, height], radius, fit, mirrored, opacity, name }, layer) {
    if (!placed.has(video)) show_next_frame(video);
    const state = /** @type {{ fresh: boolean, opacity: number }} */ (placed.get(video));
    state.opacity = opacity;
    const style = video.style;
    style.left = `${x}px`;
    style.top = `${y}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.borderRadius = `${radius}px`;
    style.objectFit = fit;
    style.transform = mirrored ? "scaleX(-1)" : "";
    style.zIndex = String(layer);
    style.opacity = state.fresh ? String(opacity) : "0";
    style.visibility = "visible";
    video.setAttribute("aria-label", name);
  }

  return {
    /** @param {VideoPlacement[]} placements bottom first; videos that are not among them are hidden */
    place(placements) {
      placements.forEach((placement, layer) => place_one(videos[placement.video], placement, layer));
      const shown = new Set(placements.map(({ video }) => videos[video]));
      for (const video of Object.values(videos)) {
        if (shown.has(video) || !placed.has(video)) continue;
        placed.delete(video);
        video.style.visibility = "hidden";
        video.removeAttribute("aria-label");
      }
      if (shown.size > 0) region.setAttribute("aria-label", "Video");
      else region.removeAttribute("aria-label");
    },
  };
}
