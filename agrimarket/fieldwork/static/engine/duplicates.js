// Who is perhaps known already: told while a worker types, decided by people alone.

import { fold } from "./fold.js";
import { isNear } from "./near.js";
import { digits } from "./phone.js";
import * as records from "./records.js";

const MOST = 5;
const LEAST_LETTERS = 6; // "lan" is one letter from half the village
const WORDS = {
  phone: "Trùng số điện thoại",
  name: "Cùng tên, cùng xã",
  name_and_year: "Cùng tên, cùng xã, cùng năm sinh",
  near: "Tên gần giống, cùng xã",
};
const WEIGHT = { name_and_year: 4, phone: 3, name: 2, near: 1 };

const yearOf = (fields) =>
  Number(fields.birth_year || (fields.birth_date || "").slice(0, 4)) || null;

/** Records that may be the same producer: [{record, why, sentence}], the likeliest first. */
export function duplicates(fields) {
  const sought = {
    id: fields.id, phone: digits(fields.phone), commune: fields.commune_code,
    name: fold(fields.legal_name || fields.head_name || ""), year: yearOf(fields),
  };
  const found = [];
  for (const entry of records.entries()) {
    const why = entry.record.id === sought.id ? "" : reason(sought, entry);
    if (why) found.push({ record: entry.record, why, sentence: WORDS[why] });
  }
  found.sort((one, two) => WEIGHT[two.why] - WEIGHT[one.why]);
  return found.slice(0, MOST);
}

function reason(sought, { record, name, phone }) {
  const here = !sought.commune || record.commune_code === sought.commune;
  const years = [sought.year, record.birth_year].filter(Boolean);
  const apart = years.length === 2 && years[0] !== years[1];
  if (sought.name && name === sought.name && here && !apart) {
    return years.length === 2 ? "name_and_year" : "name";
  }
  if (sought.phone && phone === sought.phone) return "phone";
  const long = sought.name.length >= LEAST_LETTERS;
  return long && here && !apart && isNear(sought.name, name) ? "near" : "";
}
