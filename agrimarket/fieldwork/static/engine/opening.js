// Setting this phone up, opening it with its PIN, locking it, and emptying it.

import { unbase64 } from "./bytes.js";
import { refusal } from "./errors.js";
import { tell } from "./events.js";
import { forget, memory } from "./memory.js";
import * as places from "./places.js";
import * as queue from "./queue.js";
import * as records from "./records.js";
import { rekeyed } from "./rekey.js";
import { one, putting } from "./rows.js";
import { keyOf } from "./seal.js";
import * as session from "./session.js";
import { persist } from "./storage.js";
import { destroy, get, write } from "./store.js";
import * as vault from "./vault.js";

/** First use with network: checks the PIN of this phone, registers it where `name` is given. */
export async function setUp({ pin, again, name }) {
  vault.checkPin(pin);
  const told = await session.standing();
  if (told.can_unlock) await session.enter(pin);
  else if (!told.signed_in) throw refusal("signed_out");
  else if (name) await session.registerPhone({ name, pin, again });
  else throw refusal("device_missing");
  try {
    await adopt(pin);
  } catch (error) {
    if (memory.phase !== "open") memory.key = null;
    throw error;
  }
  await persist();
}

/** Take over what the service tells: the key, wrapped by the PIN; what is here stays readable. */
async function adopt(pin) {
  const { vault_key: written, csrf: _, ...facts } = await session.startFacts();
  if (!written) throw refusal("device_missing");
  const raw = unbase64(written);
  const mark = await vault.markOf(raw);
  const before = await get("meta", "phone");
  const writes = await vault.wrap(raw, pin, unbase64(facts.export_key));
  memory.key = await keyOf(raw);
  if (before && before.mark !== mark) writes.push(...(await rekeyed(before, facts, pin)));
  const phone = { id: "phone", device_id: facts.device_id, account_id: facts.account.id, mark };
  writes.push({ store: "meta", put: phone }, await putting("meta", "facts", facts));
  await write(writes);
  await open(raw, pin);
}

/** Open by the PIN: without network by the wrapped key, with network the session too. */
export async function unlock(pin) {
  vault.checkPin(pin);
  const phone = await get("meta", "phone");
  if (!phone) throw refusal("not_set_up");
  try {
    await open(await vault.openByPin(pin), pin);
  } catch (error) {
    if (!["pin_wrong", "pin_dropped"].includes(error.code) || !(await isRenewed(error, phone))) throw error;
    await setUp({ pin });
  }
}

/** True where only the service can say: the wrapped copy is gone, or a new PIN was set elsewhere. */
async function isRenewed(error, phone) {
  try {
    const told = await session.standing();
    const other = told.device_id && told.device_id !== phone.device_id;
    return told.can_unlock && (other || error.code === "pin_dropped");
  } catch (lost) {
    if (lost.code === "revoked") throw lost;
    return false;
  }
}

async function open(raw, pin) {
  memory.key = await keyOf(raw);
  memory.facts = await one("meta", "facts");
  memory.lastSync = (await get("meta", "sync"))?.at || null;
  await Promise.all([queue.load(), records.load(), places.load()]);
  memory.pin = pin; // renews the session while the app is open; locking forgets it
  memory.phase = "open";
  memory.needSignIn = false;
  tell("state");
  tell("records", []);
  tell("queue");
}

/** What the service tells every phone, fresh: texts, communes, keys. */
export async function refreshFacts() {
  const { csrf: _, vault_key: __, ...facts } = await session.startFacts();
  if (facts.account.id !== memory.facts.account.id) throw refusal("signed_out");
  memory.facts = facts;
  memory.factsAt = Date.now();
  await write([await putting("meta", "facts", facts)]);
  tell("state");
}

/** Forget everything that was open. */
export function lock() {
  if (memory.phase !== "open") return;
  queue.unload();
  records.unload();
  forget("locked");
  tell("state");
}

/** Everything of this service goes from this phone. */
export async function wipe() {
  queue.unload();
  records.unload();
  forget("revoked");
  await destroy();
  for (const name of await caches.keys()) await caches.delete(name);
  for (const worker of (await navigator.serviceWorker?.getRegistrations()) || []) await worker.unregister();
  tell("state");
}
