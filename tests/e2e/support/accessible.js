// Finding what a person or assistive software finds: by role and accessible name, among what is perceivable. Runs in the page.
// screens.test.js proves that the browser's own accessibility tree says the same.

/**
 * @typedef {object} Found
 * @property {string} role
 * @property {string} name
 * @property {string} description
 * @property {boolean} disabled
 * @property {boolean} invalid
 * @property {string} value of a field
 * @property {number[]} rect x, y, width, height in the viewport
 */

/** Self-contained. Everything perceivable that has a role, in document order. @returns {{ element: HTMLElement, found: Found }[]} */
export function perceivable() {
  /** @type {Record<string, string>} */
  const roles = {
    BUTTON: "button", UL: "list", LI: "listitem", MAIN: "main", HEADER: "banner", P: "paragraph", VIDEO: "video",
    H1: "heading", H2: "heading", H3: "heading",
  };
  /** @param {Element} element */
  const role_of = (element) => {
    const role = element.getAttribute("role");
    if (role) return role;
    if (element instanceof HTMLInputElement) return element.type === "search" ? "searchbox" : "textbox";
    return roles[element.tagName] ?? "";
  };
  /** @param {string | null} ids */
  const words_at = (ids) =>
    (ids ?? "").split(" ").filter(Boolean).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const words_name = new Set(["button", "heading", "paragraph", "timer", "status", "alert"]);

  const all = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT, (node) => {
    const element = /** @type {HTMLElement} */ (node);
    if (element.inert || element.hidden || element.getAttribute("aria-hidden") === "true") return NodeFilter.FILTER_REJECT;
    return NodeFilter.FILTER_ACCEPT;
  });
  while (walk.nextNode()) {
    const element = /** @type {HTMLElement} */ (walk.currentNode);
    const role = role_of(element);
    if (!role || !element.checkVisibility({ visibilityProperty: true })) continue;
    const labelled = element.getAttribute("aria-labelledby");
    const name = labelled ? words_at(labelled)
      : element.getAttribute("aria-label") ?? (words_name.has(role) ? element.textContent ?? "" : "");
    const described = element.getAttribute("aria-describedby");
    const { x, y, width, height } = element.getBoundingClientRect();
    all.push({
      element,
      found: {
        role,
        name: name.trim(),
        description: (described ? words_at(described) : element.getAttribute("aria-description") ?? "").trim(),
        disabled: element.getAttribute("aria-disabled") === "true",
        invalid: element.getAttribute("aria-invalid") === "true",
        value: element instanceof HTMLInputElement ? element.value : "",
        rect: [x, y, width, height],
      },
    });
  }
  return all;
}
