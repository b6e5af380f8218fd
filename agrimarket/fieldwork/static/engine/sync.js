// One sender at a time on the whole phone: sends what waits, then hears what changed.

import { refusal } from "./errors.js";
import { tell } from "./events.js";
import { sendFiles } from "./files.js";
import { memory } from "./memory.js";
import * as places from "./places.js";
import { pull, settleConflicts } from "./pull.js";
import * as queue from "./queue.js";
import { sendOperations } from "./send.js";
import { refreshFacts } from "./opening.js";
import { ensure } from "./session.js";
import { write } from "./store.js";

const LOCK = "agrimarket-field-sync";
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 300_000;
const FACTS_LAST = 3_600_000;
const ROUND = 120_000; // others' changes are heard of while the app is open
let failures = 0;
let timer = 0;
let running = null;

/** Send and fetch now: {sent, came, code}; "busy" where another tab does. Never throws. */
export function now() {
  running ??= alone().finally(() => (running = null));
  return running;
}

async function alone() {
  clearTimeout(timer);
  if (memory.phase !== "open") return { sent: 0, came: 0, code: "locked" };
  if (!navigator.locks) return round();
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => {
    if (lock) return round();
    again(FIRST_WAIT * 5);
    return { sent: 0, came: 0, code: "busy" };
  });
}

async function round() {
  saying(true);
  let done = { sent: 0, came: 0, code: "" };
  try {
    done = { ...done, ...(await steps()) };
    failures = 0;
    again(ROUND);
  } catch (error) {
    done = { ...done, ...error.done, code: error.code || "server" };
    if (!error.code) console.error(error);
    waitAfter(error);
  }
  saying(false);
  tell("sync", done);
  return done;
}

async function steps() {
  await ensure();
  if (Date.now() - memory.factsAt > FACTS_LAST) await refreshFacts();
  const { answered, later } = await sendOperations();
  const sent = answered + (await sendFiles());
  await settleConflicts();
  const came = await pull();
  await places.refresh();
  memory.lastSync = new Date().toISOString();
  await write([{ store: "meta", put: { id: "sync", at: memory.lastSync } }]);
  if (later) throw refusal("server", { passing: true, done: { sent, came } });
  return { sent, came };
}

function saying(on) {
  memory.syncing = on;
  tell("state");
}

/** Twice as long after each failure, never all phones at once; what the service asks comes first. */
function waitAfter(error) {
  if (["signed_out", "revoked", "locked"].includes(error.code)) return;
  failures += 1;
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - 1));
  again(Math.max((error.wait || 0) * 1000, wait * (0.5 + Math.random())));
}

function again(wait) {
  clearTimeout(timer);
  if (memory.phase === "open") timer = setTimeout(now, wait);
}

/** Something waits: send it soon, unless a failure is being waited out. */
export function soon() {
  if (!failures && navigator.onLine !== false) again(300);
  askBackground();
}

/** The network is back, or the app came to the front: no reason to wait longer. */
export function wake() {
  failures = 0;
  if (memory.phase === "open" && navigator.onLine !== false) now();
}

/** Where the browser has Background Sync it wakes the app when there is network again. */
async function askBackground() {
  try {
    const here = await navigator.serviceWorker?.ready;
    if (queue.counts().open) await here?.sync?.register(LOCK);
  } catch {
    // not allowed or not there: the app sends when it is opened
  }
}

/** Stop for good: the app is locked. */
export function stop() {
  clearTimeout(timer);
  failures = 0;
}
