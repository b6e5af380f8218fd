// Stamps in hand: a roll that goes on packs is activated, spoilt ones are void; without network too.

import { h } from "./dom.js";
import { tellAll } from "./fields.js";
import { button, empty } from "./parts.js";
import { missing } from "./record.js";
import { activateFields, voidFields } from "./roll_fields.js";
import { SAVED } from "./saved.js";
import { say, sayError } from "./say.js";
import { wayBack } from "./way_back.js";

const NO_STAMPS = ["Chưa có tem trên máy", "Xin tem và in tem ở trang chung, khi có mạng. In xong thì máy tự tải về đây."];
const NO_LOT = ["Chưa có lô nào dán tem được", "Tem chỉ dán lên lô đã xuất bán. Hãy xuất bán lô ở trang chung, khi có mạng."];

export const activateScreen = (app, id) => screen(app, id, {
  title: "Dán tem: kích hoạt cuộn", kind: "activate", fields: activateFields, save: "Lưu, kích hoạt cuộn này",
});

export const voidScreen = (app, id) => screen(app, id, {
  title: "Hủy tem hỏng", kind: "void", fields: voidFields, save: "Lưu, hủy các tem này",
});

async function screen({ engine, signal, go }, id, { title, kind, fields, save }) {
  const record = await engine.records.get(id);
  if (!record) return missing();
  const back = wayBack(engine, record);
  const lack = !record.rolls ? NO_STAMPS : kind === "activate" && !engine.rolls.lotsToStick(record).length ? NO_LOT : null;
  if (lack) return { title, back, body: empty(...lack) };
  const made = fields(engine, record, signal);
  const summary = h("div", {});
  const keep = async () => {
    if (!tellAll(summary, made.fields, made.faults())) return;
    try {
      await engine.write.stamps(kind, id, made.values(), made.name());
      await go(back[1], { replace: true });
      say(SAVED(engine));
    } catch (error) {
      sayError(error);
    }
  };
  return {
    title, lead: record.name, back,
    body: [summary, h("div", { class: "form" }, made.nodes)],
    bar: button(save, keep, { kind: "primary big", image: "check" }),
  };
}
