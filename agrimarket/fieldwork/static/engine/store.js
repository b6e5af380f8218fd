// IndexedDB: everything personal in it is sealed; what was told as saved is on the disk.

import { refusal } from "./errors.js";

const NAME = "agrimarket-field";
const VERSION = 1;
export const STORES = ["records", "queue", "files", "drafts", "meta", "vault"];
let opened = null;

function make(event) {
  const db = event.target.result;
  for (const name of STORES) {
    if (db.objectStoreNames.contains(name)) continue;
    const made = db.createObjectStore(name, { keyPath: "id" });
    if (name === "queue") made.createIndex("open", "open");
  }
}

/** The database, opened once; opened anew after the browser closed it. */
function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = make;
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const db = asked.result;
      db.onclose = () => (opened = null);
      db.onversionchange = () => close();
      resolve(db);
    };
  }).catch((error) => {
    opened = null;
    throw refusal("storage_failed", { cause: error });
  });
  return opened;
}

/** Let go of the database, so that it can be deleted. */
export async function close() {
  const db = await opened?.catch(() => null);
  opened = null;
  db?.close();
}

const wait = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function read(name, ask) {
  const db = await database();
  return wait(ask(db.transaction(name).objectStore(name)));
}

/** One row or undefined. @param {string} name @param {string} id */
export const get = (name, id) => read(name, (store) => store.get(id));

/** Every row, in the order of ids. @param {string} name */
export const all = (name) => read(name, (store) => store.getAll());

/** How many rows; of the queue with `open` only those that still wait. */
export const count = (name, open) =>
  read(name, (store) => (open === undefined ? store.count() : store.index("open").count(open)));

/**
 * Writes all or nothing, and returns once it is on the disk.
 * @param {Array<{store: string, put?: object, drop?: string, clear?: boolean}>} writes
 */
export async function write(writes) {
  if (!writes.length) return;
  const db = await database();
  const names = [...new Set(writes.map((one) => one.store))];
  const done = db.transaction(names, "readwrite", { durability: "strict" });
  const ended = new Promise((resolve, reject) => {
    done.oncomplete = resolve;
    done.onerror = done.onabort = () => reject(refusal("storage_failed", { cause: done.error }));
  });
  try {
    for (const { store, put, drop, clear } of writes) {
      const into = done.objectStore(store);
      if (clear) into.clear();
      else if (put) into.put(put);
      else into.delete(drop);
    }
  } catch (error) {
    done.abort();
    ended.catch(() => {});
    throw refusal("storage_failed", { cause: error });
  }
  await ended;
}

/** Everything gone, the database itself too. */
export async function destroy() {
  await close();
  await new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(NAME);
    asked.onsuccess = asked.onerror = asked.onblocked = resolve;
  });
}
