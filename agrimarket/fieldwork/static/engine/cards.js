// A card (thẻ hộ) that was read: whose it is, if this phone holds the producer.

import * as records from "./records.js";

// Letters that people take for others are read as what a code can hold (STAMPS: alphabet).
const letters = (text) =>
  (text || "").toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");

/** The record of a card's text (its code, or the address it carries), or null. */
export function find(text) {
  const code = letters((text || "").trim().split(/[?#]/)[0].split("/").filter(Boolean).at(-1));
  if (code.length < 12) return null;
  const found = records.entries().find(({ record }) => letters(record.card_code) === code);
  return found ? found.record : null;
}
