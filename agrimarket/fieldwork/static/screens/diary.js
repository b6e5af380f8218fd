// One line in the diary of an open lot: what was done, when, with what.

import { diaryFields } from "./diary_fields.js";
import { h } from "./dom.js";
import { tellAll } from "./fields.js";
import { button } from "./parts.js";
import { missing } from "./record.js";
import { SAVED } from "./saved.js";
import { say, sayError } from "./say.js";

export async function diaryScreen({ engine, go }, id, lotId) {
  const record = await engine.records.get(id);
  const lot = record?.open_lots?.find((one) => one.id === lotId);
  if (!lot) return record ? closed(record) : missing();
  const made = diaryFields();
  const summary = h("div", {});
  const save = async () => {
    if (!tellAll(summary, made.fields, made.faults())) return;
    try {
      await engine.write.diary(lotId, made.values());
      go(`#/ho/${id}`, { replace: true });
      say(SAVED(engine));
    } catch (error) {
      sayError(error);
    }
  };
  return {
    title: `Nhật ký lô ${lot.lot_code}`,
    lead: [record.name, lot.product_name].filter(Boolean).join(" · "),
    back: [record.name, `#/ho/${id}`],
    body: [summary, h("div", { class: "form" }, made.nodes)],
    bar: button("Lưu nhật ký", save, { kind: "primary big", image: "check" }),
  };
}

const closed = (record) => ({
  title: "Lô này đã đóng",
  back: [record.name, `#/ho/${record.id}`],
  body: h("p", {}, "Lô đã xuất hoặc không còn trên máy. Hãy mở hộ để xem các lô đang làm."),
});
