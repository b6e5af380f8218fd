// Communes now and before, searched without tone marks and without network.

import { fold } from "./fold.js";
import { call } from "./session.js";
import { get, write } from "./store.js";

const TYPE = /^(xa|phuong|thi tran|x|p|tt)[. ]+/;
let pack = null;

/** Read the pack that was fetched last; it names places only and is not sealed. */
export async function load() {
  const kept = await get("meta", "places");
  pack = kept ? prepared(kept.pack) : null;
}

/** Fetch the pack anew where it changed. */
export async function refresh() {
  const kept = await get("meta", "places");
  const headers = kept?.etag ? { "If-None-Match": kept.etag } : {};
  const { status, data, headers: told } = await call("/dia-danh", { headers, accepts: [304] });
  if (status === 304 || !data) return;
  await write([{ store: "meta", put: { id: "places", etag: told.get("ETag"), pack: data } }]);
  pack = prepared(data);
}

const key = (name) => fold(name).replace(TYPE, "");

function prepared({ communes = [], former = [] }) {
  const names = new Map(communes.map((one) => [one.code, one.name]));
  const entries = communes.map((one) => ({ key: key(one.name), whole: fold(one.name), code: one.code, name: one.name, former: null }));
  for (const one of former) {
    const label = [one.name, one.district].filter(Boolean).join(", ");
    for (const code of one.successors || []) {
      entries.push({ key: key(one.name), whole: fold(label), code, name: names.get(code) || code, former: label });
    }
  }
  return { entries, names };
}

/** A commune's name by its code, or the code. @param {string} code */
export const nameOf = (code) => pack?.names.get(code) || code;

/** Places in whose name every typed word begins a word: [{code, name, former}], the nearest first. */
export function search(typed, { limit = 20 } = {}) {
  const plain = fold((typed || "").replace(/[,.;]/g, " "));
  const words = key(plain).split(" ").filter(Boolean);
  if (!pack || !words.length) return [];
  const begins = (entry) => words.every((word) => ` ${entry.whole.replace(/,/g, "")}`.includes(` ${word}`));
  const sought = words.join(" ");
  const rank = ({ key: own, former }) =>
    (own === sought ? 0 : own.startsWith(sought) ? 2 : 4) + (former ? 1 : 0);
  const found = pack.entries.filter(begins).sort((one, two) => rank(one) - rank(two) || (one.whole < two.whole ? -1 : 1));
  return found.slice(0, limit).map(({ code, name, former }) => ({ code, name, former }));
}
