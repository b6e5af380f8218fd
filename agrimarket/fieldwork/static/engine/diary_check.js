// Whether a diary line's facts fit its kind: the rules of agrimarket/lots/facts/check.py, said
// again in the yard, so that nothing comes back refused from the service. A test holds both together.

import { KINDS } from "./diary_kinds.js";
import { tidy } from "./fold.js";

const LONGEST_FACTS = 4_000; // letters of JSON
const TOO_LONG = "Phần ghi thêm quá dài. Hãy rút gọn dưới 4.000 ký tự.";
const MISSING = "Hãy ghi tên thuốc và số ngày cách ly in trên nhãn (không có thì ghi 0).";
const NO_UNIT = "Số này chưa có đơn vị. Hãy ghi đơn vị, ví dụ kg.";
const NO_NUMBER = "Đơn vị này chưa có số. Hãy ghi số lượng, hoặc bỏ đơn vị.";
const ODD = /[\p{C}\p{Z}]/u; // nothing that prints; a plain space is taken out before
const byCode = new Map(KINDS.map((kind) => [kind.code, kind]));

/** A kind with its facts, or undefined. @param {string} code */
export const kindOf = (code) => byCode.get(code);

const grouped = (value) => String(Math.trunc(value)).replace(/\B(?=(\d{3})+$)/g, ".");
const wrong = (sentence) => ({ sentence });
const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
const within = ({ least, most }, value) => least <= value && value <= most;

const CHECKS = {
  text: (fact, value) =>
    typeof value !== "string" || [...value].length > fact.most || ODD.test(value.replaceAll(" ", ""))
      ? wrong(`Hãy ghi bằng chữ, không quá ${grouped(fact.most)} chữ.`) : tidy(value),
  number: (fact, value) =>
    !isNumber(value) || !within(fact, value)
      ? wrong(`Hãy ghi một số từ ${fact.least} đến ${grouped(fact.most)}.`) : Math.round(value * 1000) / 1000,
  whole: (fact, value) =>
    !Number.isInteger(value) || !within(fact, value)
      ? wrong(`Hãy ghi một số nguyên từ ${fact.least} đến ${grouped(fact.most)}.`) : value,
  yes_no: (_, value) => (typeof value === "boolean" ? value : wrong("Hãy ghi true (đạt) hoặc false (không đạt).")),
  choice: (fact, value) =>
    typeof value === "string" && value in fact.choices ? value
      : wrong(`Hãy chọn một trong: ${Object.keys(fact.choices).join(", ")}.`),
};

/** {clean, faults}: facts as they are kept, and what is wrong by name. `unit`: the lot's own. */
export function checkFacts(code, facts, unit = null) {
  if (JSON.stringify(facts).length > LONGEST_FACTS) return { clean: {}, faults: { facts: [TOO_LONG] } };
  const known = kindOf(code)?.facts ?? [];
  const clean = Object.fromEntries(Object.entries(facts).filter(([name]) => !known.some((fact) => fact.name === name)));
  const said = {};
  for (const fact of known) {
    const value = facts[fact.name];
    if (value === undefined || value === null || value === "") continue;
    const found = CHECKS[fact.type](fact, value);
    if (found?.sentence) said[fact.name] = found.sentence;
    else if (found !== "") clean[fact.name] = found;
  }
  if (unit && "quantity" in clean && !("unit" in clean) && known.some((fact) => fact.name === "unit")) clean.unit = unit;
  return { clean, faults: named(known, clean, { ...said, ...unpaired(known, clean, said) }) };
}

/** Numbers without their unit, and units without their number. */
function unpaired(known, clean, said) {
  const found = {};
  for (const { name, counts } of known) {
    if (!counts || counts in said || name in said) continue;
    if (counts in clean && !(name in clean)) found[name] = NO_UNIT;
    else if (name in clean && !(counts in clean)) found[counts] = NO_NUMBER;
  }
  return found;
}

function named(known, clean, said) {
  const must = known.filter((fact) => fact.need === "must" && !(fact.name in clean)).map((fact) => fact.name);
  const all = { ...said, ...Object.fromEntries(must.map((name) => [name, said[name] ?? MISSING])) };
  return Object.fromEntries(Object.entries(all).map(([name, sentence]) => [`facts.${name}`, [sentence]]));
}

/** A number as Vietnamese hands type it; what is none stays text, for the check to refuse. */
export function readNumber(typed) {
  const plain = typed.replace(/[\u00a0\u202f\s]+/g, " ").trim();
  const [, minus, rest] = /^([-−]?)\s*(.*)$/.exec(plain);
  const sign = minus ? -1 : 1;
  if (/^\d{1,3}([. ]\d{3})+(,\d+)?$/.test(rest)) return sign * Number(rest.replace(/[. ]/g, "").replace(",", "."));
  if (/^\d+([.,]\d+)?$/.test(rest)) return sign * Number(rest.replace(",", "."));
  return plain;
}
