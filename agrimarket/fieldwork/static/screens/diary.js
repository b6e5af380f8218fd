// One line in the diary of an open lot, or of every lot of an area: three taps, a picture beside.

import { diaryFields } from "./diary_fields.js";
import { fill, h, icon } from "./dom.js";
import { tellAll } from "./fields.js";
import { button, empty, linkButton, section } from "./parts.js";
import { photosField } from "./photos.js";
import { missing } from "./record.js";
import { SAVED } from "./saved.js";
import { say, sayError } from "./say.js";
import { wayBack } from "./way_back.js";

const LAST = "lo-vua-ghi";
const MOST_PHOTOS = 6; // agrimarket/lots/event_photos.py

/** `lotId` is chosen already where one came from a lot; else the lot of last time stands there. */
export async function diaryScreen({ engine, signal, go }, id, lotId = "") {
  const record = await engine.records.get(id);
  if (!record) return missing();
  const back = wayBack(engine, record);
  const all = targets(record);
  if (!all.length) return nothing(id, back);
  const last = (await engine.drafts.load(LAST))?.key;
  const target = lotId ? all.find((one) => one.key === lotId) : all.find((one) => one.key === last) ?? all[0];
  if (!target) return closed(record);
  return form({ engine, signal, go }, { record, all, target, back: lotId ? [`Lô ${target.lots[0].lot_code}`, `#/ho/${id}/lo/${lotId}`] : back });
}

/** What may be written on: each lot, the newest work first, and areas with several of them. */
function targets(record) {
  const products = new Map((record.products ?? []).map((one) => [one.id, one.name]));
  const lots = [...(record.open_lots ?? [])].sort((a, b) => ((a.lines?.[0]?.at ?? "") < (b.lines?.[0]?.at ?? "") ? 1 : -1));
  const areas = (record.areas ?? []).map((area) => [area, lots.filter((lot) => lot.area_id === area.id)]);
  return [
    ...lots.map((lot) => ({ key: lot.id, lots: [lot], title: `Lô ${lot.lot_code}`, small: products.get(lot.product_id) ?? "" })),
    ...areas.filter(([, inside]) => inside.length > 1).map(([area, inside]) =>
      ({ key: area.id, lots: inside, title: `Cả ${area.name}`, small: `${inside.length} lô: ${inside.map((lot) => lot.lot_code).join(", ")}` })),
  ];
}

function form({ engine, signal, go }, { record, all, target, back }) {
  let chosen = target;
  let made = null;
  const photos = [];
  const summary = h("div", {});
  const where = h("div", {});
  const box = h("div", {});
  const camera = section("Ảnh", photosField(engine, photos, () => {}, signal, { most: MOST_PHOTOS }).node);
  const bar = h("div", { class: "bar-part" });
  const drawBar = () => fill(bar, made.kind ? button("Lưu nhật ký", save, { kind: "primary big", image: "check" }) : []);
  const draw = () => {
    fill(where, place(chosen, all.length > 1 && choose));
    made = diaryFields(engine, { record, lot: chosen.lots[0], lots: chosen.lots, extra: camera, chosen: drawBar });
    fill(box, made.node);
    drawBar();
  };
  const choose = () => fill(box) && fill(bar) && fill(where, section("Ghi cho lô nào?", h("ul", { class: "rows" }, all.map((one) => h("li", {},
    h("button", { type: "button", class: "row", on: { click: () => { chosen = one; draw(); } } },
      h("span", { class: "grow" }, h("b", {}, one.title), one.small && h("small", {}, one.small)), one === chosen && icon("check")))))));
  const save = async () => {
    if (!tellAll(summary, made.fields, made.faults())) return;
    try {
      await engine.write.diaries(chosen.lots.map((lot) => lot.id), made.values(), photos);
      await engine.drafts.save(LAST, { key: chosen.key });
      await go(back[1], { replace: true });
      say(SAVED(engine));
    } catch (error) {
      sayError(error);
    }
  };
  draw();
  return { title: "Ghi nhật ký", back, body: [summary, where, box], bar };
}

const place = ({ title, small, lots }, choose) => [
  h("div", { class: "chosen" }, icon("box"), h("span", { class: "grow" }, h("b", {}, title), small && h("small", { class: "block muted" }, small)),
    choose && button("Lô khác", choose, { kind: "quiet" })),
  lots.length > 1 && h("p", { class: "hint" }, `Ghi vào ${lots.length} lô. Số lượng ghi ở đây là của mỗi lô.`),
];

const nothing = (id, back) => ({
  title: "Ghi nhật ký",
  back,
  body: empty("Chưa có lô nào đang làm", "Nhật ký ghi theo lô: mỗi lứa, mỗi đợt là một lô. Hãy mở lô rồi ghi."),
  bar: linkButton("Mở lô mới", `#/ho/${id}/lo-moi`, { kind: "primary big", image: "plus" }),
});

const closed = (record) => ({
  title: "Lô này đã đóng",
  back: [record.name, `#/ho/${record.id}`],
  body: h("p", {}, "Lô đã xuất hoặc không còn trên máy. Hãy mở hộ để xem các lô đang làm."),
});
