// The mirror: a real element for each node of the program's accessible tree, placed exactly over what the canvas shows.
// Elements are kept and moved, never rebuilt, so that focus and a screen reader's place survive every redraw.

/**
 * @typedef {import("./types.d.ts").MirrorNode} MirrorNode
 * @typedef {import("./types.d.ts").MirrorChange} MirrorChange
 * @typedef {import("./types.d.ts").Announcement} Announcement
 */

/** The element that has a role by itself. @type {Record<string, string>} */
const TAGS = {
  banner: "header",
  main: "main",
  region: "section",
  paragraph: "p",
  button: "button",
  textbox: "input",
  combobox: "select",
  switch: "button",
  radio: "input",
  tab: "button",
  link: "a",
  list: "ul",
  listitem: "li",
};
/** Roles that need the attribute: no element has them, or styling takes the element's own away (lists, in Safari). */
const EXPLICIT = new Set(["group", "img", "list", "dialog", "timer", "status", "alert", "switch", "radiogroup", "tablist", "tab",
  "tabpanel", "meter", "progressbar", "log"]);
/** Roles whose words are their content; the others are named by `aria-label`. */
const WORDED = new Set(["heading", "paragraph", "button", "timer", "status", "alert", "switch", "tab", "link"]);
/** Roles whose elements the browser puts into the tab order by itself. */
const FOCUSABLE = new Set(["button", "textbox", "combobox", "switch", "radio", "tab", "link"]);

const REPEAT_MS = 60;  // an emptied live region must be seen empty before it speaks again

/**
 * @param {object} options
 * @param {Pick<import("./types.d.ts").Program, "on_activate" | "on_text" | "on_focus">} options.report
 * @param {HTMLElement} options.root holds the elements; its parent has the pointer listeners
 * @param {HTMLElement} options.status the permanent role=status element
 * @param {HTMLElement} options.alert the permanent role=alert element
 */
