"use strict";
// Answers questions of the page one after the other, so that the page never waits.
let exports;

const ask = (question) => {
  const bytes = new TextEncoder().encode(question);
  const start = exports.room(bytes.length);
  new Uint8Array(exports.memory.buffer, start, bytes.length).set(bytes);
  const isWrong = exports.call() === 1;
  const answer = new Uint8Array(exports.memory.buffer, exports.answer(), exports.length());
  const text = new TextDecoder().decode(answer);
  return isWrong ? { problem: JSON.parse(text) } : { text };
};

onmessage = ({ data }) => {
  if (data.module) {
    const page = { now: () => performance.now() };
    exports = new WebAssembly.Instance(data.module, { page }).exports;
    return;
  }
  try {
    postMessage({ id: data.id, ...ask(data.question) });
  } catch (error) {
    // What has failed once is in no known state: the page starts another worker.
    postMessage({ id: data.id, broken: true, problem: { error: "the planner failed: " + error.message } });
  }
};
