import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { create_webm } from "../../web/webm.js";

const UNKNOWN = [1, 255, 255, 255, 255, 255, 255, 255];
const element = (id, ...content) => {
  const body = content.flat();
  return [...id, 0x40 | (body.length >> 8), body.length & 0xff, ...body];
};
const text = (words) => [...Buffer.from(words)];
const block = (track, time, key, size = 20) => element([0xa3], [0x80 | track, time >> 8, time & 0xff, key ? 0x80 : 0, ...Array(size).fill(7)]);

const HEADER = element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], text("webm")));
const INFO = element([0x15, 0x49, 0xa9, 0x66], element([0x2a, 0xd7, 0xb1], [0x0f, 0x42, 0x40]), element([0x4d, 0x80], text("a browser")),
  element([0x57, 0x41], text("a browser")));
const track = (number, type, codec) => element([0xae], element([0xd7], [number]), element([0x73, 0xc5], [number]), element([0x83], [type]),
  element([0x86], text(codec)));
const TRACKS = element([0x16, 0x54, 0xae, 0x6b], track(1, 2, "A_OPUS"), track(2, 1, "V_VP8"));
const SOUND_ALONE = element([0x16, 0x54, 0xae, 0x6b], track(1, 2, "A_OPUS"));
const cluster = (time, ...blocks) => [0x1f, 0x43, 0xb6, 0x75, ...UNKNOWN, ...element([0xe7], [time >> 16, (time >> 8) & 0xff, time & 0xff]), ...blocks.flat()];

/** As a browser streams it: without a duration, without an index, with no end known. */
const stream = (tracks, ...clusters) => Uint8Array.from([...HEADER, 0x18, 0x53, 0x80, 0x67, ...UNKNOWN, ...INFO, ...tracks, ...clusters.flat()]);

/** What a file holds in the end, when the bytes come `step` at a time. */
function repaired(bytes, step) {
  const webm = create_webm();
  const parts = [];
  for (let at = 0; at < bytes.length; at += step) parts.push(webm.push(bytes.slice(at, at + step)));
  const { tail, patches, duration_ms } = webm.finish();
  const file = Buffer.concat([...parts, tail]);
  for (const { position, bytes: over } of patches) file.set(over, position);
  return { file, duration_ms };
}

/** Every element of a file with its place, clusters opened; unknown sizes hold what follows. */
function listing(file, from = 0, to = file.length) {
  const found = [];
  for (let at = from; at < to;) {
    const id_size = Math.clz32(file[at]) - 23;
    const size_size = Math.clz32(file[at + id_size]) - 23;
    const id = file.subarray(at, at + id_size).toString("hex");
    const raw = file.subarray(at + id_size, at + id_size + size_size);
    let size = BigInt(raw[0] & (0xff >> size_size));
    for (const byte of raw.subarray(1)) size = size * 256n + BigInt(byte);
    const start = at + id_size + size_size;
    const open = ["18538067", "1f43b675"].includes(id);
    found.push({ id, at, start, size });
    at = open ? start : start + Number(size);
  }
  return found;
}

const VIDEO = stream(TRACKS,
  cluster(0, block(2, 0, true), block(1, 3, true), block(2, 40, false)),
  cluster(3000, block(2, 0, true), block(1, 20, true), block(2, 40, false)),
  cluster(6000, block(1, 0, true), block(2, 500, false)));

test("a file gets its duration, the place of its index, and its whole size", () => {
  const { file, duration_ms } = repaired(VIDEO, 1000);
  assert.equal(duration_ms, 6520);
  const parts = listing(file);
  const segment = parts.find(({ id }) => id === "18538067");
  assert.equal(Number(segment.size), file.length - segment.start);
  const info = parts.find(({ id }) => id === "1549a966");
  const duration = listing(file, info.start, info.start + Number(info.size)).find(({ id }) => id === "4489");
  assert.equal(file.readDoubleBE(duration.start), 6520);

  const head = parts.find(({ id }) => id === "114d9b74");
  assert.equal(head.at, segment.start, "the index of the parts stands first");
  const seeks = listing(file, head.start, head.start + Number(head.size)).map(({ start, size }) => {
    const [id, place] = listing(file, start, start + Number(size));
    return [file.subarray(id.start, id.start + Number(id.size)).toString("hex"),
      segment.start + file.readUIntBE(place.start, Number(place.size))];
  });
  assert.deepEqual(seeks, ["1549a966", "1654ae6b", "1c53bb6b"].map((id) => [id, parts.find((one) => one.id === id).at]));
});

