// A page as somebody else would write it against the call API: fetch, a WebSocket, LiveKit's own client. It knows nothing of Parley's code.
// What it has gone through stands in `client`, for the tests to drive and to read.
"use strict";

(function define(/** @type {any} */ scope) {
  const server = new URLSearchParams(location.search).get("server") ?? location.origin;

  const client = {
    /** @type {{ type: string, call: any }[]} */
    events: [],
    /** @type {any} */
    room: undefined,
    id: "",

    /** @param {string} name @param {string} id */
    join(name, id) {
      client.id = id;
      const socket = new WebSocket(`${server.replace(/^http/, "ws")}/?${new URLSearchParams({ name, id, location: "a page" })}`);
      socket.onmessage = ({ data }) => client.events.push(JSON.parse(data));
      return new Promise((resolve, reject) => {
        socket.onopen = () => resolve(true);
        socket.onerror = () => reject(new Error("no socket"));
      });
    },

    /** @param {string} path @param {unknown} [body] */
    async ask(path, body) {
      const response = await fetch(server + path, body === undefined ? {} : {
        method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    },

    /** @param {string} call */
    async enter(call) {
      const { status, body } = await client.ask(`/token?${new URLSearchParams({ room: call, id: client.id })}`);
      if (status !== 200) throw new Error(`no token: ${status} ${JSON.stringify(body)}`);
      await client.enter_with(body.url, body.token);
    },

    /** @param {string} url @param {string} token */
    async enter_with(url, token) {
      const { Room, RoomEvent } = scope.LivekitClient;
      const room = new Room();
      room.on(RoomEvent.TrackSubscribed, (/** @type {any} */ track, /** @type {any} */ _, /** @type {any} */ participant) => {
        const element = track.attach();
        element.setAttribute("aria-label", `${participant.identity}'s ${track.kind}`);
        document.querySelector("main")?.append(element);
      });
      await room.connect(url, token);
      client.room = room;
      await room.localParticipant.enableCameraAndMicrophone();
    },

    async leave() {
      await client.room?.disconnect();
      client.room = undefined;
    },
  };
  scope.client = client;
})(globalThis);
