// Sends operations in batches as large as what got through, and keeps what was answered.

import { applied } from "./overlay.js";
import * as queue from "./queue.js";
import * as records from "./records.js";
import { call } from "./session.js";

const FIRST = 50;
const MOST = 500;
const CALM = 400; // statuses of a batch that no waiting mends
let size = FIRST;

/** Operations that may go now, in order: what they build on is done or goes before them. */
function ready(later) {
  const chosen = new Set();
  const batch = [];
  for (const item of queue.open()) {
    if (!item.op || later.has(item.id) || !["waiting", "held"].includes(item.state)) continue;
    const { after } = item.op;
    const free = !after || !queue.isOpen(after) || queue.item(after).state === "conflict";
    if (!free && (item.state === "held" || !chosen.has(after))) continue;
    chosen.add(item.id);
    batch.push(item);
    if (batch.length === size) break;
  }
  return batch;
}

/** Send all that may go: {answered, later}; `later` could not be done now. Errors end it. */
export async function sendOperations() {
  const later = new Set();
  let answered = 0;
  for (let batch = ready(later); batch.length; batch = ready(later)) {
    const results = await sent(batch);
    if (!results) continue; // it was halved
    const told = new Set(results.map((result) => result.id));
    for (const { id } of batch) if (!told.has(id)) later.add(id);
    for (const { id, status } of results) if (["failed", "held"].includes(status)) later.add(id);
    answered += results.length;
  }
  return { answered, later: [...later].filter(queue.waits).length };
}

async function sent(batch) {
  const ids = batch.map((item) => item.id);
  queue.mark(ids, true);
  try {
    const operations = batch.map((item) => item.op);
    const within = 30_000 + 200 * operations.length;
    const { data } = await call("/dong-bo", { method: "POST", json: { operations }, within });
    size = Math.min(MOST, Math.max(size, batch.length * 2));
    const results = data.results.map((result, at) => ({ ...result, id: ids[at] })); // in the order sent
    await keepResults(batch, results);
    return results;
  } catch (error) {
    return await cutDown(batch, error);
  } finally {
    queue.mark(ids, false);
  }
}

/** A smaller batch next time; one operation that cannot go at all is shown as failed. */
async function cutDown(batch, error) {
  if (["signed_out", "revoked"].includes(error.code)) throw error;
  size = Math.max(1, Math.floor(batch.length / 2));
  const final = error.status >= CALM && error.status < 500 && ![401, 403, 408, 429].includes(error.status);
  if (!final) throw error;
  if (batch.length > 1) return null;
  await queue.keep([{ ...batch[0], state: "failed", reason: error.sentence, errors: error.fields || {} }]);
  return null;
}

/** Everything of one answer is kept in one go: items, and the records they changed. */
async function keepResults(batch, results) {
  const now = new Date().toISOString();
  const answers = new Map(results.map((result) => [result.id, result]));
  const answered = batch.filter((item) => answers.has(item.id));
  const items = answered.map((item) => judged(item, answers.get(item.id), now));
  const rows = rowsAfter(answered.filter((item) => answers.get(item.id).status === "applied"), answers);
  await queue.keep(items, await Promise.all(rows.map(records.putRow)));
  records.took(rows);
  records.touched(answered.map((item) => item.about));
}

function judged(item, result, now) {
  const told = {
    reason: result.detail || "", code: result.code, errors: result.fields || {}, knownId: result.known_id,
  };
  if (result.status === "failed") return { ...item, ...told, state: "waiting" }; // not now: again later
  if (result.status === "applied") return { ...item, ...told, state: "sent", doneAt: now };
  if (result.status === "conflict") return { ...item, ...told, state: "conflict", conflictId: result.conflict_id };
  return { ...item, ...told, state: result.status === "held" ? "held" : "failed" };
}

/** Producers as they are now: the phone has them even if it never hears of them again. */
function rowsAfter(items, answers) {
  const found = new Map();
  for (const item of items) {
    const id = item.about;
    const before = found.get(id) || records.row(id);
    if (!before && item.op.kind !== "household.register") continue;
    const { revision, object_id: object, merged } = answers.get(item.id);
    // with others' changes in it that this phone has not seen, the next edit builds on the old one
    const own = item.op.kind.startsWith("household.") && object === id && revision && !merged;
    const data = { ...applied(before?.data || {}, item), updated_at: item.at };
    found.set(id, { id, revision: own ? revision : before?.revision ?? null, data });
  }
  return [...found.values()];
}
