// An item that the service refused is mended or dropped, with everything that builds on it.

import { hidden } from "./citizen.js";
import { newId } from "./ids.js";
import * as queue from "./queue.js";
import * as records from "./records.js";
import { nudge } from "./nudge.js";

const aboutOf = (item) => item.about;

/** The item and all open ones that come after it, in order. */
function chain(id) {
  const found = [queue.item(id)];
  for (const item of queue.open()) {
    const after = item.op ? item.op.after : item.file.after;
    if (found.some((one) => one.id === after)) found.push(item);
  }
  return found;
}

/** Send it again with other fields, under a new id; what builds on it follows. `name` is what it is
 * called from now on, where the fields tell. */
export async function mend(id, changes = {}, name = undefined) {
  const items = chain(id);
  const { citizen_hint: hint, ...fields } = await hidden(changes, items[0].op?.object_id);
  const ids = new Map(items.map((item) => [item.id, item.op ? newId() : item.id]));
  const fresh = items.map((item) => again(item, ids));
  if (fresh[0].op) fresh[0].op.fields = { ...fresh[0].op.fields, ...fields };
  if (hint) fresh[0].hint = hint;
  if (name) fresh[0].name = name;
  const stale = items.filter((item) => item.op).map((item) => item.id);
  await queue.keep(fresh, [], stale);
  records.touched([aboutOf(fresh[0])]);
  nudge();
  return fresh[0].id;
}

/** An operation refused keeps its answer for good, so it goes again under another id. */
function again(item, ids) {
  const id = ids.get(item.id);
  const { reason: _reason, errors: _errors, tries: _tries, code: _code, knownId: _known, ...kept } = item;
  const next = { ...kept, id, state: "waiting" };
  const part = item.op ? "op" : "file";
  const { after } = item[part];
  next[part] = { ...item[part], id, after: ids.has(after) ? ids.get(after) : after };
  return next;
}

/** Give it up. What cannot be without it goes too; other work of the same producer goes on. */
export async function drop(id) {
  const items = chain(id);
  const [gone, ...rest] = items;
  const left = queue.MAKES.includes(gone.op?.kind) ? [] : rest.filter((item) => item.file?.after !== id);
  const ids = new Map(left.map((item) => [item.id, item.op ? newId() : item.id]));
  ids.set(id, gone.op?.after ?? null);
  const fresh = left.map((item) => again(item, ids));
  const stays = new Set(fresh.map((item) => item.id));
  await queue.keep(fresh, [], items.map((item) => item.id).filter((one) => !stays.has(one)));
  records.touched([...new Set(items.map(aboutOf))]);
  if (left.length) nudge();
}
