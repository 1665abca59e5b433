// The canvas and what surrounds it: size, density, safe areas, the on-screen keyboard, and what the person's system asks of the
// look. All of it is read at once, whenever any of it changed.

/** In the order of ForcedColors in src/client/ui/appearance.hpp. */
const SYSTEM_COLORS = ["Canvas", "CanvasText", "ButtonFace", "ButtonText", "ButtonBorder", "Highlight", "HighlightText", "GrayText"];
const MEDIA = {
  dark: "(prefers-color-scheme: dark)",
  forced: "(forced-colors: active)",
  more_contrast: "(prefers-contrast: more)",
  reduced_motion: "(prefers-reduced-motion: reduce)",
};
const KEYBOARD_PX = 60;  // less than this is a browser's bar that slides, not a keyboard

/**
 * @param {object} options
 * @param {Pick<import("./types.d.ts").Program, "on_surface_changed" | "on_frame" | "on_context_lost" | "on_context_restored">} options.report
 * @param {HTMLElement} options.area the common parent of the canvas and the mirror; fills the viewport
 * @param {HTMLElement} options.probe an element without content that has the safe areas as padding and 1rem as width
 * @param {HTMLElement} options.lost the screen for a lost context
 * @param {HTMLElement} options.reload its button
 * @param {Window} [options.view]
 */
export function create_surface({ report, area, probe, lost, reload, view = window }) {
  const page = view.document;
  const queries = {
    dark: view.matchMedia(MEDIA.dark),
    forced: view.matchMedia(MEDIA.forced),
    more_contrast: view.matchMedia(MEDIA.more_contrast),
    reduced_motion: view.matchMedia(MEDIA.reduced_motion),
  };
  let frame_wanted = false;
  let scheme = "system";

  /** @returns {HTMLCanvasElement} */
  const canvas = () => /** @type {HTMLCanvasElement} */ (page.getElementById("picture"));

  function watch_canvas() {
    canvas().addEventListener("webglcontextlost", (event) => {
      event.preventDefault();  // else it is never restored
      lost.hidden = false;
      area.inert = true;
      report.on_context_lost();
      reload.focus();
    });
    canvas().addEventListener("webglcontextrestored", restored);
  }

  function restored() {
    lost.hidden = true;
    area.inert = false;
    report.on_context_restored();
  }

  /** A context that does not come back by itself is left behind with its canvas. */
  function replace_canvas() {
    const fresh = /** @type {HTMLCanvasElement} */ (canvas().cloneNode(false));
    canvas().replaceWith(fresh);
    watch_canvas();
    restored();
  }

  /** Each system colour as the browser spells it: "rgb(1, 2, 3)". */
  function system_colors() {
    return SYSTEM_COLORS.flatMap((name) => {
      probe.style.color = name;
      const channels = view.getComputedStyle(probe).color.match(/\d+/g) ?? ["0", "0", "0"];
      return channels.slice(0, 3).map(Number);
    });
  }

  /** What an on-screen keyboard covers. Zooming in by pinching shrinks the visual viewport too and covers nothing. */
  function keyboard_inset() {
    const visual = view.visualViewport;
    if (!visual || visual.scale > 1.01) return 0;
    const covered = area.clientHeight - visual.height - visual.offsetTop;
    return covered < KEYBOARD_PX ? 0 : covered;
  }

  let last_read = "";
  function changed() {
    const now = JSON.stringify(read());
    if (now === last_read) return;
    last_read = now;
    report.on_surface_changed();
  }

  /** @returns {import("./types.d.ts").SurfaceState} */
  function read() {
    const style = view.getComputedStyle(probe);
    return {
      width: area.clientWidth,
      height: area.clientHeight,
      density: view.devicePixelRatio || 1,
      safe_top: parseFloat(style.paddingTop) || 0,
      safe_right: parseFloat(style.paddingRight) || 0,
      safe_bottom: parseFloat(style.paddingBottom) || 0,
      safe_left: parseFloat(style.paddingLeft) || 0,
      keyboard_inset: keyboard_inset(),
      text_scale: (parseFloat(style.width) || 16) / 16,
      dark: scheme === "system" ? queries.dark.matches : scheme === "dark",
      more_contrast: queries.more_contrast.matches,
      reduced_motion: queries.reduced_motion.matches,
      forced_colors: queries.forced.matches ? system_colors() : null,
    };
  }

  /** Only a media query with the present density tells when it changes, by no longer matching. */
  function watch_density() {
    view.matchMedia(`(resolution: ${view.devicePixelRatio}dppx)`).addEventListener("change", () => {
      watch_density();
      changed();
    }, { once: true });
  }

  watch_canvas();
  watch_density();
  for (const query of Object.values(queries)) query.addEventListener("change", changed);
  const observer = new ResizeObserver(changed);
  observer.observe(area);
  observer.observe(probe);
  view.visualViewport?.addEventListener("resize", changed);
  view.addEventListener("orientationchange", changed);
  reload.addEventListener("click", replace_canvas);
  page.addEventListener("visibilitychange", () => {
    if (page.visibilityState === "visible") report.on_surface_changed();  // a hidden canvas may have lost its picture
  });

  return {
    read,
    request_frame() {
      if (frame_wanted) return;
      frame_wanted = true;
      view.requestAnimationFrame(() => {
        frame_wanted = false;
        report.on_frame();
      });
    },
    /** Empties the canvas too. @param {number} width device px @param {number} height device px */
    resize(width, height) {
      const element = canvas();
      if (element.width !== width) element.width = width;
      if (element.height !== height) element.height = height;
    },
    /** @param {string} cursor of CSS */
    set_cursor(cursor) {
      area.style.cursor = cursor;
    },
    /** @param {string} title */
    set_title(title) {
      if (page.title !== title) page.title = title;
    },
    /** Behind the canvas, and around it in browsers that tint their bars. @param {string} color of CSS */
    set_page_color(color) {
      page.documentElement.style.backgroundColor = color;
      for (const meta of page.querySelectorAll('meta[name="theme-color"]')) meta.setAttribute("content", color);
    },
    /** Also of what the browser draws itself. @param {string} now "light", "dark" or "system" */
    set_scheme(now) {
      scheme = now === "light" || now === "dark" ? now : "system";
      page.documentElement.style.colorScheme = scheme === "system" ? "" : scheme;
      changed();
    },
    /** The first picture is there. */
    reveal() {
      const loading = page.getElementById("loading");
      if (loading) loading.remove();
      area.hidden = false;
    },
    reload_page() {
      view.location.reload();
    },
  };
}
