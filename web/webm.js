// Makes what MediaRecorder writes seekable. Its WebM is made for streaming: no duration, no index. The bytes are passed on as they
// come, with room left at the beginning; at the end an index (Cues) follows, and the room is filled with the duration and the
// place of the index. Memory is needed for the index alone. Formats: RFC 8794 (EBML), RFC 9559 (Matroska).

const ID = {
  ebml: 0x1a45dfa3, segment: 0x18538067, seek_head: 0x114d9b74, seek: 0x4dbb, seek_id: 0x53ab, seek_position: 0x53ac,
  info: 0x1549a966, timestamp_scale: 0x2ad7b1, duration: 0x4489,
  tracks: 0x1654ae6b, track: 0xae, track_number: 0xd7, track_type: 0x83,
  cluster: 0x1f43b675, timestamp: 0xe7, simple_block: 0xa3, block_group: 0xa0, block: 0xa1, reference: 0xfb,
  cues: 0x1c53bb6b, cue_point: 0xbb, cue_time: 0xb3, cue_positions: 0xb7, cue_track: 0xf7, cue_cluster: 0xf1,
  tags: 0x1254c367, void: 0xec, crc: 0xbf,
};
const VIDEO = 1;
/** For three entries of the index of the parts, each at most 21 bytes, and its own head. */
const SEEK_HEAD_ROOM = 96;
/** A last block lasts as long as most do; nothing says how long. In ms. */
const LAST_BLOCK_MS = 20;
/** Without a picture there are no key frames: an entry of the index at least this far apart. In ms. */
const CUE_EVERY_MS = 1000;
/** No element that has to be held as a whole is longer; a longer one means that this is no WebM. */
const LONGEST_ELEMENT = 64 << 20;

/** @param {...Uint8Array} parts */
function bytes_of(...parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Until the end is known. */
const UNKNOWN_SIZE = Uint8Array.of(1, 255, 255, 255, 255, 255, 255, 255);

/** As few bytes as the number needs. @param {number} value */
function unsigned(value) {
  const bytes = [];
  do {
    bytes.unshift(value % 256);
    value = Math.floor(value / 256);
  } while (value > 0);
  return Uint8Array.from(bytes);
}

/** A size in eight bytes. @param {number} value */
function wide_size(value) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setUint32(0, 0x01000000 + Math.floor(value / 2 ** 32));
  new DataView(bytes.buffer).setUint32(4, value % 2 ** 32);
  return bytes;
}

/** @param {number} id @param {...Uint8Array} content */
function element(id, ...content) {
  const body = bytes_of(...content);
  const size = body.length < 127 ? Uint8Array.of(0x80 | body.length) : wide_size(body.length);
  return bytes_of(unsigned(id), size, body);
}

/** @param {number} value */
function float(value) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return bytes;
}

/** An element without meaning that is `size` bytes long, at least 2. @param {number} size */
function nothing(size) {
  const head = size < 9 ? Uint8Array.of(ID.void, 0x80 | (size - 2)) : bytes_of(Uint8Array.of(ID.void), wide_size(size - 9));
  return bytes_of(head, new Uint8Array(size - head.length));
}

/**
 * The head of the element at `at`: its id, where its content begins, and its size (Infinity: until something of a higher level
 * begins). Null if it is not there as a whole yet.
 * @param {Uint8Array} bytes @param {number} at
 */
function head_at(bytes, at) {
  if (at >= bytes.length) return null;
  const id_length = Math.clz32(bytes[at]) - 23;
  const size_at = at + id_length;
  if (id_length > 4 || size_at >= bytes.length) return id_length > 4 ? failed("an element without an id") : null;
  const size_length = Math.clz32(bytes[size_at]) - 23;
  if (size_length > 8) return failed("an element without a size");
  if (size_at + size_length > bytes.length) return null;
  let id = 0;
  for (let i = at; i < size_at; ++i) id = id * 256 + bytes[i];
  let size = bytes[size_at] & (0xff >> size_length);
  let unknown = size === 0xff >> size_length;
  for (let i = size_at + 1; i < size_at + size_length; ++i) {
    size = size * 256 + bytes[i];
    unknown &&= bytes[i] === 0xff;
  }
  return { id, start: size_at + size_length, size: unknown ? Infinity : size };
}

