// How files come into the page, chosen or dropped, and how they leave it.

/** How long a file that was handed over has to stay: nobody tells when it is saved. */
const SAVING_MS = 60_000;

/** Within a gesture. @param {Blob} file @param {string} name */
export function save_file(file, name) {
  const address = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), SAVING_MS);
}

/**
 * Files can be dropped anywhere on the page. Where nobody takes them, the browser still must not leave the page for them.
 * @param {object} options
 * @param {HTMLElement} options.area
 * @param {() => boolean} options.takes whether files are wanted now
 * @param {(over: boolean) => void} options.on_over files are held above the page
 * @param {(files: Iterable<File>) => void} options.on_files
 */
export function create_file_entrance({ area, takes, on_over, on_files }) {
  /** @type {HTMLInputElement | undefined} */
  let input;
  let over = false;

  /** @param {boolean} now */
  function tell_over(now) {
    if (now === over) return;
    over = now;
    on_over(over);
  }
  /** @param {DragEvent} event */
  const has_files = (event) => event.dataTransfer?.types.includes("Files") ?? false;

  area.addEventListener("dragover", (event) => {
    if (!has_files(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = takes() ? "copy" : "none";
    tell_over(true);
  });
  area.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget || !area.contains(/** @type {Node} */ (event.relatedTarget))) tell_over(false);
  });
  area.addEventListener("drop", (event) => {
    if (!has_files(event)) return;
    event.preventDefault();
    tell_over(false);
    if (takes()) on_files(event.dataTransfer?.files ?? []);
  });

  function make_input() {
    const made = area.ownerDocument.createElement("input");
    made.type = "file";
    made.multiple = true;
    made.addEventListener("change", () => {
      on_files(made.files ?? []);
      made.value = "";  // the same file can be chosen again
    });
    return made;
  }

  return {
    /** Asks for files, within a gesture. */
    pick() {
      input ??= make_input();
      input.click();
    },
  };
}
