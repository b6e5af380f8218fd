// One store of sealed rows: read whole at unlocking, written as what a transaction takes.

import { refusal } from "./errors.js";
import { memory } from "./memory.js";
import { sealed, unsealed } from "./seal.js";
import { all, get } from "./store.js";

const AT_ONCE = 250; // promises in flight: a phone's memory is small

function key() {
  if (!memory.key) throw refusal("locked");
  return memory.key;
}

/** The write that keeps a value sealed; `clear` are the few columns that stay readable. */
export async function putting(store, id, value, clear = {}) {
  return { store, put: { id, ...clear, ...(await sealed(key(), `${store}:${id}`, value)) } };
}

/** The value of a row. */
export const opened = (store, row) => unsealed(key(), `${store}:${row.id}`, row);

/** The value of one id, or null. */
export async function one(store, id) {
  const row = await get(store, id);
  return row ? opened(store, row) : null;
}

/** All values of a store in the order of ids; a row that does not open is left where it is. */
export async function everything(store) {
  const rows = await all(store);
  const values = [];
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const some = rows.slice(at, at + AT_ONCE).map((row) => opened(store, row).catch(() => null));
    values.push(...(await Promise.all(some)));
  }
  return values.filter(Boolean);
}
