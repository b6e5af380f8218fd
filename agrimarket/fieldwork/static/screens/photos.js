// Pictures: taken by the phone's camera, shrunk at once, shown small, taken away with undo.

import { fill, h, icon, nextId } from "./dom.js";
import { say, sayError } from "./say.js";
import { bytes } from "./words.js";

/** A button that opens the camera; `got(blob)` gets each shrunk picture. */
export function cameraButton(engine, label, got, { kind = "secondary" } = {}) {
  const id = nextId("camera");
  const input = h("input", { type: "file", accept: "image/*", capture: "environment", id, class: "visually-hidden" });
  const words = h("span", {}, label);
  input.addEventListener("change", async () => {
    const file = input.files[0];
    if (!file) return;
    fill(words, "Đang thu nhỏ ảnh…");
    try {
      await got(await engine.shrink(file));
    } catch (error) {
      sayError(error);
    } finally {
      fill(words, label);
      input.value = "";
    }
  });
  return h("label", { class: `button ${kind} camera`, for: id }, input, icon("camera"), words);
}

/** {node}; `blobs` is changed in place, `change` is told. */
export function photosField(engine, blobs, change, signal, { label = "Chụp ảnh", most = 5 } = {}) {
  const list = h("ul", { class: "thumbs" });
  const box = h("div", { class: "stack" });
  const draw = () => {
    fill(list, blobs.map((blob, place) => h("li", {}, thumb(blob, `Ảnh ${place + 1}, ${bytes(blob.size)}`, signal),
      h("button", { type: "button", class: "round framed off", "aria-label": `Bỏ ảnh ${place + 1}`, on: { click: () => drop(place) } }, icon("close")))));
    fill(box, blobs.length > 0 && list, blobs.length < most && cameraButton(engine, blobs.length ? "Chụp thêm" : label, add));
  };
  const add = async (blob) => {
    blobs.push(blob);
    draw();
    await change();
    say(`Đã có ${blobs.length} ảnh.`);
  };
  const drop = (place) => {
    const [gone] = blobs.splice(place, 1);
    draw();
    change();
    say("Đã bỏ ảnh.", { undo: { run: () => { blobs.splice(place, 0, gone); draw(); change(); } } });
  };
  draw();
  return { node: box };
}

/** A picture kept on this phone. */
export function thumb(blob, alt, signal) {
  const url = URL.createObjectURL(blob);
  signal.addEventListener("abort", () => URL.revokeObjectURL(url));
  return h("img", { src: url, alt, width: 96, height: 96 });
}

/** A blob as JSON can carry it, and back: for drafts. */
export async function packed(blob) {
  const data = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
  return { type: blob.type, base64: btoa(text) };
}

export function unpacked({ type, base64 }) {
  return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type });
}