test("the index leads to the clusters that begin with a picture of their own", () => {
  const { file } = repaired(VIDEO, 1000);
  const parts = listing(file);
  const start = parts.find(({ id }) => id === "18538067").start;
  const clusters = parts.filter(({ id }) => id === "1f43b675").map(({ at }) => at - start);
  for (const { at, size } of parts.filter(({ id }) => id === "1f43b675")) assert.ok(["1f43b675", "1c53bb6b"].includes(parts.find((one) => one.at === at + 12 + Number(size))?.id), "its size leads to the next one");
  const cues = parts.find(({ id }) => id === "1c53bb6b");
  const points = listing(file, cues.start, cues.start + Number(cues.size)).map(({ start: from, size }) => {
    const [time, positions] = listing(file, from, from + Number(size));
    const [number, place] = listing(file, positions.start, positions.start + Number(positions.size));
    return [file.readUIntBE(time.start, Number(time.size)), file[number.start], file.readUIntBE(place.start, Number(place.size))];
  });
  assert.deepEqual(points, [[0, 2, clusters[0]], [3000, 2, clusters[1]]]);
});

test("it makes no difference in which pieces the bytes come", () => {
  const whole = repaired(VIDEO, VIDEO.length).file;
  for (const step of [1, 7, 64]) assert.deepEqual(repaired(VIDEO, step).file, whole);
});

test("bytes are handed on as they come, not kept", () => {
  const webm = create_webm();
  const out = webm.push(VIDEO).length;
  assert.ok(out >= VIDEO.length - 32, `${out} of ${VIDEO.length}`);
});

test("sound alone is indexed by time", () => {
  const { file } = repaired(stream(SOUND_ALONE, ...Array.from({ length: 6 }, (_, i) => cluster(i * 600, block(1, 0, true)))), 100);
  const parts = listing(file);
  const cues = parts.find(({ id }) => id === "1c53bb6b");
  assert.equal(listing(file, cues.start, cues.start + Number(cues.size)).length, 3, "at 0, 1200 and 2400 ms");
});

test("a file that ended within a block keeps what came before", () => {
  const { file, duration_ms } = repaired(VIDEO.slice(0, -10), 100);
  assert.equal(duration_ms, 6020);
  assert.ok(listing(file).some(({ id }) => id === "1c53bb6b"));
});

test("what is no WebM is refused, and so is a file without a beginning", () => {
  assert.throws(() => create_webm().push(new Uint8Array(100)), /not the WebM/);
  assert.throws(() => create_webm().finish(), /not the WebM/);
});

const ffmpeg = (...values) => execFileSync("ffmpeg", ["-loglevel", "error", ...values], { encoding: "buffer", maxBuffer: 1 << 26 });
const has_ffmpeg = (() => {
  try {
    return Boolean(ffmpeg("-version"));
  } catch {
    return false;
  }
})();

test("a decoder finds duration and index of a stream that had none", { skip: !has_ffmpeg && "no ffmpeg" }, () => {
  const live = ffmpeg("-f", "lavfi", "-i", "testsrc=duration=8:rate=10:size=64x48", "-f", "lavfi", "-i", "sine=duration=8",
    "-c:v", "libvpx", "-g", "20", "-c:a", "libopus", "-f", "webm", "-live", "1", "-");
  const folder = mkdtempSync(join(tmpdir(), "parley-webm-"));
  try {
    const path = join(folder, "file.webm");
    writeFileSync(path, repaired(live, 4096).file);
    const told = JSON.parse(execFileSync("ffprobe", ["-v", "error", "-show_format", "-show_streams", "-of", "json", path], { encoding: "utf8" }));
    assert.ok(Math.abs(Number(told.format.duration) - 8) < 0.2, `${told.format.duration} s`);
    assert.deepEqual(told.streams.map(({ codec_type }) => codec_type).sort(), ["audio", "video"]);
    assert.ok(ffmpeg("-ss", "6", "-i", path, "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-").length > 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
