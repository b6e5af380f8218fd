// A refused piece of work: what was wrong stands at the fields, mended it is sent anew.

import { diaryFields } from "./diary_fields.js";
import { h } from "./dom.js";
import { selectField, tellAll, textField } from "./fields.js";
import { householdFields } from "./household_fields.js";
import { faultsOf, fromRecord, toFields } from "./household_values.js";
import { CATEGORIES, WHAT } from "./labels.js";
import { lotFields } from "./lot_fields.js";
import { button, notice } from "./parts.js";
import { activateFields, voidFields } from "./roll_fields.js";
import { SAVED } from "./saved.js";
import { say, sayError } from "./say.js";

export async function mendScreen({ engine, signal, go }, id) {
  const item = (await engine.queue.list()).find((one) => one.id === id);
  if (!item) return { title: "Việc này không còn trong hàng chờ", back: ["Hàng chờ gửi", "#/hang-cho"], body: h("p", {}, "Có thể nó đã gửi xong.") };
  const made = await formOf(engine, item, signal);
  const summary = h("div", {});
  const save = async () => {
    if (!tellAll(summary, made.fields, made.faults())) return;
    try {
      await engine.queue.mend(id, made.values(), ROLLS.includes(item.kind) ? made.name() : undefined);
      await go("#/hang-cho", { replace: true });
      say(SAVED(engine));
    } catch (error) {
      sayError(error);
    }
  };
  return {
    title: "Sửa rồi gửi lại",
    lead: `${WHAT[item.kind] ?? item.what}: ${item.name ?? ""}`,
    back: ["Hàng chờ gửi", "#/hang-cho"],
    body: [item.reason && notice("look", "Vì sao chưa gửi được", h("p", {}, item.reason)), summary, h("div", { class: "form" }, made.nodes)],
    bar: button("Lưu và gửi lại", save, { kind: "primary big", image: "check" }),
    shown: () => tellAll(summary, made.fields, atFields(item.errors ?? {})),
  };
}

const ROLLS = ["stamps.activate", "stamps.void"]; // called by their stamps, which are mended here

/** The service's names of fields as the form has them. */
const FORM_NAMES = { happened_at: "happened_on" };
const atFields = (errors) => Object.fromEntries(Object.entries(errors).map(([name, said]) => [FORM_NAMES[name] ?? name, said]));

async function formOf(engine, item, signal) {
  if (item.kind === "product.draft") return productForm(item);
  if (item.kind === "lot.open") return lotFields(engine, (await engine.records.get(item.about)) ?? {}, { ...item.fields, id: item.object_id });
  if (item.kind === "diary.add") return diaryForm(engine, item);
  if (item.kind === "stamps.activate") return activateFields(engine, (await engine.records.get(item.about)) ?? {}, signal, item.fields);
  if (item.kind === "stamps.void") return voidFields(engine, (await engine.records.get(item.about)) ?? {}, signal, item.fields);
  return householdForm(engine, item);
}

async function diaryForm(engine, item) {
  const record = await engine.records.get(item.about);
  const lot = record?.open_lots?.find((one) => one.id === item.fields.lot_id);
  const made = diaryFields(engine, { sent: item.fields, lot });
  return { get fields() { return made.fields; }, nodes: made.node, faults: made.faults, values: made.values };
}

async function householdForm(engine, item) {
  const editing = item.kind === "household.edit";
  const record = (editing && (await engine.records.get(item.object_id))) || {};
  const before = fromRecord({ kind: "household", ...record, ...item.fields }, engine.state());
  const values = structuredClone(before);
  if (!editing && !values.phone) values.phone_mode = "none";
  const masked = record.phone && !before.phone ? record.phone : "";
  const secret = { citizen_id: "" };
  const form = householdFields(engine, values, secret, () => {}, { editing: true, hints: { phone: masked } });
  const sent = Object.keys(item.fields ?? {});
  const now = () => {
    const all = toFields(values, secret);
    if (!editing) return all;
    const named = new Set([...sent, ...Object.keys(all).filter((name) => JSON.stringify(all[name]) !== JSON.stringify(toFields(before, {})[name]))]);
    return Object.fromEntries([...named].map((name) => [name, all[name] ?? null]));
  };
  return { fields: form.fields, nodes: form.nodes, faults: () => faultsOf(values, secret, { maskedPhone: masked, editing }), values: now };
}

function productForm(item) {
  const values = { ...item.fields };
  const set = (name) => (value) => { values[name] = value; };
  const fields = [
    textField("name", "Tên sản phẩm", { value: values.name, required: true, oninput: set("name") }),
    selectField("category", "Nhóm", Object.entries(CATEGORIES), { value: values.category, onchange: set("category") }),
    textField("price_vnd", "Giá bán (đồng)", { value: values.price_vnd ?? "", inputmode: "numeric", oninput: (text) => { values.price_vnd = Number(text.replace(/\D/g, "")) || null; } }),
    textField("unit", "Tính theo", { value: values.unit ?? "", oninput: set("unit") }),
  ];
  return { fields, nodes: fields.map((one) => one.node), faults: () => ({}), values: () => values };
}
