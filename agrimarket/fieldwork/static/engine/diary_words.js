// Diary lines in words, which of them hold, and what is likely the same the next time.

import { kindOf } from "./diary_check.js";
import { notBefore as heldUntil } from "./waiting.js";

export { KINDS as kinds } from "./diary_kinds.js";
export { checkFacts as check, kindOf, readNumber } from "./diary_check.js";

const NUMBER = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 3 });
const MOST_AGAIN = 3;
export const WITHDRAWN = "withdrawn";

/** Known facts as people read them: [{label, text}], in their order. */
export function told(code, facts) {
  const known = kindOf(code)?.facts ?? [];
  return known.filter(({ name, counts }) => !counts && facts?.[name] !== undefined && facts[name] !== null)
    .map((fact) => ({ label: fact.label, text: text(known, fact, facts) }));
}

function text(known, fact, facts) {
  const value = facts[fact.name];
  if (fact.type === "yes_no") return fact.choices[value ? "yes" : "no"];
  if (fact.type === "choice") return fact.choices[value] ?? String(value);
  if (typeof value !== "number") return String(value);
  const unit = known.find((one) => one.counts === fact.name);
  return `${NUMBER.format(value)} ${(unit ? facts[unit.name] : fact.unit) ?? ""}`.trim();
}

/** The lines that hold: those no newer one corrects or takes back. */
export function holding(lines) {
  const gone = new Set(lines.map((line) => line.corrects_id).filter(Boolean));
  return lines.filter((line) => !gone.has(line.id) && line.kind !== WITHDRAWN && !ofHandOver(line));
}

/** Whether a hand-over wrote this line. */
export const ofHandOver = (line) => Boolean(line.facts && "transfer_id" in line.facts);

/** The day before which none of these lots may all be harvested: {day, product, lot_code} or null. */
export const notBefore = (lots, today) => heldUntil(lots, today, holding);

/** Of a line's facts those that are likely the same the next time. */
export const usual = ({ kind, facts }) =>
  Object.fromEntries((kindOf(kind)?.usual ?? []).filter((name) => facts?.[name] !== undefined).map((name) => [name, facts[name]]));

const newest = (lots) => lots.flatMap((lot) => holding(lot.lines ?? [])).sort((a, b) => (a.at < b.at ? 1 : -1));

/** Facts to begin a line of this kind with; never of a drug: another one has other waiting days. */
export function before(record, lot, code) {
  if (kindOf(code)?.waits) return {};
  const others = (record.open_lots ?? []).filter((one) => one.id !== lot.id);
  const found = [...newest([lot]), ...newest(others)].find((line) => line.kind === code);
  return found ? usual(found) : {};
}

/** What this producer wrote before of one fact, last used first. */
export const own = (record, code, name) => [...new Set(newest(record.open_lots ?? [])
  .filter((line) => line.kind === code && typeof line.facts?.[name] === "string").map((line) => line.facts[name]))];

/** The last different works on this product's lots that say something: [{line, words}]. */
export function again(record, lot) {
  const found = new Map();
  const same = (record.open_lots ?? []).filter((one) => one.product_id === lot.product_id);
  for (const line of newest(same)) {
    const words = told(line.kind, usual(line)).map((one) => one.text).join("; ");
    const key = `${line.kind} ${words}`;
    if (words && !found.has(key)) found.set(key, { line, words });
    if (found.size === MOST_AGAIN) break;
  }
  return [...found.values()];
}
