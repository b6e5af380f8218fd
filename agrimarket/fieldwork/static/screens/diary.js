// One line in the diary of an open lot: what was done, when, with what.

import { h } from "./dom.js";
import { areaField, cards, tellAll, textField } from "./fields.js";
import { EVENTS, WAITING_EVENTS } from "./labels.js";
import { button } from "./parts.js";
import { SAVED } from "./saved.js";
import { say, sayError } from "./say.js";
import { today } from "./words.js";

export async function diaryScreen({ engine, go }, id, lotId) {
  const record = await engine.records.get(id);
  const lot = record.open_lots?.find((one) => one.id === lotId);
  const values = { kind: "", happened_on: today(), text: "", product: "", waiting_days: "" };
  const set = (name) => (value) => { values[name] = value; };
  const drug = h("div", { class: "stack", hidden: true });
  const kind = cards("radio", "kind", "Đã làm gì?", Object.entries(EVENTS).map(([value, label]) => ({ value, label })), {
    required: true, look: "choice-list tight",
    onchange: (value) => { values.kind = value; drug.hidden = !WAITING_EVENTS.includes(value); },
  });
  const product = textField("product", "Tên thuốc", { maxlength: 120, oninput: set("product") });
  const days = textField("waiting_days", "Cách ly bao nhiêu ngày", { inputmode: "numeric", maxlength: 3, hint: "Xem trên nhãn thuốc.", oninput: set("waiting_days") });
  drug.append(product.node, days.node);
  const on = textField("happened_on", "Ngày làm", { type: "date", value: values.happened_on, max: today(), oninput: set("happened_on") });
  const note = areaField("note", "Ghi thêm", { oninput: set("text") });
  const summary = h("div", {});
  const save = async () => {
    if (!tellAll(summary, [kind, product, days, on, note], faultsOf(values))) return;
    const waits = WAITING_EVENTS.includes(values.kind);
    try {
      await engine.write.diary(lotId, {
        kind: values.kind, happened_on: values.happened_on, ...(values.text.trim() && { note: values.text.trim() }),
        ...(waits && { facts: { product: values.product.trim(), waiting_days: Number(values.waiting_days) } }),
      });
      go(`#/ho/${id}`, { replace: true });
      say(SAVED(engine));
    } catch (error) {
      sayError(error);
    }
  };
  return {
    title: `Nhật ký lô ${lot?.lot_code ?? ""}`,
    lead: record.name,
    back: [record.name, `#/ho/${id}`],
    body: [summary, h("div", { class: "form" }, kind.node, drug, on.node, note.node)],
    bar: button("Lưu nhật ký", save, { kind: "primary big", image: "check" }),
  };
}

function faultsOf(values) {
  const faults = {};
  if (!values.kind) faults.kind = ["Hãy chọn việc đã làm."];
  if (!values.happened_on) faults.happened_on = ["Hãy chọn ngày."];
  if (values.happened_on > today()) faults.happened_on = ["Ngày này chưa đến. Hãy chọn lại."];
  if (!WAITING_EVENTS.includes(values.kind)) return faults;
  if (!values.product.trim()) faults.product = ["Hãy ghi tên thuốc."];
  if (!/^\d{1,3}$/.test(values.waiting_days)) faults.waiting_days = ["Hãy ghi số ngày, ví dụ 14."];
  return faults;
}
