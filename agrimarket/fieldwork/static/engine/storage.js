// Whether the browser will keep what is here, how much it is, and how long it waits.

import { count } from "./store.js";
import * as queue from "./queue.js";
import { memory } from "./memory.js";

/** Ask the browser never to clear this by itself; true when it agreed. */
export async function persist() {
  if (!navigator.storage?.persist) return false;
  return (await navigator.storage.persisted()) || navigator.storage.persist();
}

/** {persisted, used, free, open, oldestWaitingDays, warn}; `warn` is the warned day reached, or 0. */
export async function status() {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) || {};
  const days = queue.oldestDays();
  const steps = memory.facts?.queue_warn_days || [1, 3, 7];
  return {
    persisted: Boolean(await navigator.storage?.persisted?.()), used: usage, free: quota - usage,
    open: await count("queue", 1), oldestWaitingDays: days,
    warn: Math.max(0, ...steps.filter((step) => days >= step)),
  };
}
