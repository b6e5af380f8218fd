// The camera's picture on a screen, and every QR text that stands before it.

import { fill, h } from "./dom.js";
import { button, notice } from "./parts.js";

const READER = "../reader/index.js";

/** Show the camera in `view` until `signal` ends it or `open(text)` is true.
 * @param {{aim: string, instead: string, calm?: number}} words what to do, what without a camera, and how
 *   many milliseconds a verdict stands before the next text is heard (the reader tells a text once) */
export async function watch(view, said, open, signal, words) {
  const video = h("video", { muted: true, playsinline: true, "aria-label": "Hình từ máy ảnh" });
  const again = button("Bật máy ảnh", () => watch(view, said, open, signal, words), { image: "camera" });
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    const off = () => stream.getTracks().forEach((track) => track.stop());
    if (signal.aborted) return off();
    signal.addEventListener("abort", off);
    video.srcObject = stream;
    fill(view, video, h("i", { class: "aim", "aria-hidden": "true" }));
    await video.play();
    if (!said.textContent) fill(said, words.aim); // a verdict on typed letters stays
    const reader = await import(READER);
    let busy = false;
    const stop = await reader.watch(video, async (text) => {
      if (busy || signal.aborted) return;
      busy = true;
      try {
        if (await open(text)) off();
      } finally {
        setTimeout(() => { busy = false; }, words.calm ?? 0);
      }
    });
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
  } catch (error) {
    if (signal.aborted) return;
    fill(view, notice("info", "Chưa dùng được máy ảnh", h("p", {}, words.instead), again));
    if (error.name === "TypeError") console.error(error);
  }
  return undefined;
}
