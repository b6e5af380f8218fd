// The commune: filled in from the worker's place; others are found without tone marks.

import { fill, h, icon } from "./dom.js";
import { field, group } from "./fields.js";
import { fold } from "./words.js";

const MOST = 8;

/** {node, name, tell}; `change(code, name)` is called when another place is picked. */
export function placeField(engine, values, change) {
  const own = engine.state().communes ?? [];
  const box = h("div", {});
  const made = group("commune_code", "Xã, phường", box, { required: true });
  const pick = (place) => {
    change(place.code, place.name);
    draw();
    box.querySelector("button")?.focus();
  };
  const draw = () => fill(box, values.commune_code ? chosen() : search());
  const chosen = () => h("div", { class: "chosen" }, icon("pin"), h("b", { class: "grow" }, values.commune_name || values.commune_code),
    own.length !== 1 && h("button", { type: "button", class: "button quiet", on: { click: open } }, "Đổi xã"));
  const open = () => {
    fill(box, search());
    box.querySelector("input").focus();
  };
  const search = () => {
    const list = h("ul", { class: "places", "aria-live": "polite" });
    const input = h("input", { type: "search", autocomplete: "off", enterkeyhint: "search" });
    const look = async () => {
      const text = input.value.trim();
      const found = text ? await engine.places.search(text) : own;
      if (input.value.trim() === text) fill(list, options(found, own, pick, text));
    };
    input.addEventListener("input", look);
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      list.querySelector("button:enabled")?.click();
    });
    look();
    return [field("commune_search", "Tìm xã, phường", input, { hint: "Tên mới hay tên cũ đều được, không cần dấu." }).node, list];
  };
  draw();
  return made;
}

function options(found, own, pick, text) {
  if (!found.length) return h("li", { class: "muted" }, "Không thấy xã nào. Hãy thử gõ cách khác.");
  const mine = new Set(own.map((one) => one.code));
  const seen = new Set();
  return found.filter((one) => !seen.has(one.code) && seen.add(one.code)).slice(0, MOST).map((one) => {
    const outside = own.length > 0 && !mine.has(one.code);
    const old = former(one, text);
    return h("li", {}, h("button", { type: "button", class: "row", disabled: outside, on: { click: () => pick(one) } },
      h("span", { class: "grow" }, h("b", {}, one.name), old && h("small", {}, `Trước đây: ${old}`),
        outside && h("small", {}, "Ngoài xã bạn phụ trách")), icon("right")));
  });
}

/** The former name that was meant, out of one text or a list of them. */
function former(place, text) {
  const names = [place.former ?? []].flat().map((one) => one.name ?? one);
  const asked = fold(text);
  const names_with = names.filter((name) => fold(name).includes(asked));
  return (names_with.length ? names_with : names).slice(0, 2).join(", ");
}
