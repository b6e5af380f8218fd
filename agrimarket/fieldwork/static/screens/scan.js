// Opens a producer by their card: the camera reads it, or its sixteen letters are typed.

import { fill, h } from "./dom.js";
import { tellAll, textField } from "./fields.js";
import { button, notice } from "./parts.js";
import { sayError } from "./say.js";
import { code } from "./words.js";

const READER = "../reader/index.js";

export async function scanScreen({ engine, signal, go }) {
  const summary = h("div", {});
  const said = h("p", { class: "scan-said", role: "status" });
  const view = h("div", { class: "viewer" });
  const open = async (text) => {
    const record = await engine.cards.find(text);
    if (signal.aborted) return false;
    if (!record) {
      fill(said, "Thẻ này không có trên máy. Hộ có thể ở xã khác, hoặc máy chưa tải về.");
      return false;
    }
    go(`#/ho/${record.id}`, { replace: true });
    return true;
  };
  const letters = textField("card", "Gõ mã trên thẻ", { hint: "16 chữ và số dưới ô vuông.", maxlength: 24, autocapitalize: "characters", spellcheck: "false", enterkeyhint: "go" });
  letters.input.addEventListener("input", () => { letters.input.value = code(letters.input.value); });
  const typed = async (event) => {
    event?.preventDefault();
    const plain = letters.input.value.replace(/-/g, "");
    if (!tellAll(summary, [letters], plain.length === 16 ? {} : { card: [`Mã có 16 chữ, ở đây có ${plain.length}. Hãy xem lại thẻ.`] })) return;
    try {
      await open(plain);
    } catch (error) {
      sayError(error);
    }
  };
  return {
    title: "Quét thẻ hộ",
    back: ["Trang đầu", "#/"],
    body: [view, said, summary, h("form", { class: "form", novalidate: true, on: { submit: typed } }, letters.node,
      h("button", { type: "submit", class: "button secondary wide-button" }, "Mở hộ"))],
    shown: () => watch(view, said, open, signal),
  };
}

async function watch(view, said, open, signal) {
  const video = h("video", { muted: true, playsinline: true, "aria-label": "Hình từ máy ảnh" });
  const again = button("Bật máy ảnh", () => watch(view, said, open, signal), { image: "camera" });
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    const off = () => stream.getTracks().forEach((track) => track.stop());
    if (signal.aborted) return off();
    signal.addEventListener("abort", off);
    video.srcObject = stream;
    fill(view, video, h("i", { class: "aim", "aria-hidden": "true" }));
    await video.play();
    if (!said.textContent) fill(said, "Đưa ô vuông trên thẻ vào khung."); // a verdict on typed letters stays
    const reader = await import(READER);
    let busy = false;
    const stop = await reader.watch(video, async (text) => {
      if (busy || signal.aborted) return;
      busy = true;
      try {
        if (await open(text)) off();
      } finally {
        setTimeout(() => { busy = false; }, 1500);
      }
    });
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
  } catch (error) {
    if (signal.aborted) return;
    fill(view, notice("info", "Chưa dùng được máy ảnh", h("p", {}, "Hãy cho phép máy ảnh, hoặc gõ mã trên thẻ."), again));
    if (error.name === "TypeError") console.error(error);
  }
  return undefined;
}
