// The door of the engine: everything that pages may ask of it. Errors are {code, sentence, fields?}.

import { install } from "./app_worker.js";
import * as carry from "./carry.js";
import * as citizens from "./citizen.js";
import { memory } from "./memory.js";
import * as mending from "./mend.js";
import { whenRevoked } from "./http.js";
import { whenNudged } from "./nudge.js";
import * as opening from "./opening.js";
import * as queueing from "./queue.js";
import { standing } from "./session.js";
import { persist, status } from "./storage.js";
import { get } from "./store.js";
import * as syncing from "./sync.js";
import { listen } from "./wakers.js";
import { tell } from "./events.js";

export { on } from "./events.js";
export { shrink } from "./shrink.js";
export { duplicates } from "./duplicates.js";
export { fold } from "./fold.js";
export * as cards from "./cards.js";
export * as diary from "./diary_words.js";
export * as drafts from "./drafts.js";
export * as places from "./places.js";
export * as records from "./records.js";
export * as rolls from "./rolls.js";
export * as write from "./write.js";

let started = null;

/** What pages need to know of the whole, now. */
export function state() {
  const facts = memory.facts || {};
  return {
    phase: memory.phase, online: navigator.onLine !== false, syncing: memory.syncing,
    need_sign_in: memory.needSignIn, can_set_up: memory.canSetUp,
    account: facts.account || null, device_id: facts.device_id || null, device_name: facts.device_name || null,
    communes: facts.communes || null, home_commune: facts.home_commune || null,
    texts: facts.texts || null, queue_warn_days: facts.queue_warn_days || [1, 3, 7],
    last_sync: memory.lastSync, counts: queueing.counts(), photo: facts.photo || null,
  };
}

/** Look what is on this phone; once, however often it is called. */
export function start() {
  started ??= begin();
  return started;
}

async function begin() {
  whenRevoked(opening.wipe);
  whenNudged(syncing.soon);
  await install();
  listen();
  memory.phase = (await get("meta", "phone")) ? "locked" : "new";
  tell("state");
  if (navigator.onLine !== false) checkSetUp();
}

/** Ask the service how this phone stands: a revoked one is emptied, a new one learns what it lacks. */
export async function checkSetUp() {
  try {
    const told = await standing();
    memory.canSetUp = told.can_unlock ? "ready" : told.signed_in ? "device_missing" : "signed_out";
    tell("state");
  } catch {
    // without network there is nothing to learn
  }
  return memory.canSetUp;
}

/** First time on this phone, with network. @param {{pin: string, again?: string, name?: string}} given */
export async function setUp(given) {
  await opening.setUp(given);
  syncing.wake();
}

/** Open with the PIN, with or without network. @param {string} pin */
export async function unlock(pin) {
  await opening.unlock(pin);
  persist();
  syncing.wake();
}

/** Close everything that is open. */
export function lock() {
  syncing.stop();
  opening.lock();
}

/** Empty this phone; what was not sent is gone with it. */
export const wipe = opening.wipe;

export const queue = {
  list: queueing.list,
  counts: queueing.counts,
  drop: mending.drop,
  mend: mending.mend,
  exportFile: carry.exportFile,
  importFile: carry.importFile,
};
export const sync = { now: syncing.now };
export const storage = { status, persist };
export const citizen = { check: citizens.check };
