"""Measures the first load of Entry: what a browser with an empty cache fetches to show it, in bytes on the wire.

Usage: weight.py SERVER SITE. Starts the server on a free port, asks for index.html and for everything it names as a browser
with brotli would, and counts the answers whole, headers included. Fails beyond the two limits. That the running
client fetches nothing else is checked in real browsers by the tests in tests/e2e.
"""

import html.parser
import http.client
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

LIMIT_BYTES = 204_800
LIMIT_REQUESTS = 6


class Page(html.parser.HTMLParser):
    """Collects the addresses that a browser fetches by itself while it loads the page."""

    FETCHED_RELATIONS = {"stylesheet", "preload", "modulepreload", "icon", "manifest", "apple-touch-icon"}

    def __init__(self):
        super().__init__()
        self.addresses = []
        self.has_icon = False

    def handle_starttag(self, tag, attrs):
        attrs = {name: value or "" for name, value in attrs}
        relations = set(attrs.get("rel", "").split())
        self.has_icon = self.has_icon or "icon" in relations
        if tag == "link" and relations & self.FETCHED_RELATIONS:
            self.addresses.append(attrs.get("href", ""))
        elif tag in ("script", "img", "source", "iframe", "audio", "video"):
            self.addresses.append(attrs.get("src", ""))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_serving(server, port):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if server.poll() is not None:
            sys.exit(f"The server ended with {server.returncode} before it served.")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
    sys.exit("The server did not answer /healthz within 20 seconds.")


def fetch(port, path):
    """The status line, the bytes of headers and of the body as they came over the socket, and the body's encoding."""
    request = (f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept: */*\r\nAccept-Encoding: gzip, deflate, br\r\n"
               "Connection: close\r\n\r\n")
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request.encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    return lines[0].split(" ", 1)[1], len(head) + 4, len(body), headers.get("content-encoding", "")


def main():
    server_program, site = sys.argv[1:]
    page = Page()
    page.feed(pathlib.Path(site, "index.html").read_text())
    paths = ["/"]
    for address in page.addresses + ([] if page.has_icon else ["favicon.ico"]):
        if address and not urllib.parse.urlsplit(address).scheme:
            path = urllib.parse.urljoin("/", address)
            if path not in paths:
                paths.append(path)

    port = free_port()
    failures = []
    with tempfile.TemporaryDirectory() as data:
        server = subprocess.Popen([server_program, "--port", str(port), "--data", data, "--static", site],
                                  stdout=subprocess.DEVNULL)
        try:
            wait_until_serving(server, port)
            total = 0
            for path in paths:
                status, head, body, encoding = fetch(port, path)
                total += head + body
                print(f"{head + body:>8} bytes  {head:>5} of them headers  {encoding or 'as it is':<8}  {path}")
                if not status.startswith("200"):
                    failures.append(f"{path} is answered with {status}")
                if path.endswith((".js", ".css", ".wasm", ".html", "/")) and encoding != "br":
                    failures.append(f"{path} does not come with brotli")
        finally:
            server.terminate()
            server.wait(10)
    print(f"{total:>8} bytes in {len(paths)} requests; the limits are {LIMIT_BYTES} and {LIMIT_REQUESTS}")
    if total > LIMIT_BYTES:
        failures.append(f"The first load is {total - LIMIT_BYTES} bytes too heavy")
    if len(paths) > LIMIT_REQUESTS:
        failures.append(f"The first load takes {len(paths) - LIMIT_REQUESTS} requests too many")
    for failure in failures:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
