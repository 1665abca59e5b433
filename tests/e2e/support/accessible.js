// Finding what a person or assistive software finds: by role and accessible name, among what is perceivable. Runs in the page.
// screens.test.js proves that the browser's own accessibility tree says the same.

/**
 * @typedef {object} Found
 * @property {string} role
 * @property {string} name
 * @property {string} description
 * @property {boolean} disabled
 * @property {boolean} invalid
 * @property {boolean} checked, selected or pressed
 * @property {string} value of a field, words of a meter
 * @property {number[]} rect x, y, width, height in the viewport
 */

/** Self-contained. Everything perceivable that has a role, in document order. @returns {{ element: HTMLElement, found: Found }[]} */
export function perceivable() {
  /** @type {Record<string, string>} */
  const roles = {
    BUTTON: "button", UL: "list", LI: "listitem", MAIN: "main", HEADER: "banner", P: "paragraph", VIDEO: "video",
    H1: "heading", H2: "heading", H3: "heading", SELECT: "combobox", A: "link",
  };
  /** @param {Element} element */
  const role_of = (element) => {
    const role = element.getAttribute("role");
    if (role) return role;
    if (element.tagName === "SECTION") return element.hasAttribute("aria-label") ? "region" : "";
    if (element instanceof HTMLInputElement && element.type === "radio") return "radio";
    if (element instanceof HTMLInputElement) return element.type === "search" ? "searchbox" : "textbox";
    return roles[element.tagName] ?? "";
  };
  /** @param {string | null} ids */
  const words_at = (ids) =>
    (ids ?? "").split(" ").filter(Boolean).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const words_name = new Set(["button", "heading", "paragraph", "timer", "status", "alert", "switch", "tab", "link"]);

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
        checked: element instanceof HTMLInputElement ? element.checked
          : ["aria-checked", "aria-selected", "aria-pressed"].some((name) => element.getAttribute(name) === "true"),
        value: element instanceof HTMLSelectElement ? element.selectedOptions[0]?.label ?? ""
          : element instanceof HTMLInputElement ? element.value : element.getAttribute("aria-valuetext") ?? "",
        rect: [x, y, width, height],
      },
    });
  }
  return all;
}