export function create_mirror({ report, root, status, alert }) {
  const page = root.ownerDocument;
  /** @type {Map<string, HTMLElement>} */
  const elements = new Map();
  /** @type {Map<string, MirrorNode>} */
  const nodes = new Map();
  /** @type {WeakMap<Element, string>} */
  const ids = new WeakMap();
  /** @type {[string, number][]} */
  let order = [];
  let applying = false;
  let told = "";

  const regions = [
    { element: status, serial: 0, told: "", waiting: /** @type {string[]} */ ([]), timer: /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined) },
    { element: alert, serial: 0, told: "", waiting: /** @type {string[]} */ ([]), timer: undefined },
  ];

  /** @param {Node | EventTarget | null} target */
  function id_of(target) {
    for (let element = /** @type {Element | null} */ (target); element && element !== root; element = element.parentElement) {
      const id = ids.get(element);
      if (id !== undefined) return id;
    }
    return "";
  }

  function tell_focus() {
    const focused = page.activeElement;
    const id = root.contains(focused) ? id_of(focused) : "";
    const visible = id !== "" && /** @type {Element} */ (focused).matches(":focus-visible");
    const now = visible ? `${id} visible` : id;
    if (applying || now === told) return;
    told = now;
    report.on_focus(id, visible);
  }

  /** @param {MirrorNode} node */
  const tag_of = (node) => (node.role === "heading" ? `h${node.level ?? 2}` : (TAGS[node.role] ?? "div"));

  /** @param {MirrorNode} node */
  function element_for(node) {
    const tag = tag_of(node);
    const before = elements.get(node.id);
    if (before && before.localName === tag) return before;
    const element = page.createElement(tag);
    element.id = `node:${node.id}`;
    if (element instanceof HTMLButtonElement) element.type = "button";
    if (element instanceof HTMLInputElement && node.role === "radio") element.type = "radio";
    else if (element instanceof HTMLInputElement) element.autocapitalize = "off";
    if (element instanceof HTMLAnchorElement) {
      element.target = "_blank";
      element.rel = "noopener noreferrer";
    }
    if (before) before.remove();
    elements.set(node.id, element);
    ids.set(element, node.id);
    return element;
  }

  /**
   * @param {Element} element
   * @param {string} name
   * @param {string | boolean | undefined} value absent, empty or false: no attribute
   */
  function set(element, name, value) {
    if (value === undefined || value === false || value === "") element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "true" : value);
  }

  /** @param {HTMLElement} element @param {MirrorNode} node */
  function place(element, node) {
    const [x, y, width, height] = node.rect;
    element.style.left = `${x}px`;
    element.style.top = `${y}px`;
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
    if (!node.clip) {
      element.style.clipPath = "";
      return;
    }
    // What is scrolled out of sight neither shows nor takes the pointer, but keeps its place in the tab order.
    const [left, top, clip_width, clip_height] = node.clip;
    const cut = [top - y, x + width - left - clip_width, y + height - top - clip_height, left - x].map((px) => Math.max(0, px));
    const whole = cut.every((px) => px === 0);
    element.style.clipPath = whole ? "" : `inset(${cut.map((px) => `${px}px`).join(" ")})`;
  }

  /** @param {HTMLInputElement} input @param {MirrorNode} node */
  function dress_field(input, node) {
    const field = /** @type {import("./types.d.ts").MirrorField} */ (node.field);
    if (input.type !== field.kind) input.type = field.kind;
    set(input, "enterkeyhint", field.enter_key);
    set(input, "placeholder", field.placeholder);
    set(input, "autocomplete", field.autocomplete ?? "off");
    set(input, "maxlength", field.max_length ? String(field.max_length) : undefined);
    input.spellcheck = field.spellcheck ?? false;
    set(input, "readonly", field.read_only);
    set(input, "autocorrect", field.spellcheck ? undefined : "off");
    set(input, "autocapitalize", field.spellcheck ? "sentences" : "off");

    const [x, y, width, height] = node.rect;
    const [text_x, text_y, text_width, text_height] = field.text_rect;
    const style = input.style;
    style.padding = [text_y - y, x + width - text_x - text_width, y + height - text_y - text_height, text_x - x]
      .map((px) => `${Math.max(0, px)}px`).join(" ");
    style.fontSize = `${field.size}px`;
    style.fontWeight = String(field.weight);
    style.lineHeight = `${field.line_height}px`;
    style.color = field.color;
    style.caretColor = field.color;
    style.setProperty("--placeholder", field.placeholder_color);

    // Only what the program changed: writing an equal value would move the caret and end a composition.
    const value = node.value ?? "";
    if (input.value !== value) input.value = value;
  }

  /** @param {HTMLSelectElement} select @param {MirrorNode} node */
  function dress_choice(select, node) {
    const options = node.options ?? [];
    if (options.length !== select.options.length || options.some((label, index) => select.options[index].label !== label)) {
      select.replaceChildren(...options.map((label, index) => new Option(label, String(index))));
    }
    if (select.value !== node.value) select.value = node.value ?? "";
  }

  /** @param {HTMLElement} element @param {MirrorNode} node */
  function dress_state(element, node) {
    /** @param {boolean | undefined} state */
    const either = (state) => (state === undefined ? undefined : String(state));
    if (element instanceof HTMLInputElement && node.role === "radio") {
      const group = node.id.slice(0, node.id.lastIndexOf(":"));  // "settings.appearance:dark" is one of "settings.appearance"
      if (element.name !== group) element.name = group;
      element.checked = node.checked ?? false;
    } else {
      set(element, "aria-checked", either(node.checked));
    }
    set(element, "aria-selected", either(node.selected));
    set(element, "aria-expanded", either(node.expanded));
    set(element, "aria-valuenow", node.range && String(node.range[0]));
    set(element, "aria-valuemin", node.range && String(node.range[1]));
    set(element, "aria-valuemax", node.range && String(node.range[2]));
    set(element, "aria-valuetext", node.range && node.value);
    set(element, "aria-posinset", node.position ? String(node.position) : undefined);
    set(element, "aria-setsize", node.set_size ? String(node.set_size) : undefined);
    if (element instanceof HTMLAnchorElement && /^https?:/.test(node.url ?? "")) set(element, "href", node.url);
    if (element instanceof HTMLSelectElement) dress_choice(element, node);
  }

  /** @param {MirrorNode} node */
  function dress(node) {
    const element = element_for(node);
    nodes.set(node.id, node);
    const name = node.name ?? "";
    if (EXPLICIT.has(node.role)) element.setAttribute("role", node.role);
    if (!WORDED.has(node.role)) set(element, "aria-label", name);
    else if (element.textContent !== name) element.textContent = name;
    if (node.role === "timer") element.setAttribute("aria-live", "off");
    set(element, "aria-description", node.description);
    set(element, "aria-describedby", node.described_by && `node:${node.described_by}`);
    set(element, "aria-disabled", node.disabled);
    set(element, "aria-invalid", node.invalid);
    set(element, "aria-busy", node.busy);
    set(element, "aria-modal", node.modal);
    set(element, "aria-pressed", node.pressed === undefined ? undefined : String(node.pressed));
    dress_state(element, node);
    element.toggleAttribute("inert", node.inert ?? false);
    if (node.focus === "program") element.tabIndex = -1;
    else if (node.focus !== "tab" && FOCUSABLE.has(node.role)) element.tabIndex = -1;
    else if (node.focus === "tab" && element.tabIndex !== 0) element.tabIndex = 0;
    else if (!node.focus) element.removeAttribute("tabindex");
    place(element, node);
    if (element instanceof HTMLInputElement && node.field) dress_field(element, node);
  }

  /** Puts every element into its parent and place, and removes those that are gone. */
  function arrange() {
    const present = new Set(order.map(([id]) => id));
    for (const [id, element] of elements) {
      if (present.has(id)) continue;
      element.remove();
      elements.delete(id);
      nodes.delete(id);
    }
    /** The next place in each parent. @type {Map<HTMLElement, ChildNode | null>} */
    const next = new Map();
    for (const [id, parent_index] of order) {
      const element = elements.get(id);
      const parent = parent_index < 0 ? root : elements.get(order[parent_index][0]);
      if (!element || !parent) continue;
      if (!next.has(parent)) {
        // Words of the element's own come first.
        let first = parent.firstChild;
        while (first && first.nodeType === page.TEXT_NODE) first = first.nextSibling;
        next.set(parent, first);
      }
      const place_of = next.get(parent) ?? null;
      if (element === place_of) next.set(parent, element.nextSibling);
      else parent.insertBefore(element, place_of);
    }
  }

  /** @param {number} index @param {Announcement | undefined} words */
  function say(index, words) {
    const region = regions[index];
    if (!words || (words.serial === region.serial && region.told === words.text)) return;
    region.serial = words.serial;
    region.told = words.text;
    if (words.text === "") {
      clearTimeout(region.timer);
      region.timer = undefined;
      region.waiting = [];
      region.element.textContent = "";
    } else {
      region.waiting.push(words.text);
      if (region.timer === undefined) speak(region);
    }
  }

  /** The next of the texts that wait; none of them is passed over. @param {typeof regions[number]} region */
  function speak(region) {
    region.timer = undefined;
    if (region.element.textContent !== "") region.element.textContent = "";
    else region.element.textContent = region.waiting.shift() ?? "";
    if (region.waiting.length > 0) region.timer = setTimeout(speak, REPEAT_MS, region);
  }

  root.addEventListener("focusin", tell_focus);
  root.addEventListener("focusout", (event) => {
    // Focus that moves within the mirror is told once, when it has arrived.
    if (!event.relatedTarget || !root.contains(/** @type {Node} */ (event.relatedTarget))) queueMicrotask(tell_focus);
  });
  root.addEventListener("input", (event) => {
    const input = /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target);
    if (input.type === "radio") report.on_activate(id_of(input));  // chosen with the arrow keys, or by assistive software
    else report.on_text(id_of(input), input.value);
  });
  root.addEventListener("keydown", (event) => {
    // 229: the key belongs to an input method (Safari says isComposing too late).
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") report.on_activate("key:escape");
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step && event.target instanceof HTMLElement && event.target.role === "tab") {
      const tabs = /** @type {HTMLElement[]} */ ([...event.target.parentElement?.querySelectorAll("[role=tab]") ?? []]);
      tabs.at((tabs.indexOf(event.target) + step) % tabs.length)?.focus({ preventScroll: true });
    }
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      report.on_activate(id_of(event.target));
    }
  });

  return {
    /** @param {MirrorChange} change */
    apply(change) {
      applying = true;
      const focused = /** @type {HTMLElement | null} */ (page.activeElement);
      const focused_id = focused && root.contains(focused) ? id_of(focused) : "";
      for (const node of change.nodes) dress(node);
      if (change.order) {
        order = change.order;
        arrange();
      }
      // An element that had to be moved or made anew has lost its focus.
      const keeper = elements.get(focused_id);
      if (keeper && page.activeElement !== keeper) keeper.focus({ preventScroll: true });
      applying = false;
      say(0, change.status);
      say(1, change.alert);
      tell_focus();
    },

    /** @param {string} id */
    focus(id) {
      elements.get(id)?.focus({ preventScroll: true });
      tell_focus();
    },

    id_of,
  };
}
