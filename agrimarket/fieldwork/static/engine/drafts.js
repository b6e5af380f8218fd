// Forms that are not finished yet, sealed like everything else; a citizen number is never in one.

import { one, putting } from "./rows.js";
import { write } from "./store.js";

/** Keep what was typed so far. @param {string} key @param {object} values */
export async function save(key, values) {
  const { citizen_id: _, ...kept } = values; // typed again: a phone cannot open what it sealed
  await write([await putting("drafts", key, kept)]);
}

/** What was typed, or null. @param {string} key */
export const load = (key) => one("drafts", key).catch(() => null);

/** The form was sent or given up. @param {string} key */
export const drop = (key) => write([{ store: "drafts", drop: key }]);
