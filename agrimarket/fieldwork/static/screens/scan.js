// Opens a producer by their card: the camera reads it, or its sixteen letters are typed.

import { watch } from "./camera.js";
import { fill, h } from "./dom.js";
import { tellAll, textField } from "./fields.js";
import { sayError } from "./say.js";
import { code } from "./words.js";

const WORDS = { aim: "Đưa ô vuông trên thẻ vào khung.", instead: "Hãy cho phép máy ảnh, hoặc gõ mã trên thẻ.", calm: 1500 };

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
    shown: () => watch(view, said, open, signal, WORDS),
  };
}
