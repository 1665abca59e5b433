import assert from "node:assert/strict";
import { test } from "node:test";

import { create_tones, samples_of } from "../../web/tones.js";

/** An audio context that remembers what was asked of it. */
function fake_audio({ allowed = true } = {}) {
  const sources = [];
  const audio = {
    sampleRate: 8000,
    destination: {},
    state: "suspended",
    sinks: [],
    sources,
    resumed: 0,
    createBuffer: (channels, length, rate) => ({ channels, length, rate, copyToChannel() {} }),
    createBufferSource() {
      const source = new EventTarget();
      Object.assign(source, { playing: false, connect() {}, disconnect() {}, start() { this.playing = true; }, stop() { this.playing = false; } });
      sources.push(source);
      return source;
    },
    async setSinkId(id) { this.sinks.push(id); },
    async resume() {
      this.resumed += 1;
      if (allowed) this.state = "running";
    },
    async suspend() { this.state = "suspended"; },
  };
  return audio;
}

test("every tone is heard, stays within bounds, and begins and ends in silence", () => {
  for (const tone of ["ring", "ring-back", "lost", "ended", "message", "test"]) {
    const samples = samples_of(tone, 8000);
    const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    assert.ok(loudest > 0.1 && loudest <= 1, `${tone}: ${loudest}`);
    assert.ok(Math.abs(samples[0]) < 0.01 && Math.abs(samples.at(-1)) < 0.05, tone);
  }
});

test("a loop plays on its speaker until it is stopped, and the sound device sleeps afterwards", () => {
  const audio = fake_audio();
  const tones = create_tones({ create_context: () => audio, page: new EventTarget() });
  tones.play("ring", { sink: "speaker-2", loop: true });
  assert.deepEqual(audio.sinks, ["speaker-2"]);
  assert.equal(audio.sources[0].loop, true);
  assert.equal(audio.sources[0].playing, true);
  tones.stop();
  assert.equal(audio.sources[0].playing, false);
  assert.equal(audio.state, "suspended");
});

test("a tone takes the place of the one before it, in one context", () => {
  let contexts = 0;
  const audio = fake_audio();
  const tones = create_tones({ create_context: () => (contexts += 1, audio), page: new EventTarget() });
  tones.play("ring-back", { loop: true });
  tones.play("lost");
  assert.deepEqual(audio.sources.map(({ playing }) => playing), [false, true]);
  audio.sources[0].dispatchEvent(new Event("ended"));  // late news of the former
  assert.equal(audio.sources[1].playing, true);
  assert.equal(contexts, 1);
});

test("sound that is held back comes with the next gesture, unless it was stopped meanwhile", () => {
  const audio = fake_audio({ allowed: false });
  const page = new EventTarget();
  const tones = create_tones({ create_context: () => audio, page });
  tones.play("ring", { loop: true });
  page.dispatchEvent(new Event("pointerup"));
  assert.equal(audio.resumed, 2);
  page.dispatchEvent(new Event("pointerup"));
  assert.equal(audio.resumed, 2, "one gesture is enough");
  tones.play("ring", { loop: true });
  tones.stop();
  page.dispatchEvent(new Event("keydown"));
  assert.equal(audio.resumed, 3, "nothing is left to be heard");
});
