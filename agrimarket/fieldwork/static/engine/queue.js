// What waits to be sent, in order: operations and files, sealed on the disk, open in memory.

import { refusal } from "./errors.js";
import { tell, tellTabs } from "./events.js";
import { keepAfter } from "./ids.js";
import { memory } from "./memory.js";
import { openBytes, sealBytes } from "./seal.js";
import { everything, one, putting } from "./rows.js";
import { get, write } from "./store.js";

const KEPT = 86_400_000; // a sent item is shown for a day
const FIRST = "Việc trước của hộ này chưa gửi được. Hãy sửa việc đó trước.";
/** What makes a thing that others build on. */
export const MAKES = ["household.register", "product.draft", "lot.open", "diary.add"];
const items = new Map();
const sending = new Set();

const WORDS = {
  "household.register": "Thêm hộ", "household.edit": "Sửa hộ", "household.delete": "Xóa hộ",
  "consent.give": "Lời đồng ý", "product.draft": "Thêm sản phẩm", "product.edit": "Sửa sản phẩm",
  "lot.open": "Mở lô", "diary.add": "Nhật ký", household_photo: "Ảnh hộ", product_photo: "Ảnh sản phẩm",
  event_photo: "Ảnh nhật ký", "stamps.activate": "Kích hoạt tem", "stamps.void": "Hủy tem hỏng",
  consent_voice: "Ghi âm đồng ý", consent_paper: "Bản đồng ý đã ký",
};

/** Read the queue into memory; what was sent long ago goes. */
export async function load() {
  items.clear();
  for (const item of await everything("queue")) items.set(item.id, item);
  const old = inOrder().filter((item) => item.state === "sent" && Date.parse(item.doneAt) < Date.now() - KEPT);
  if (old.length) await remove(old.map((item) => item.id));
  const last = inOrder().at(-1);
  if (last) keepAfter(last.id);
}

/** Forget what is in memory. */
export function unload() {
  items.clear();
  sending.clear();
}

/** Every item, oldest first. */
export const inOrder = () => [...items.values()].sort((one, two) => (one.id < two.id ? -1 : 1));

/** Items that are not done. */
export const open = () => inOrder().filter((item) => item.state !== "sent");

/** Operations about one producer, done or not. @param {string} id */
export const opsAbout = (id) => inOrder().filter((item) => item.op && item.about === id);

/** The operation that makes a thing, sent or not, if it is here still. @param {string} id */
export const maker = (id) => inOrder().find((item) => item.op && item.op.object_id === id && MAKES.includes(item.op.kind));

/** One item or no_such_item. @param {string} id */
export function item(id) {
  const found = items.get(id);
  if (!found) throw refusal("no_such_item");
  return found;
}

/** True while an item is not answered yet. @param {?string} id */
export const isOpen = (id) => items.has(id) && items.get(id).state !== "sent";

/** True while an item could go at once. @param {string} id */
export const waits = (id) => items.get(id)?.state === "waiting";

const putItem = (one) => putting("queue", one.id, one, { open: one.state === "sent" ? 0 : 1 });

/** The write that keeps a file's bytes, sealed. @param {string} id @param {BufferSource} bytes */
export async function putFile(id, bytes) {
  return { store: "files", put: { id, ...(await sealBytes(memory.key, `files:${id}`, bytes)) } };
}

/** A waiting file's bytes; file_gone. @param {string} id */
export async function fileBytes(id) {
  const row = await get("files", id);
  if (!row) throw refusal("file_gone");
  return openBytes(memory.key, `files:${id}`, row);
}

/** Keep new or changed items and whatever belongs to them, all in one; returns once on the disk. */
export async function keep(changed, more = [], gone = []) {
  const writes = [...more, ...(await Promise.all(changed.map(putItem)))];
  for (const id of gone) writes.push({ store: "queue", drop: id }, { store: "files", drop: id });
  await write(writes);
  for (const one of changed) items.set(one.id, one);
  for (const id of gone) items.delete(id);
  tell("queue");
  tellTabs("queue", [...changed.map((one) => one.id), ...gone]);
}

/** Items and their files go. @param {string[]} ids */
export const remove = (ids) => keep([], [], ids);

/** Another tab changed these. @param {string[]} ids */
export async function reread(ids) {
  for (const id of ids) {
    const found = await one("queue", id);
    if (found) items.set(id, found);
    else items.delete(id);
  }
  tell("queue");
}

/** Note which items are on their way just now. @param {string[]} ids @param {boolean} on */
export function mark(ids, on) {
  for (const id of ids) {
    if (on) sending.add(id);
    else sending.delete(id);
  }
  tell("queue");
}

/** What pages show of the queue, newest first. */
export function list() {
  return inOrder().reverse().map(shown);
}

const stopped = (item) => items.get((item.op || item.file).after)?.state === "failed";

function shown(item) {
  const kind = item.op?.kind || item.file.kind;
  const { citizen_sealed: _, ...fields } = item.op?.fields || {};
  return {
    id: item.id, what: WORDS[kind] || kind, name: item.name, kind, at: item.at,
    object_id: item.op?.object_id || item.file.object_id, about: item.about,
    state: sending.has(item.id) ? "sending" : stopped(item) ? "held" : item.state,
    reason: stopped(item) ? FIRST : item.reason || "", conflict_id: item.conflictId || null,
    known_id: item.knownId || null, code: item.code || null, fields, errors: item.errors || {},
  };
}

/** How many items are in each state. */
export function counts() {
  const found = { waiting: 0, sending: 0, sent: 0, failed: 0, conflict: 0, held: 0 };
  for (const item of items.values()) found[sending.has(item.id) ? "sending" : item.state] += 1;
  found.open = items.size - found.sent;
  return found;
}

/** Whole days that the oldest waiting item waits; 0 for none. */
export function oldestDays() {
  const first = open()[0];
  return first ? Math.max(0, Math.floor((Date.now() - Date.parse(first.at)) / 86_400_000)) : 0;
}
