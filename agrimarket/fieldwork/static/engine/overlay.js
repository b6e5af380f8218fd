// A producer as the worker knows it: what the service said, and what waits here on top of it.

import { afterCommand } from "./rolls.js";
import { waits } from "./waiting.js";

const PLAIN = ["kind", "head_name", "legal_name", "commune_code", "hamlet", "phone", "phone_of", "area_ha",
  "latitude", "longitude", "former_district", "sex", "birth_date", "tax_code", "note"];

function crops(now, change) {
  if (Array.isArray(change)) return change;
  const { add = [], remove = [] } = change || {};
  const left = (now || []).filter((one) => !remove.includes(one));
  return [...left, ...add.filter((one) => !left.includes(one))];
}

function fieldsOn(data, fields) {
  const next = { ...data };
  for (const name of PLAIN) if (name in fields) next[name] = fields[name];
  if ("crops" in fields) next.crops = crops(data.crops, fields.crops);
  if (fields.birth_date) next.birth_year = Number(fields.birth_date.slice(0, 4));
  if ("citizen_sealed" in fields) next.has_citizen_id = Boolean(fields.citizen_sealed);
  next.name = next.kind && next.kind !== "household" && next.legal_name ? next.legal_name
    : next.head_name || next.legal_name || next.name || "";
  return next;
}

const MOST_LINES = 40; // of one lot, with those that wait

const added = (list, one) => [...(list || []).filter((each) => each.id !== one.id), one];

const APPLY = {
  "household.register": (data, { fields, hint }) =>
    ({ state: "draft", products: [], open_lots: [], photos: [], ...fieldsOn(data, fields), ...hint }),
  "household.edit": (data, { fields, hint }) => ({ ...fieldsOn(data, fields), ...hint }),
  "household.delete": (data) => ({ ...data, removed: true }),
  "consent.give": (data, { fields }) =>
    ({ ...data, purposes: fields.purposes, state: data.state === "draft" ? "registered" : data.state }),
  "product.draft": (data, { object_id: id, fields }) =>
    ({ ...data, products: added(data.products, { id, name: fields.name, unit: fields.unit ?? null, state: "draft" }) }),
  "lot.open": (data, { object_id: id, fields }) =>
    ({ ...data, open_lots: added(data.open_lots, { lines: [], ...lotOf(fields), id, state: "open" }) }),
  "diary.add": (data, { object_id: id, fields }) => ({
    ...data, open_lots: (data.open_lots || []).map((lot) => (lot.id === fields.lot_id ? withLine(lot, lineOf(id, fields)) : lot)),
  }),
  "stamps.activate": (data, { fields }) => ({ ...data, rolls: afterCommand(data.rolls, fields, "active") }),
  "stamps.void": (data, { fields }) => ({ ...data, rolls: afterCommand(data.rolls, fields, "void") }),
  "product.edit": (data, { object_id: id, fields }) => ({
    ...data, products: (data.products || []).map((one) => (one.id === id ? { ...one, ...fields } : one)),
  }),
};

const lotOf = ({ lot_code, product_id, area_id = null, unit = null }) => ({ lot_code, product_id, area_id, unit });

const lineOf = (id, { kind, happened_at: at, happened_on: on, place = null, note, facts = null, corrects_id = null }) =>
  ({ id, kind, at: at ?? `${on}T00:00:00+07:00`, place, text: note ?? null, facts, corrects_id, photos: [] });

/** Newest first; a line that the service told already stays as it was told. */
const withLine = (lot, line) => {
  const lines = lot.lines || [];
  return lines.some((one) => one.id === line.id) ? lot : { ...lot, lines: [line, ...lines].filter((one, place) => place < MOST_LINES || waits(one)) };
};

/** A producer's data after one queued operation. @param {object} data @param {object} item */
export function applied(data, item) {
  const hint = item.hint ? { citizen_hint: `•••${item.hint}` } : {};
  if (item.state === "failed" && item.op.kind.startsWith("stamps.")) return data; // refused: it changed no stamp
  const act = APPLY[item.op.kind];
  return act ? act(data, { ...item.op, hint }) : data;
}

/** The record as pages see it: {id, revision, …data, pending}. */
export function view(id, row, items) {
  let data = row?.data || {};
  for (const item of items) data = applied(data, item);
  return { ...data, id, revision: row?.revision ?? null, pending: items.length > 0 };
}
