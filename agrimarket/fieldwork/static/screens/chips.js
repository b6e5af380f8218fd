// Chips: picked by a tap, and free text beside them.

import { fill, h, icon } from "./dom.js";
import { group } from "./fields.js";
import { fold } from "./words.js";

/** Produce: chips that switch on and off, and a box for what is not among them. */
export function cropsField(values, offered, change) {
  const list = h("div", { class: "chips" });
  const input = h("input", { id: "crop-more", type: "text", autocomplete: "off", enterkeyhint: "done", maxlength: 80, value: values.crop_text ?? "" });
  const draw = () => {
    const shown = [...values.crops, ...offered.filter((one) => !has(values.crops, one))];
    fill(list, shown.map((crop) => {
      const on = has(values.crops, crop);
      return h("button", { type: "button", class: "chip", "aria-pressed": String(on), on: { click: () => flip(crop) } },
        on && icon("check", "s"), crop);
    }));
  };
  const flip = (crop) => {
    const at = document.activeElement?.textContent;
    values.crops = has(values.crops, crop)
      ? values.crops.filter((one) => fold(one) !== fold(crop))
      : [...values.crops, crop];
    draw();
    [...list.children].find((one) => one.textContent === at)?.focus();
    change();
  };
  const add = () => {
    const more = split(input.value).filter((one) => !has(values.crops, one));
    values.crops = [...values.crops, ...more];
    input.value = values.crop_text = "";
    draw();
    change();
    input.focus();
  };
  input.addEventListener("input", () => { values.crop_text = input.value; change(); });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  });
  draw();
  const made = group("crops", "Sản phẩm chính", [list,
    h("div", { class: "beside" },
      h("div", { class: "grow" }, h("label", { class: "small", for: "crop-more" }, "Thứ khác"), input),
      h("button", { type: "button", class: "button secondary", on: { click: add } }, icon("plus"), "Thêm"))],
  { hint: "Bấm chọn một hay nhiều thứ.", required: true });
  return { ...made, offer: (more) => { offered = more; draw(); } };
}

/** Chips that put their words into a text field. */
export function fillChips(input, choices, change) {
  const box = h("div", { class: "chips small" });
  const draw = (offered) => fill(box, offered.map((text) =>
    h("button", { type: "button", class: "chip", on: { click: () => { input.value = text; change(text); input.focus(); } } }, text)));
  draw(choices);
  return { node: box, offer: draw };
}

/** What was typed, cut at commas. */
export const split = (text) => String(text ?? "").split(/[,;\n]/).map((one) => one.trim()).filter(Boolean);

const has = (list, crop) => list.some((one) => fold(one) === fold(crop));
