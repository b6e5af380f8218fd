// Both ends of a roll of stamps: read by the camera one after the other, or typed from the label.

import { watch } from "./camera.js";
import { fill, h } from "./dom.js";
import { textField } from "./fields.js";
import { button } from "./parts.js";

const HINT = "Mã 16 chữ dưới ô vuông, hoặc số như A0123-00001.";
const AIM = { first: "Đưa ô vuông của tem đầu vào khung.", last: "Giờ đưa tem cuối vào khung." };
const NAMES = { first: "Tem đầu", last: "Tem cuối" };

/** {fields, nodes, texts(), faults()} of a first and a last stamp.
 * @param {function} changed after every letter @param {function} whole after the camera saw both */
export function rollEnds(engine, signal, start, { changed, whole }) {
  const rolls = engine.rolls;
  const texts = { first: start.first ?? "", last: start.last ?? "" };
  const made = Object.fromEntries(["first", "last"].map((end) => [end, textField(`${end}_code`, NAMES[end], {
    value: texts[end], required: true, hint: HINT, maxlength: 40, autocapitalize: "characters", spellcheck: "false",
    oninput: (value) => { texts[end] = value; changed(); },
  })]));
  const put = (end, text) => {
    made[end].input.value = texts[end] = text;
    made[end].input.dispatchEvent(new Event("input", { bubbles: true })); // what was wrong with it is forgiven
  };
  const scan = scanner(rolls, signal, texts, { put, whole });
  const single = button("Chỉ có một tem này", () => put("last", texts.first), { kind: "quiet" });
  return {
    fields: [made.first, made.last],
    nodes: [scan.node, made.first.node, made.last.node, h("p", {}, single)],
    texts: () => texts,
    faults: () => Object.fromEntries(["first", "last"].map((end) => [`${end}_code`, [rolls.faultOf(texts[end])].filter(Boolean)])),
  };
}

/** The camera, asked for by a button: the first stamp it sees is one end, another one the other.
 * While it is on, what to do stands above the picture and nothing else wants to be pressed. */
function scanner(rolls, signal, texts, { put, whole }) {
  const view = h("div", { class: "viewer" });
  const said = h("p", { class: "scan-said", role: "status" });
  const control = h("div", { class: "cluster" });
  const node = h("div", { class: "stack roll-scan" }, said, view, control);
  let running = null;
  const known = (end) => rolls.codeIn(texts[end]);
  const end = () => {
    running?.abort();
    node.classList.remove("on");
    fill(view);
    fill(control, button("Quét tem đầu và tem cuối", begin, { image: "camera" }));
  };
  const got = (text) => {
    const code = rolls.codeIn(text);
    if (!code) {
      fill(said, "Đây không phải mã tem. Hãy đưa ô vuông trên tem vào khung.");
      return false;
    }
    if (!known("first")) put("first", rolls.spell(code));
    else if (code !== known("first")) put("last", rolls.spell(code));
    if (!known("last")) {
      if (said.textContent !== read()) feel(FELT);
      fill(said, read());
      return false;
    }
    feel(DONE);
    fill(said, "Đã đọc đủ hai tem.");
    end();
    whole();
    return true;
  };
  const read = () => `Đã đọc tem đầu ${rolls.spell(known("first"))}. ${AIM.last}`;
  const begin = async () => {
    if (known("first") && known("last")) ["first", "last"].forEach((one) => put(one, ""));
    running = new AbortController();
    const off = button("Tắt máy ảnh", () => { fill(said); end(); }, { image: "close" });
    fill(control, off);
    const words = { aim: known("first") ? AIM.last : AIM.first, instead: "Hãy cho phép máy ảnh, hoặc gõ mã in trên tem." };
    fill(said, words.aim);
    node.classList.add("on");
    off.focus({ preventScroll: true });
    node.scrollIntoView({ block: "start" });
    await watch(view, said, got, running.signal, words);
    if (running.signal.aborted || view.querySelector("video")) return;
    node.classList.remove("on"); // no camera: nothing to aim
    fill(said);
  };
  signal.addEventListener("abort", () => running?.abort());
  end();
  return { node };
}

const FELT = [80], DONE = [80, 60, 80]; // milliseconds on and off: a hand feels that a stamp was read
const feel = (pattern) => navigator.vibrate?.(pattern);
