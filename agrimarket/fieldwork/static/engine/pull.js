// What others changed comes in pages; each page and the place it ends are kept in one go.

import { withGoods } from "./goods.js";
import * as queue from "./queue.js";
import * as records from "./records.js";
import { call } from "./session.js";
import { get, write } from "./store.js";
import { tellTabs } from "./events.js";

const PAGE = 200;

/** Fetch every page since the last one; how many changes came. */
export async function pull() {
  let came = 0;
  for (;;) {
    const { cursor = "" } = (await get("meta", "cursor")) || {};
    const query = new URLSearchParams({ cursor, page_size: PAGE });
    const { data } = await call(`/thay-doi?${query}`);
    await keepPage(data);
    came += data.items.length;
    if (!data.more) return came;
  }
}

/** `reset`: everything is told anew, and what was kept before counts no more. */
async function keepPage({ items, cursor, reset }) {
  const { rows, gone } = judged(items, reset);
  const writes = reset ? [{ store: "records", clear: true }] : [];
  writes.push(...(await Promise.all([...rows.values()].map(records.putRow))));
  for (const id of gone) writes.push({ store: "records", drop: id });
  await write([...writes, { store: "meta", put: { id: "cursor", cursor } }]);
  records.took([...rows.values()], [...gone], reset);
}

/** Rows as this page leaves them, and the ids of those that go. */
function judged(items, reset) {
  const rows = new Map();
  const gone = new Set();
  for (const { kind, id, revision, gone: left, data } of items) {
    if (kind !== "household") continue;
    if (left) gone.add(id);
    else rows.set(id, { id, revision, data });
  }
  const known = (id) => rows.get(id) || (reset || gone.has(id) ? undefined : records.row(id));
  for (const item of items.filter((one) => one.kind !== "household")) {
    const owner = item.data ? known(item.data.household_id) : records.holder(item);
    const next = withGoods(owner && known(owner.id), item);
    if (next) rows.set(next.id, next);
  }
  return { rows, gone };
}

/** Conflicts that somebody settled elsewhere wait no more. */
export async function settleConflicts() {
  const waiting = queue.open().filter((item) => item.state === "conflict");
  if (!waiting.length) return;
  const { data } = await call("/xung-dot.json");
  if (data.total > data.items.length) return; // more than one page tells: those it leaves out are open
  const openOnes = new Set(data.items.filter((one) => !one.choice).map((one) => one.id));
  const settled = waiting.filter((item) => !openOnes.has(item.conflictId));
  const doneAt = new Date().toISOString();
  await queue.keep(settled.map((item) => ({ ...item, state: "sent", reason: "", doneAt })));
  tellTabs("queue", settled.map((item) => item.id));
}
