// Both sides of a call as one stream: their pictures on one canvas, their sounds mixed. It follows the tracks of the connection as
// they come and go; what is to be seen is the program's word (Scene in src/client/app/features/recording.hpp).

const WIDTH = 1280;
const HEIGHT = 720;
const FRAMES_PER_SECOND = 24;
/** Tracks are looked after so often. */
const LOOK_EVERY = FRAMES_PER_SECOND / 2;
const STRIP = 320;  // the cameras' column beside a screen
const BACKGROUND = "#0e1018";
const TEXT = "#f4f5f9";

/** @typedef {"own_camera" | "own_screen" | "other_camera" | "other_screen"} Picture */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box */
/** @typedef {{ peer: number, ownCamera: boolean, ownScreen: boolean, otherCamera: boolean, otherScreen: boolean, ownName: string, otherName: string }} Scene */
/** @typedef {Box & { picture: Picture, name: string, fits: boolean }} Tile `fits`: shown as a whole; else it fills its box */

/** @type {{ picture: Picture, slot: import("./peer.js").Slot, own: boolean }[]} */
const PICTURES = [
  { picture: "own_camera", slot: "camera", own: true },
  { picture: "own_screen", slot: "screen", own: true },
  { picture: "other_camera", slot: "camera", own: false },
  { picture: "other_screen", slot: "screen", own: false },
];

/** Where what lies: a screen large with both people beside it, else both people side by side. @param {Scene} scene @returns {Tile[]} */
export function tiles(scene) {
  /** @type {(picture: Picture, name: string, box: Box, fits?: boolean) => Tile} */
  const tile = (picture, name, box, fits = false) => ({ ...box, picture, name, fits });
  if (scene.otherScreen || scene.ownScreen) {
    const high = (STRIP * 9) / 16;
    const top = HEIGHT / 2 - high;
    const [picture, name] = scene.otherScreen
      ? /** @type {const} */ (["other_screen", scene.otherName]) : /** @type {const} */ (["own_screen", scene.ownName]);
    return [
      tile(picture, name, { x: 0, y: 0, width: WIDTH - STRIP, height: HEIGHT }, true),
      tile("other_camera", scene.otherName, { x: WIDTH - STRIP, y: top, width: STRIP, height: high }),
      tile("own_camera", scene.ownName, { x: WIDTH - STRIP, y: top + high, width: STRIP, height: high }),
    ];
  }
  return [
    tile("other_camera", scene.otherName, { x: 0, y: 0, width: WIDTH / 2, height: HEIGHT }),
    tile("own_camera", scene.ownName, { x: WIDTH / 2, y: 0, width: WIDTH / 2, height: HEIGHT }),
  ];
}

/** The part of a picture that is drawn, and where. @param {number} width @param {number} height @param {Tile} tile */
export function placement(width, height, tile) {
  const scale = (tile.fits ? Math.min : Math.max)(tile.width / width, tile.height / height);
  const shown = { width: Math.min(width, tile.width / scale), height: Math.min(height, tile.height / scale) };
  return {
    from: { x: (width - shown.width) / 2, y: (height - shown.height) / 2, ...shown },
    to: {
      x: tile.x + (tile.width - shown.width * scale) / 2,
      y: tile.y + (tile.height - shown.height * scale) / 2,
      width: shown.width * scale,
      height: shown.height * scale,
    },
  };
}

/**
 * Where pages may run no script that is not vouched for (Trusted Types), this is what vouches for the worker's.
 * @param {string} address
 */
function vouched(address) {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  return types ? types.createPolicy("parley-ticks", { createScriptURL: (/** @type {string} */ url) => url }).createScriptURL(address) : address;
}

/** Calls `tick` so often, also while the page is hidden. Returns how to stop it. @param {number} per_second @param {() => void} tick */
function start_clock(per_second, tick) {
  const period = 1000 / per_second;
  let timer = 0;
  const worker = new Worker(vouched(new URL("ticks.js", document.baseURI).href));
  worker.onmessage = tick;
  worker.onerror = () => {
    timer ||= window.setInterval(tick, period);  // slower while hidden, but going on
  };
  worker.postMessage(period);
  return () => {
    worker.terminate();
    clearInterval(timer);
  };
}

