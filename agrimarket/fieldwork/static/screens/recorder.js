// A spoken yes: start, stop, listen, again. Nothing is sent before the form is saved.

import { fill, h, icon } from "./dom.js";
import { button } from "./parts.js";
import { say } from "./say.js";

const LONGEST = 5 * 60; // seconds
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const BITS = 24000; // a second; clear speech, 180 kB a minute
const NO_MIC = "Máy chưa cho phép ghi âm. Hãy bật micrô trong cài đặt của điện thoại, hoặc chụp bản đã ký.";

/** {node}; `change(blob|null)` whenever there is a recording or none any more. */
export function recorder(voice, change, signal) {
  const box = h("div", { class: "recorder" });
  let running = null;
  const start = async () => {
    try {
      running = await begin(signal);
    } catch {
      say(NO_MIC, { kind: "stop" });
      return;
    }
    draw();
    const blob = await running.done;
    running = null;
    if (signal.aborted) return;
    voice = blob;
    change(blob);
    draw();
    box.querySelector("button")?.focus();
    box.scrollIntoView({ block: "center" });
  };
  const again = () => {
    const old = voice;
    voice = null;
    change(null);
    draw();
    say("Đã bỏ bản ghi.", { undo: { run: () => { voice = old; change(old); draw(); } } });
  };
  const draw = () => fill(box, running ? counting(running) : voice ? heard(voice, again, signal) : [
    h("p", {}, "Đọc phần trên cho chủ hộ nghe, rồi bấm ghi. Chủ hộ nói tên và nói “Tôi đồng ý”."),
    h("button", { type: "button", class: "button secondary record", on: { click: start } },
      h("i", { class: "record-dot", "aria-hidden": "true" }), "Bắt đầu ghi âm"),
  ]);
  draw();
  return { node: box };
}

function counting(running) {
  const time = h("b", { class: "record-time" }, "0:00");
  running.tick = (seconds) => fill(time, clock(seconds));
  const stop = button("Dừng ghi", () => running.stop(), { kind: "danger" });
  queueMicrotask(() => stop.focus());
  return h("div", { class: "recording" }, h("i", { class: "record-dot live", "aria-hidden": "true" }), h("span", {}, "Đang ghi "), time, stop);
}

function heard(blob, again, signal) {
  const url = URL.createObjectURL(blob);
  const audio = h("audio", { src: url, preload: "auto" });
  signal.addEventListener("abort", () => { audio.pause(); URL.revokeObjectURL(url); });
  const play = h("button", { type: "button", class: "button secondary" });
  const draw = () => fill(play, icon(audio.paused ? "right" : "stop"), audio.paused ? "Nghe lại" : "Dừng nghe");
  play.addEventListener("click", () => (audio.paused ? audio.play() : audio.pause()));
  for (const event of ["play", "pause", "ended"]) audio.addEventListener(event, draw);
  draw();
  return [h("p", { class: "done-line", role: "status" }, icon("check"), "Đã ghi lời đồng ý. Hãy nghe lại."), audio,
    h("div", { class: "cluster" }, play, button("Ghi lại", again, { kind: "quiet" }))];
}

async function begin(signal) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } });
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
  const machine = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS });
  const pieces = [];
  const began = Date.now();
  const running = { stop: () => machine.state !== "inactive" && machine.stop(), tick: () => {} };
  const timer = setInterval(() => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    running.tick(seconds);
    if (seconds >= LONGEST) running.stop();
  }, 250);
  machine.addEventListener("dataavailable", (event) => event.data.size && pieces.push(event.data));
  running.done = new Promise((done) => machine.addEventListener("stop", () => {
    clearInterval(timer);
    stream.getTracks().forEach((track) => track.stop());
    done(new Blob(pieces, { type: (mimeType ?? "audio/webm").split(";")[0] }));
  }));
  signal.addEventListener("abort", running.stop);
  machine.start(1000);
  return running;
}

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