/** @param {string} why @returns {never} */
function failed(why) {
  throw new Error(`not the WebM that was expected: ${why}`);
}

/** The elements within a whole one. @param {Uint8Array} bytes */
function* children(bytes) {
  for (let at = 0; at < bytes.length;) {
    const head = head_at(bytes, at);
    if (!head || head.start + head.size > bytes.length) return;
    const end = head.start + head.size;
    yield { id: head.id, content: bytes.subarray(head.start, end), whole: bytes.subarray(at, end) };
    at = end;
  }
}

/** @param {Uint8Array} bytes */
const number_in = (bytes) => bytes.reduce((value, byte) => value * 256 + byte, 0);

/**
 * One file. `push` takes bytes as they come and returns those to be written; `finish` returns the last ones and what is to be
 * written over earlier ones. Both throw if the bytes are no WebM.
 */
export function create_webm() {
  /** What is not understood yet. */
  let rest = new Uint8Array(0);
  /** So many bytes were handed out. */
  let written = 0;
  let segment_start = 0;  // of its content
  /** Where in the output things are, from the segment's content on. @type {Map<number, number>} */
  const places = new Map();
  let duration_at = 0;
  let scale = 1_000_000;  // ns a tick
  let picture = 0;        // number of the video track
  let cluster_place = 0;
  let cluster_time = 0;
  let end_time = 0;  // of the last block, in ticks
  /** @type {{ time: number, track: number, place: number }[]} */
  const cues = [];
  /** Sizes that were not known when they were written. @type {{ position: number, bytes: Uint8Array }[]} */
  const patches = [];
  let open_cluster = 0;  // where the content of the one without a size begins; 0: none

  const ticks = (/** @type {number} */ ms) => (ms * 1_000_000) / scale;

  /** @param {Uint8Array} block content of a block @param {boolean} key */
  function note_block(block, key) {
    const head = Math.clz32(block[0]) - 23;
    let track = block[0] & (0xff >> head);
    for (let i = 1; i < head; ++i) track = track * 256 + block[i];
    const time = Math.max(0, cluster_time + new DataView(block.buffer, block.byteOffset).getInt16(head));
    end_time = Math.max(end_time, time);
    const last = cues.at(-1);
    if (picture ? track !== picture || !key : last && time - last.time < ticks(CUE_EVERY_MS)) return;
    if (last?.place !== cluster_place) cues.push({ time, track, place: cluster_place });
  }

  function close_cluster() {
    if (open_cluster) patches.push({ position: open_cluster - 8, bytes: wide_size(written - open_cluster) });
    open_cluster = 0;
  }

  /** @param {Uint8Array} content */
  function info_with_duration(content) {
    const kept = [];
    for (const { id, content: value, whole } of children(content)) {
      if (id === ID.timestamp_scale) scale = number_in(value) || scale;
      if (id !== ID.duration && id !== ID.crc) kept.push(whole);
    }
    const duration = element(ID.duration, float(0));
    const info = element(ID.info, duration, ...kept);
    duration_at = written + info.length - kept.reduce((sum, one) => sum + one.length, 0) - 8;
    return info;
  }

  /** @param {Uint8Array} content */
  function find_picture(content) {
    for (const { id, content: track } of children(content)) {
      if (id !== ID.track) continue;
      const values = new Map([...children(track)].map((one) => [one.id, number_in(one.content)]));
      if (values.get(ID.track_type) === VIDEO) picture = values.get(ID.track_number) ?? 0;
    }
  }

  /** What becomes of one whole element; null: it is left out. @param {number} id @param {Uint8Array} content @param {Uint8Array} whole */
  function pass(id, content, whole) {
    const here = written - segment_start;
    switch (id) {
      case ID.seek_head:
      case ID.cues:
      case ID.tags:
        return null;  // places in a file that is another one now
      case ID.info:
        places.set(id, here);
        return info_with_duration(content);
      case ID.tracks:
        places.set(id, here);
        find_picture(content);
        return whole;
      case ID.timestamp:
        cluster_time = number_in(content);
        return whole;
      case ID.simple_block:
        note_block(content, (content[(Math.clz32(content[0]) - 23) + 2] & 0x80) !== 0);
        return whole;
      case ID.block_group: {
        const parts = [...children(content)];
        const block = parts.find((one) => one.id === ID.block);
        if (block) note_block(block.content, !parts.some((one) => one.id === ID.reference));
        return whole;
      }
      default:
        return whole;
    }
  }

  function seek_head() {
    const entries = [...places].map(([id, place]) =>
      element(ID.seek, element(ID.seek_id, unsigned(id)), element(ID.seek_position, unsigned(place))));
    const head = element(ID.seek_head, ...entries);
    return bytes_of(head, nothing(SEEK_HEAD_ROOM - head.length));
  }

  return {
    /** @param {Uint8Array} chunk @returns {Uint8Array} */
    push(chunk) {
      rest = bytes_of(rest, chunk);
      /** @type {Uint8Array[]} */
      const out = [];
      const write = (/** @type {Uint8Array} */ bytes) => {
        out.push(bytes);
        written += bytes.length;
      };
      let at = 0;
      for (let head = head_at(rest, at); head; head = head_at(rest, at)) {
        const { id, start, size } = head;
        if (id === ID.segment) {
          write(bytes_of(unsigned(id), UNKNOWN_SIZE));
          segment_start = written;
          write(nothing(SEEK_HEAD_ROOM));
          at = start;
        } else if (id === ID.cluster) {
          // Its elements follow as if they were the segment's own.
          close_cluster();
          cluster_place = written - segment_start;
          write(size === Infinity ? bytes_of(unsigned(id), UNKNOWN_SIZE) : rest.slice(at, start));
          if (size === Infinity) open_cluster = written;
          at = start;
        } else {
          if (size > LONGEST_ELEMENT) failed(`an element of ${size} bytes`);
          const end = start + size;
          if (end > rest.length) break;
          const passed = pass(id, rest.subarray(start, end), rest.slice(at, end));
          if (passed) write(passed);
          at = end;
        }
      }
      rest = rest.slice(at);
      return bytes_of(...out);
    },

    /**
     * @param {boolean} [indexed] false where no more fits: no bytes follow then
     * @returns {{ tail: Uint8Array, patches: { position: number, bytes: Uint8Array }[], duration_ms: number }}
     */
    finish(indexed = true) {
      if (!places.has(ID.info)) failed("it ended before its beginning");
      close_cluster();
      const duration = end_time + ticks(LAST_BLOCK_MS);
      const points = cues.map(({ time, track, place }) => element(ID.cue_point, element(ID.cue_time, unsigned(Math.round(time))),
        element(ID.cue_positions, element(ID.cue_track, unsigned(track)), element(ID.cue_cluster, unsigned(place)))));
      const has_index = indexed && points.length > 0;
      const tail = has_index ? element(ID.cues, ...points) : new Uint8Array(0);
      if (has_index) places.set(ID.cues, written - segment_start);
      return {
        tail,
        patches: [
          ...patches,
          { position: segment_start - 8, bytes: wide_size(written + tail.length - segment_start) },
          { position: segment_start, bytes: seek_head() },
          { position: duration_at, bytes: float(duration) },
        ],
        duration_ms: (duration * scale) / 1_000_000,
      };
    },
  };
}
