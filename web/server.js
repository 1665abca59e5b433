// Where the signalling server is: in the page, or where the page itself came from.

const NOWHERE = { socket: "", version: "", base: "" };

/**
 * @param {string} configured content of <meta name="parley-server">: "wss://host/ws", or empty for the page's own origin
 * @param {string} page the page's address
 * @returns {{ socket: string, version: string, base: string }} the addresses of the socket, of `/version` and of what is beside
 *   it; all empty if `configured` is none
 */
export function server_addresses(configured, page) {
  let socket;
  try {
    socket = new URL(configured.trim() || "/ws", page);
  } catch {
    return NOWHERE;
  }
  // Browsers throw at an insecure socket of a secure page.
  if (page.startsWith("https:") && /^(ws|http):$/.test(socket.protocol)) return NOWHERE;
  const secure = socket.protocol === "https:" || socket.protocol === "wss:";
  if (!secure && socket.protocol !== "http:" && socket.protocol !== "ws:") return NOWHERE;
  socket.protocol = secure ? "wss:" : "ws:";
  socket.hash = "";
  const version = new URL("version", socket);
  version.protocol = secure ? "https:" : "http:";
  version.search = "";
  return { socket: socket.href, version: version.href, base: new URL(".", version).href };
}
