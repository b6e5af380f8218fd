// The producer's card on the phone's screen: its square to be scanned, its letters to be typed.

import { h } from "./dom.js";
import { notice } from "./parts.js";
import { symbol } from "./symbol.js";
import { code } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4; // modules around the symbol

export async function cardScreen({ engine }, id) {
  const record = await engine.records.get(id);
  if (!record?.card_code) {
    return { title: "Chưa có thẻ hộ", back: [record?.name ?? "Trang đầu", record ? `#/ho/${id}` : "#/"],
      body: h("p", {}, "Thẻ được cấp ở trang chung, khi có mạng. Cấp rồi thì máy tự tải về.") };
  }
  return {
    title: "Thẻ hộ",
    kind: "card-page",
    back: [record.name, `#/ho/${id}`],
    body: [
      h("div", { class: "id-card" }, h("p", { class: "kicker" }, "Thẻ hộ sản xuất"), h("p", { class: "id-name" }, record.name),
        h("p", { class: "muted" }, [record.hamlet].filter(Boolean).join(", ")),
        square(`${location.protocol}//${location.host}/${record.card_code}`.toUpperCase()),
        h("p", { class: "stamp-code" }, code(record.card_code).split("-").map((part) => h("span", {}, part)))),
      notice("info", "Dùng thẻ thế nào?", h("p", {}, "Lần sau đến nhà, quét thẻ hoặc gõ 16 chữ này là mở ngay sổ của hộ.")),
    ],
  };
}

/** The square as one path of dark modules on white. */
function square(text) {
  const grid = symbol(text);
  const size = grid.length + 2 * QUIET;
  const dark = grid.flatMap((row, y) => row.map((on, x) => on && `M${x + QUIET} ${y + QUIET}h1v1h-1z`)).filter(Boolean);
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ class: "qr", viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": "Ô vuông để quét", "shape-rendering": "crispEdges" })) {
    svg.setAttribute(name, value);
  }
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", dark.join(""));
  svg.append(path);
  return svg;
}
