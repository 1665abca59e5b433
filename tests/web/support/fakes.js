// Stand-ins for what the modules of web/ need of a browser: as little as the modules use, and all of it to be looked into.

/** Records every report of a module in order, as [name, ...values]. */
export function recorder() {
  const calls = [];
  const report = new Proxy({}, { get: (_, name) => (...values) => void calls.push([name, ...values]) });
  return { report, calls, take: () => calls.splice(0) };
}

/** Lets every promise that is settled be handled. */
export async function settled() {
  for (let i = 0; i < 20; ++i) await Promise.resolve();
}

/** A promise with its two ends. */
export function deferred() {
  let resolve, reject;
  const promise = new Promise((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
}

export class FakeTrack extends EventTarget {
  constructor(kind) {
    super();
    this.kind = kind;
    this.enabled = true;
    this.readyState = "live";
  }
  stop() {
    this.readyState = "ended";  // by the page: no event
  }
  unplug() {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }
}

export class FakeStream {
  constructor(tracks) {
    this.tracks = tracks;
  }
  getTracks() {
    return this.tracks;
  }
}

/** A <video> or <audio>; `plays` is what its next `play` answers. */
export function fake_player(plays = () => Promise.resolve()) {
  const attributes = new Map();
  return {
    srcObject: null,
    style: {},
    played: 0,
    plays,
    play() {
      this.played += 1;
      return this.plays();
    },
    setAttribute: (name, value) => attributes.set(name, value),
    removeAttribute: (name) => attributes.delete(name),
    getAttribute: (name) => attributes.get(name) ?? null,
  };
}

/** An element of a document without layout: children, attributes, properties, events that bubble, and one focus. */
export class FakeElement extends EventTarget {
  constructor(document, name) {
    super();
    Object.assign(this, { ownerDocument: document, localName: name, parentElement: null, children: [], attributes: new Map(), own_text: "" });
    this.style = { setProperty(key, value) { this[key] = value; } };
    this.value = "";
    this.type = "";
    this.spellcheck = false;
  }
  get textContent() {
    return this.own_text;
  }
  set textContent(text) {
    this.own_text = text;
  }
  get firstChild() {
    return this.children[0] ?? null;
  }
  get nextSibling() {
    const siblings = this.parentElement?.children ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }
  get nodeType() {
    return 1;
  }
  get tabIndex() {
    const index = this.attributes.get("tabindex");
    return index === undefined ? (this.localName === "button" || this.localName === "input" ? 0 : -1) : Number(index);
  }
  set tabIndex(index) {
    this.attributes.set("tabindex", String(index));
  }
  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }
  setAttribute(name, value) {
    this.attributes.set(name, String(value));
  }
  removeAttribute(name) {
    this.attributes.delete(name);
  }
  toggleAttribute(name, on) {
    on ? this.attributes.set(name, "") : this.attributes.delete(name);
  }
  remove() {
    if (this.contains(this.ownerDocument.activeElement)) this.ownerDocument.activeElement = this.ownerDocument.body;
    const siblings = this.parentElement?.children;
    siblings?.splice(siblings.indexOf(this), 1);
    this.parentElement = null;
  }
  insertBefore(element, before) {
    element.remove();
    const at = before ? this.children.indexOf(before) : this.children.length;
    this.children.splice(at, 0, element);
    element.parentElement = this;
    this.ownerDocument.moves += 1;
  }
  contains(other) {
    for (let element = other; element; element = element.parentElement) if (element === this) return true;
    return false;
  }
  matches() {
    return this.ownerDocument.focus_visible;
  }
  get role() {
    return this.getAttribute("role");
  }
  /** Of selectors only what the mirror asks for: children with a role. */
  querySelectorAll(selector) {
    return this.children.filter((child) => selector === `[role=${child.role}]`);
  }
  focus() {
    if (this.ownerDocument.activeElement === this) return;
    this.ownerDocument.activeElement = this;
    this.bubble("focusin");
  }
  /** Dispatches an event here and at every ancestor, all with this element as target. */
  bubble(type, values = {}) {
    const event = Object.assign(new Event(type, { cancelable: true }), values);
    Object.defineProperty(event, "target", { value: this });
    for (let element = this; element; element = element.parentElement) {
      element.dispatchEvent(event);
      Object.defineProperty(event, "target", { value: this });
    }
    return event;
  }
}

export class FakeInput extends FakeElement {}
export class FakeButton extends FakeElement {}
export class FakeAnchor extends FakeElement {}
export class FakeSelect extends FakeElement {
  options = [];
  replaceChildren(...options) {
    this.options = options;
  }
}
class FakeOption {
  constructor(label, value) {
    Object.assign(this, { label, value });
  }
}
const FAKES = { input: FakeInput, button: FakeButton, a: FakeAnchor, select: FakeSelect };

export function fake_document() {
  const document = {
    TEXT_NODE: 3,
    moves: 0,
    focus_visible: false,
    activeElement: null,
    createElement: (name) => new (FAKES[name] ?? FakeElement)(document, name),
  };
  document.body = document.createElement("body");
  document.activeElement = document.body;
  Object.assign(globalThis, {
    HTMLElement: FakeElement, HTMLInputElement: FakeInput, HTMLButtonElement: FakeButton, HTMLAnchorElement: FakeAnchor,
    HTMLSelectElement: FakeSelect, Option: FakeOption,
  });
  return document;
}