/**
 * @param {object} options
 * @param {Pick<ReturnType<typeof import("./peer.js").create_peers>, "look">} options.peers
 * @param {AudioContext} options.audio closed together with this
 * @param {boolean} options.picture else sound alone
 * @param {Scene} options.scene
 */
export function create_composer({ peers, audio, picture, scene }) {
  const mix = audio.createMediaStreamDestination();
  /** @type {Map<MediaStreamTrack, MediaStreamAudioSourceNode>} */
  const sounds = new Map();
  /** @type {Map<Picture, HTMLVideoElement>} */
  const videos = new Map();
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = picture ? canvas.getContext("2d", { alpha: false }) : null;
  let ticks = 0;

  /** @param {import("./peer.js").Slot} slot @param {boolean} own @returns {MediaStreamTrack | null} */
  function track_of(slot, own) {
    const transceiver = peers.look(scene.peer)?.transceivers.get(slot);
    const track = (own ? transceiver?.sender.track : transceiver?.receiver.track) ?? null;
    return track?.readyState === "live" ? track : null;
  }

  function look_after_sounds() {
    const wanted = new Set();
    for (const slot of /** @type {const} */ (["microphone", "screen_audio"])) {
      for (const own of [true, false]) {
        const track = track_of(slot, own);
        if (track) wanted.add(track);
      }
    }
    for (const [track, node] of sounds) {
      if (wanted.has(track)) continue;
      node.disconnect();
      sounds.delete(track);
    }
    for (const track of wanted) {
      if (sounds.has(track)) continue;
      const node = audio.createMediaStreamSource(new MediaStream([track]));
      node.connect(mix);
      sounds.set(track, node);
    }
  }

  function look_after_pictures() {
    for (const { picture, slot, own } of PICTURES) {
      const track = track_of(slot, own);
      let video = videos.get(picture);
      const shown = /** @type {MediaStream | null | undefined} */ (video?.srcObject)?.getTracks()[0] ?? null;
      if (track === shown) continue;
      if (!video) {
        video = document.createElement("video");
        video.muted = true;
        video.playsInline = true;
        videos.set(picture, video);
      }
      video.srcObject = track && new MediaStream([track]);
      if (track) video.play().catch(() => {});  // muted, so never held back; rejected only when replaced
    }
  }

  /** @param {CanvasRenderingContext2D} to */
  function draw(to) {
    to.fillStyle = BACKGROUND;
    to.fillRect(0, 0, WIDTH, HEIGHT);
    const on = { own_camera: scene.ownCamera, own_screen: scene.ownScreen, other_camera: scene.otherCamera, other_screen: scene.otherScreen };
    for (const tile of tiles(scene)) {
      const video = videos.get(tile.picture);
      if (on[tile.picture] && video?.srcObject && video.videoWidth > 0) {
        const { from, to: at } = placement(video.videoWidth, video.videoHeight, tile);
        to.drawImage(video, from.x, from.y, from.width, from.height, at.x, at.y, at.width, at.height);
      } else {
        to.fillStyle = TEXT;
        to.font = "600 28px system-ui, sans-serif";
        to.textAlign = "center";
        to.textBaseline = "middle";
        to.fillText(tile.name, tile.x + tile.width / 2, tile.y + tile.height / 2, tile.width - 32);
      }
    }
  }

  function tick() {
    if (ticks % LOOK_EVERY === 0) {
      look_after_sounds();
      if (context) look_after_pictures();
    }
    ticks += 1;
    if (context) draw(context);
  }

  tick();
  const stop_clock = start_clock(context ? FRAMES_PER_SECOND : 2, tick);
  const seen = context ? canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks() : [];
  return {
    stream: new MediaStream([...seen, ...mix.stream.getAudioTracks()]),

    /** @param {Scene} now */
    show(now) {
      scene = now;
      ticks = 0;
    },

    close() {
      stop_clock();
      for (const track of [...seen, ...mix.stream.getTracks()]) track.stop();
      for (const video of videos.values()) video.srcObject = null;
      audio.close().catch(() => {});
    },
  };
}
