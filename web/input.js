// Pointer, wheel, clicks and single keys, handed over inside their DOM event, so that what they cause counts as the person's own gesture.
// What a press means is decided by the program; here only pointers are told from assistive clicks.

/** Of a wheel that counts in lines, and in pages. */
const LINE_PX = 16;

/**
 * @param {object} options
 * @param {Pick<import("./types.d.ts").Program, "on_pointer" | "on_wheel" | "on_activate">} options.report
 * @param {HTMLElement} options.area the common parent of the canvas and the mirror
 * @param {(target: EventTarget | null) => string} options.id_of the node that an element stands for
 * @param {Window} [options.view]
 */
export function listen({ report, area, id_of, view = window }) {
  /** The primary button or finger is down on the area. */
  let pressed = false;
  /** A press and its release were handed over: the click that follows is theirs. */
  let handled = false;

  /** @param {import("./types.d.ts").PointerAction} action @param {PointerEvent} event */
  function tell(action, event) {
    const kind = event.pointerType === "touch" || event.pointerType === "pen" ? event.pointerType : "mouse";
    report.on_pointer(action, kind, event.clientX, event.clientY);
  }

  area.addEventListener("pointermove", (event) => {
    if (event.isPrimary) tell("move", event);
  });
  area.addEventListener("pointerdown", (event) => {
    handled = false;
    if (!event.isPrimary || event.button !== 0) return;
    pressed = true;
    tell("down", event);
  });
  // A press may end anywhere, also outside the page.
  view.addEventListener("pointerup", (event) => {
    if (!event.isPrimary || event.button !== 0 || !pressed) return;
    pressed = false;
    handled = true;
    tell("up", event);
  });
  view.addEventListener("pointercancel", (event) => {
    if (!event.isPrimary) return;
    pressed = false;
    tell("cancel", event);
  });
  area.addEventListener("pointerleave", (event) => {
    if (event.isPrimary && event.pointerType === "mouse" && !pressed) tell("leave", event);
  });

  area.addEventListener("click", (event) => {
    const follows_pointer = event.detail > 0 && handled;
    handled = false;
    if (follows_pointer) return;
    const id = id_of(event.target);
    const field = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (id && !field) report.on_activate(id);
  });

  area.addEventListener("wheel", (event) => {
    if (event.ctrlKey) return;  // zooms the page
    event.preventDefault();
    const unit = event.deltaMode === 1 ? LINE_PX : event.deltaMode === 2 ? area.clientHeight : 1;
    report.on_wheel(event.clientX, event.clientY, event.deltaX * unit, event.deltaY * unit);
  }, { passive: false });

  // Keys that are no one's else: what they do is the program's. Space belongs to a control that has focus, and Escape within the area
  // is told by who made its elements.
  let talking = false;
  /** @param {string} key */
  const tell_key = (key) => report.on_activate(`key:${key}`);
  const let_go = () => {
    if (talking) tell_key("space-up");
    talking = false;
  };
  view.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.keyCode === 229) return;
    /** @param {string} selector */
    const within = (selector) => /** @type {Partial<Element> | null} */ (target)?.closest?.(selector) != null;
    if (within("input, textarea, select, [contenteditable]")) return;
    if (key === " ") {
      if (event.repeat || within("button, a")) return;
      talking = true;
      tell_key("space");
    } else if (key === "Escape") {
      if (!area.contains(/** @type {Node | null} */ (target))) tell_key("escape");
    } else if (key.length === 1 ? !event.repeat || key === "+" || key === "-" : key.startsWith("Arrow")) {
      tell_key(key.toLowerCase());
    }
  });
  view.addEventListener("keyup", ({ key }) => {
    if (key === " ") let_go();
  });
  view.addEventListener("blur", let_go);

  area.addEventListener("dragstart", (event) => event.preventDefault());
}
