// The producers this phone holds: searched without tone marks, by parts of name, phone or place.

import { tell, tellTabs } from "./events.js";
import { fold } from "./fold.js";
import { holds } from "./goods.js";
import { view } from "./overlay.js";
import { digits } from "./phone.js";
import { nameOf } from "./places.js";
import * as queue from "./queue.js";
import { everything, one, putting } from "./rows.js";

const rows = new Map(); // what the service said
const seen = new Map(); // what pages see of it, made when asked for
const ABOUT = ["household.register", "household.edit", "household.delete"];

/** Read all into memory. */
export async function load() {
  rows.clear();
  seen.clear();
  for (const row of await everything("records")) rows.set(row.id, row);
}

/** Forget what is in memory. */
export function unload() {
  rows.clear();
  seen.clear();
}

/** What the service said of one, or undefined. @param {string} id */
export const row = (id) => rows.get(id);

/** The row that holds a product or lot, if any. */
export const holder = (item) => [...rows.values()].find((row) => holds(row, item));

/** The write that keeps what the service said. */
export const putRow = (kept) => putting("records", kept.id, kept);

/** Rows are on the disk now: take them over. @param {object[]} kept @param {string[]} gone */
export function took(kept, gone = [], anew = false) {
  if (anew) unload();
  for (const row of kept) rows.set(row.id, row);
  for (const id of gone) rows.delete(id);
  touched([...kept.map((row) => row.id), ...gone]);
  tellTabs("records", [...kept.map((row) => row.id), ...gone]);
}

/** What is shown of these is made anew. @param {string[]} ids */
export function touched(ids) {
  for (const id of ids) seen.delete(id);
  tell("records", ids);
}

/** Another tab changed these. @param {string[]} ids */
export async function reread(ids) {
  for (const id of ids) {
    const found = await one("records", id);
    if (found) rows.set(id, found);
    else rows.delete(id);
  }
  touched(ids);
}

const openItems = (id) => queue.open().filter((item) => item.op && item.about === id);

function made(id, items) {
  const record = view(id, rows.get(id), items);
  const parts = [record.name, record.hamlet, nameOf(record.commune_code), record.head_name, ...(record.crops || []), record.card_code,
    ...(record.products || []).map((one) => one.name)];
  return {
    record, name: fold(record.name || ""), phone: digits(record.phone),
    hay: ` ${fold(parts.filter(Boolean).join(" "))} ${digits(record.phone)}`,
    at: items.at(-1)?.at || record.updated_at || "",
  };
}

function pendingById() {
  const found = new Map();
  for (const item of queue.open()) {
    if (!item.op) continue;
    const id = item.about;
    found.set(id, [...(found.get(id) || []), item]);
  }
  return found;
}

/** Every entry {record, name, phone, hay, at} that is not on its way out. */
export function entries() {
  const waiting = pendingById();
  for (const id of rows.keys()) if (!waiting.has(id) && !seen.has(id)) seen.set(id, made(id, []));
  const found = [];
  for (const [id, items] of waiting) {
    if (rows.has(id) || items.some((item) => ABOUT.includes(item.op.kind))) found.push(made(id, items));
  }
  for (const [id, entry] of seen) if (!waiting.has(id) && rows.has(id)) found.push(entry);
  return found.filter((entry) => !entry.record.removed);
}

/** Producers in whose name, hamlet, goods or phone every word is found; "" gives the newest. */
export function search(typed, { commune = null, limit = 50 } = {}) {
  const words = fold(typed || "").split(" ").filter(Boolean).map((word) => digits(word) || word);
  const found = entries().filter((entry) =>
    (!commune || entry.record.commune_code === commune) && words.every((word) => entry.hay.includes(word)));
  const whole = words.join(" ");
  const rank = (entry) => (whole && entry.name.startsWith(whole) ? 0 : entry.hay.includes(` ${whole}`) ? 1 : 2);
  found.sort((one, two) => rank(one) - rank(two) || (one.at < two.at ? 1 : one.at > two.at ? -1 : 0));
  return found.slice(0, limit).map((entry) => entry.record);
}

/** One record as it is shown, without its waiting photos; null when this phone has it not. */
export function find(id) {
  const items = openItems(id);
  return rows.has(id) || items.length ? made(id, items).record : null;
}

/** One record with its waiting photos as {id, blob}; null when this phone has it not. */
export async function get(id) {
  const record = find(id);
  if (!record) return null;
  const waiting = queue.open().filter((item) => item.file && item.file.object_id === id);
  const photos = await Promise.all(waiting.filter((item) => item.file.kind === "household_photo").map(picture));
  return { ...record, photos: [...(record.photos || []), ...photos.filter(Boolean)] };
}

/** Photos of diary lines that wait here, by line: {id: [blob]}. @param {string[]} ids */
export async function linePhotos(ids) {
  const found = {};
  for (const item of queue.open().filter((one) => one.file?.kind === "event_photo" && ids.includes(one.file.object_id))) {
    const made = await picture(item);
    if (made) (found[item.file.object_id] ??= []).push(made.blob);
  }
  return found;
}

async function picture(item) {
  try {
    return { id: item.id, blob: new Blob([await queue.fileBytes(item.id)], { type: item.file.media_type }) };
  } catch {
    return null; // its bytes went: the queue says so
  }
}

/** How many producers this phone holds. */
export const count = () => entries().length;
