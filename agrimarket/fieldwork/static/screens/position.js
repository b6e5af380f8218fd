// Where the house stands: asked of the phone only on a tap, cleared by another.

import { fill, h } from "./dom.js";
import { button } from "./parts.js";
import { number } from "./words.js";

const WAIT = { enableHighAccuracy: true, timeout: 20000, maximumAge: 0 };
const WHY = {
  1: "Máy chưa cho phép xem vị trí. Hãy bật trong phần cài đặt của điện thoại.",
  2: "Chưa tìm thấy vị trí. Hãy ra chỗ thoáng rồi thử lại.",
  3: "Tìm vị trí lâu quá. Hãy ra chỗ thoáng rồi thử lại.",
};

export function positionField(values, change) {
  const box = h("div", { class: "position", "data-field": "latitude" });
  const said = h("p", { role: "status" });
  const take = () => new Promise((done) => {
    fill(said, "Đang tìm vị trí…");
    navigator.geolocation.getCurrentPosition((found) => {
      const round = (value) => Math.round(value * 1e6) / 1e6;
      change({ latitude: round(found.coords.latitude), longitude: round(found.coords.longitude), accuracy: Math.round(found.coords.accuracy) });
      draw();
      done();
    }, (error) => {
      fill(said, WHY[error.code] ?? WHY[2]);
      done();
    }, WAIT);
  });
  const clear = () => {
    change({ latitude: null, longitude: null, accuracy: null });
    draw();
  };
  const draw = () => {
    const has = values.latitude !== null && values.latitude !== undefined;
    fill(said, has && `Đã ghi vị trí${values.accuracy ? `, sai khoảng ${number(values.accuracy)} m` : ""}.`);
    fill(box, h("p", { class: "label" }, "Vị trí nhà"), h("p", { class: "hint" }, "Không đưa lên mạng. Chỉ lấy khi bạn bấm."), said,
      h("div", { class: "cluster" },
        button(has ? "Lấy lại vị trí" : "Lấy vị trí ở đây", take, { image: "pin" }),
        has && button("Xóa vị trí", clear, { kind: "quiet" })));
  };
  draw();
  return box;
}
