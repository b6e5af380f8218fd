// What was typed about a producer: how it begins, what is wrong with it, what is sent.

import { split } from "./chips.js";
import { citizenFault } from "./citizen_field.js";
import { FIRMS } from "./labels.js";

const HECTARES = { ha: 1, sao: 0.05, m2: 0.0001 };
const MASKED = /[•*]/; // a role that does not see numbers gets them so
const PLAIN = ["kind", "head_name", "legal_name", "commune_code", "hamlet", "birth_date", "sex", "latitude", "longitude", "tax_code", "note"];

/** A new form: the worker's own commune is filled in. */
export function blank(state, last = null) {
  const own = state.communes ?? [];
  const home = [last, state.home_commune, own.length === 1 && own[0].code]
    .map((code) => own.find((one) => one.code === code)).find(Boolean);
  return {
    kind: "household", head_name: "", legal_name: "", tax_code: "", phone_mode: "own", phone: "", phone_of: "",
    commune_code: home?.code ?? "", commune_name: home?.name ?? "", hamlet: "", crops: [], crop_text: "",
    birth_date: "", sex: "", area: "", area_unit: "sao", latitude: null, longitude: null, accuracy: null, note: "",
  };
}

/** A record as a form; a masked phone is left out of it. */
export function fromRecord(record, state) {
  const seen = record.phone && !MASKED.test(record.phone);
  const place = state.communes?.find((one) => one.code === record.commune_code);
  const plain = Object.fromEntries(PLAIN.map((name) => [name, record[name] ?? (["latitude", "longitude"].includes(name) ? null : "")]));
  return {
    ...blank(state), ...plain, kind: record.kind ?? "household", crops: [...(record.crops ?? [])],
    commune_name: record.commune_name ?? place?.name ?? record.commune_code,
    phone: seen ? record.phone : "", phone_of: record.phone_of ?? "",
    phone_mode: record.phone_of ? "other" : "own",
    area: record.area_ha ? String(record.area_ha).replace(".", ",") : "", area_unit: "ha",
  };
}

/** Faults by field, in words; nothing when it can be saved. */
export function faultsOf(values, secret, { maskedPhone = "", editing = false } = {}) {
  const faults = {};
  const person = ["household", "household_business"].includes(values.kind);
  if (letters(values.head_name) < 2 && (person || values.head_name.trim())) {
    faults.head_name = ["Hãy ghi họ và tên chủ hộ."];
  }
  if (!person && letters(values.legal_name) < 2) faults.legal_name = ["Hãy ghi tên đơn vị."];
  const figures = values.phone.replace(/\D/g, "").replace(/^84/, "0");
  if (values.phone_mode !== "none" && !(maskedPhone && !figures) && !/^0\d{9,10}$/.test(figures)) {
    if (figures || !editing) {
      faults.phone = [figures ? "Số điện thoại có 10 chữ số. Hãy xem lại." : "Hãy ghi số, hoặc chọn “Không có”."];
    }
  }
  if (values.phone_mode === "other" && !values.phone_of.trim()) faults.phone_of = ["Hãy ghi là ai, ví dụ: con gái."];
  if (!values.commune_code) faults.commune_code = ["Hãy chọn xã, phường."];
  if (!allCrops(values).length && !editing) faults.crops = ["Hãy chọn ít nhất một thứ."];
  if (values.area.trim() && !(area(values) > 0)) faults.area_ha = ["Diện tích chưa đúng. Hãy ghi số, ví dụ 2,5."];
  const taxed = (values.tax_code ?? "").replace(/[\s.-]/g, "");
  if (FIRMS.includes(values.kind) && taxed && !/^\d{10}(\d{3})?$/.test(taxed)) faults.tax_code = ["Mã số thuế có 10 hoặc 13 chữ số. Chưa có thì để trống."];
  const citizen = citizenFault(secret);
  if (citizen.length) faults.citizen_id = citizen;
  return faults;
}

/** What is sent: empty fields are left out. */
export function toFields(values, secret) {
  const all = {
    ...Object.fromEntries(PLAIN.map((name) => [name, tidy(values[name])])),
    phone: values.phone_mode === "none" ? null : tidy(values.phone),
    phone_of: values.phone_mode === "other" ? tidy(values.phone_of) : null,
    crops: allCrops(values),
    area_ha: values.area.trim() ? area(values) : null,
    citizen_id: (secret.citizen_id ?? "").replace(/\D/g, "") || null,
  };
  if (all.kind === "household") all.legal_name = null;
  if (!FIRMS.includes(all.kind)) all.tax_code = null;
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== "" && value?.length !== 0));
}

/** What differs from before; null empties a field; a hidden phone left blank stays. */
export function changes(before, values, secret, maskedPhone) {
  const old = toFields(before, {});
  const now = toFields(values, secret);
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  const found = {};
  for (const name of names) {
    if (JSON.stringify(old[name]) !== JSON.stringify(now[name])) found[name] = now[name] ?? (name === "crops" ? [] : null);
  }
  if (values.phone_mode === "none" && maskedPhone) found.phone = null;
  return found;
}

/** Chips and what still stands in the box beside them. */
export const allCrops = (values) => [...new Set([...values.crops, ...split(values.crop_text)])];

function area(values) {
  const plain = Number(values.area.trim().replace(/\.(?=\d{3}(\D|$))/g, "").replace(",", "."));
  return Math.max(Math.round(plain * HECTARES[values.area_unit] * 100) / 100, plain > 0 ? 0.01 : 0);
}

const letters = (text) => [...(text ?? "")].filter((one) => /\p{L}/u.test(one)).length;
const tidy = (value) => (typeof value === "string" ? value.replace(/\s+/g, " ").trim() : value ?? null);
