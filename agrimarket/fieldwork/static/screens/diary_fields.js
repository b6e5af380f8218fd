// The fields of one line in a lot's diary, to be written or mended.

import { h } from "./dom.js";
import { areaField, cards, textField } from "./fields.js";
import { EVENTS, WAITING_EVENTS } from "./labels.js";
import { today } from "./words.js";

const LONGEST_WAIT = 365; // days, as agrimarket/lots/diary.py
const BLANK = { kind: "", happened_on: "", note: "", product: "", waiting_days: "" };

/** {fields, nodes, faults(), values()}; `sent` is what the service refused, to begin from. */
export function diaryFields(sent = {}) {
  const { facts, ...rest } = sent;
  const values = { ...BLANK, happened_on: today(), ...rest, product: facts?.product ?? "", waiting_days: String(facts?.waiting_days ?? "") };
  const set = (name) => (value) => { values[name] = value; };
  const waits = () => WAITING_EVENTS.includes(values.kind);
  const drug = h("div", { class: "stack", hidden: !waits() });
  const kind = cards("radio", "kind", "Đã làm gì?", Object.entries(EVENTS).map(([value, label]) => ({ value, label })), {
    values: [values.kind], required: true, look: "choice-list tight",
    onchange: (value) => { values.kind = value; drug.hidden = !waits(); },
  });
  const product = textField("product", "Tên thuốc", { value: values.product, maxlength: 120, oninput: set("product") });
  const days = textField("waiting_days", "Cách ly bao nhiêu ngày", { value: values.waiting_days, inputmode: "numeric", maxlength: 3, hint: "Xem trên nhãn thuốc.", oninput: set("waiting_days") });
  drug.append(product.node, days.node);
  const on = textField("happened_on", "Ngày làm", { type: "date", value: values.happened_on, max: today(), oninput: set("happened_on") });
  const note = areaField("note", "Ghi thêm", { value: values.note, oninput: set("note") });
  return {
    fields: [kind, product, days, on, note], nodes: [kind.node, drug, on.node, note.node],
    faults: () => faultsOf(values), values: () => toFields(values, sent),
  };
}

/** As the service takes it; what a mended line loses is said with null. */
function toFields(values, sent) {
  const waits = WAITING_EVENTS.includes(values.kind);
  const note = values.note.trim();
  return {
    kind: values.kind, happened_on: values.happened_on, ...((note || sent.note) && { note: note || null }),
    ...(waits ? { facts: { product: values.product.trim(), waiting_days: Number(values.waiting_days) } } : sent.facts && { facts: null }),
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
  else if (Number(values.waiting_days) > LONGEST_WAIT) faults.waiting_days = [`Nhiều nhất ${LONGEST_WAIT} ngày. Hãy xem lại nhãn thuốc.`];
  return faults;
}
