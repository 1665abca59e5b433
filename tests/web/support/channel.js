// Two ends of a data channel without a network: what one sends the other has at once.

export class FakeChannel extends EventTarget {
  readyState = "connecting";
  bufferedAmount = 0;
  sent = [];
  /** @type {FakeChannel | undefined} */
  other;

  static pair() {
    const a = new FakeChannel();
    const b = new FakeChannel();
    a.other = b;
    b.other = a;
    return [a, b];
  }
  static open(...ends) {
    for (const end of ends) end.readyState = "open";
    for (const end of ends) end.dispatchEvent(new Event("open"));
  }
  send(data) {
    this.sent.push(data);
    const event = new Event("message");
    event.data = data;
    this.other?.dispatchEvent(event);
  }
  close() {
    for (const end of [this, this.other]) {
      end.readyState = "closed";
      end.dispatchEvent(new Event("close"));
    }
  }
}
