// The queue as one file to keep elsewhere, and back: same ids, so nothing is sent double.

import { text, unbase64, utf8 } from "./bytes.js";
import { refusal } from "./errors.js";
import { begin, frame, readFrames, readHeader } from "./frames.js";
import { memory } from "./memory.js";
import { nudge } from "./nudge.js";
import * as queue from "./queue.js";
import * as records from "./records.js";
import { keyOf } from "./seal.js";

const KIND = "application/octet-stream";

const exportKey = () => {
  if (!memory.facts) throw refusal("locked");
  return keyOf(unbase64(memory.facts.export_key));
};

async function withBytes(items) {
  const found = [];
  for (const item of items.filter((one) => one.file)) {
    const bytes = await queue.fileBytes(item.id).catch(() => null);
    if (bytes) found.push([item, bytes]);
  }
  return found;
}

/** Everything that waits, photos and voices inside, sealed for this account; export_empty. */
export async function exportFile() {
  const key = await exportKey();
  const items = queue.open();
  if (!items.length) throw refusal("export_empty");
  const files = await withBytes(items);
  const kept = [...items.filter((one) => one.op), ...files.map(([item]) => item)];
  const header = {
    account: memory.facts.account.id, made_at: new Date().toISOString(),
    operations: kept.length - files.length, files: files.length,
  };
  const { bytes, mark } = await begin(header);
  const parts = [bytes, ...(await frame(key, mark, 0, utf8(JSON.stringify(kept))))];
  for (const [at, [, content]] of files.entries()) parts.push(...(await frame(key, mark, at + 1, content)));
  return new Blob(parts, { type: KIND });
}

/** Take a file's items in: {added, known}; all of it or nothing. @param {Blob} file */
export async function importFile(file) {
  const key = await exportKey();
  const found = await readHeader(file);
  if (found.header.account !== memory.facts.account.id) throw refusal("import_other_account");
  const frames = readFrames(file, key, found);
  const items = JSON.parse(text((await frames.next()).value));
  const waiting = new Set(queue.inOrder().map((item) => item.id));
  const fresh = items.filter((item) => !waiting.has(item.id));
  const writes = [];
  for (const item of items.filter((one) => one.file)) {
    const { value } = await frames.next();
    if (!waiting.has(item.id)) writes.push(await queue.putFile(item.id, value));
  }
  await frames.next(); // the end must be where it is said to be
  await queue.keep(fresh.map(waitingAgain), writes);
  records.touched([...new Set(fresh.map((item) => item.about))]);
  nudge();
  return { added: fresh.length, known: items.length - fresh.length };
}

/** What the service answered meanwhile is asked again; what must be mended stays so. */
const waitingAgain = (item) => (item.state === "held" ? { ...item, state: "waiting" } : item);
