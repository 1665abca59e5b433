// Asks whether a server is there at all. A browser learns nothing from a WebSocket handshake that was refused.

const LIMIT_MS = 5000;

/**
 * @param {object} options
 * @param {string} options.address of `/version`
 * @param {Pick<import("./types.d.ts").Program, "on_probe_answered">} options.report
 * @param {typeof fetch} [options.request]
 */
export function create_probe({ address, report, request = (input, init) => fetch(input, init) }) {
  return {
    /** @param {number} socket the connection that failed */
    ask(socket) {
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), LIMIT_MS);
      request(address, { cache: "no-store", credentials: "omit", signal: limit.signal })
        .then(() => true, () => false)
        .then((reached) => {
          clearTimeout(timer);
          report.on_probe_answered(socket, reached);
        });
    },
  };
}
