// Links to this page: their secrets, and how they come into the clipboard. Whom they lead to is the program's.

/**
 * @param {object} options
 * @param {(name: string, fields: object) => void} options.report
 * @param {Pick<ReturnType<typeof import("./invitation.js").create_invitation>, "first" | "keep" | "follow">} options.invitation
 * @param {Clipboard | null} [options.clipboard] absent where the page is not a secure context
 * @param {Location} [options.location]
 * @param {(bytes: Uint8Array) => Uint8Array} [options.fill] with bits that nobody can foresee
 */
export function create_links({
  report,
  invitation,
  clipboard = navigator.clipboard,
  location = window.location,
  fill = (bytes) => crypto.getRandomValues(bytes),
}) {
  if (invitation.first) report("links-opened", invitation.first);
  invitation.follow((found) => report("links-opened", found));

  return {
    /** 128 bits, in 22 letters that need no escape in an address. */
    make() {
      const text = btoa(String.fromCharCode(...fill(new Uint8Array(16))));
      report("links-made", { room: text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "") });
    },

    /** @param {{ room: string, person: string }} fields */
    async write({ room, person }) {
      const link = new URL(location.href);
      link.hash = room ? `room=${room}` : `call=${encodeURIComponent(person)}`;
      const copied = await clipboard?.writeText(link.href).then(() => true, () => false);
      report("links-copied", { address: copied ? "" : link.href });
    },

    /** @param {{ room: string, own: boolean }} fields */
    keep({ room, own }) {
      invitation.keep(room ? { room, person: "", own } : null);
    },
  };
}
