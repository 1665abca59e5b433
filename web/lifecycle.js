// The life of the page: shown and hidden, kept and brought back, online and on another network.

/**
 * @param {object} options
 * @param {Pick<import("./types.d.ts").Program, "on_woke" | "on_network_changed" | "on_page_gone">} options.report
 * @param {(hidden: boolean) => void} options.hide
 * @param {Window} [options.view]
 */
export function watch_page({ report, hide, view = window }) {
  const page = view.document;
  /** @type {{ type?: string } & EventTarget | undefined} */
  const connection = /** @type {any} */ (view.navigator).connection;
  let network = connection?.type;

  page.addEventListener("visibilitychange", () => {
    hide(page.visibilityState === "hidden");
    if (page.visibilityState === "visible") report.on_woke();
  });
  page.addEventListener("resume", () => report.on_woke());
  view.addEventListener("pageshow", (event) => {
    hide(page.visibilityState === "hidden");
    if (event.persisted) report.on_woke();
  });
  view.addEventListener("pagehide", (event) => {
    hide(true);
    if (!event.persisted) report.on_page_gone();
  });
  view.addEventListener("online", () => report.on_network_changed());
  // It also fires when an estimate of the speed changes; only another kind of network matters.
  connection?.addEventListener("change", () => {
    if (connection.type === network) return;
    network = connection.type;
    report.on_network_changed();
  });
}
