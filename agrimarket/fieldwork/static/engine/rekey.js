// A phone that got a new key keeps what it held: unsent work is opened with the old key and sealed anew.

import { unbase64 } from "./bytes.js";
import { refusal } from "./errors.js";
import { memory } from "./memory.js";
import { keyOf, openBytes, sealBytes } from "./seal.js";
import { all, count } from "./store.js";
import * as vault from "./vault.js";

const KEPT = ["queue", "files", "drafts"];
const AGAIN = [{ store: "records", clear: true }, { store: "meta", drop: "cursor" }]; // pulled anew

/** The writes after which everything is under memory.key; other_account, old_key. */
export async function rekeyed(before, facts, pin) {
  const waits = await count("queue", 1);
  if (before.account_id !== facts.account.id) {
    if (waits) throw refusal("other_account");
    return [...AGAIN, ...KEPT.map((store) => ({ store, clear: true }))];
  }
  const raw = (await vault.openByEscrow(unbase64(facts.export_key))) || (await byPin(pin));
  if (!raw && waits) throw refusal("old_key");
  if (!raw) return [...AGAIN, ...KEPT.map((store) => ({ store, clear: true }))];
  return [...AGAIN, ...(await resealed(await keyOf(raw)))];
}

async function byPin(pin) {
  if (!(await vault.isWrapped())) return null;
  return vault.openByPin(pin).catch(() => null);
}

async function resealed(old) {
  const writes = [];
  for (const store of KEPT) {
    for (const row of await all(store)) {
      const place = `${store}:${row.id}`;
      const fresh = await sealBytes(memory.key, place, await openBytes(old, place, row));
      writes.push({ store, put: { ...row, ...fresh } });
    }
  }
  return writes;
}
