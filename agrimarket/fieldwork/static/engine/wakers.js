// What wakes the sender or locks the app: network, the app in front, other tabs, the worker.

import { hearTabs, tell } from "./events.js";
import { memory } from "./memory.js";
import * as queue from "./queue.js";
import * as records from "./records.js";
import * as sync from "./sync.js";
import { lock } from "./opening.js";

const LOCKS_AFTER = 1_800_000; // half an hour out of sight, as a session of the service
let hiddenAt = 0;

/** Listen; called once. */
export function listen() {
  addEventListener("online", () => {
    tell("state");
    sync.wake();
  });
  addEventListener("offline", () => tell("state"));
  document.addEventListener("visibilitychange", seen);
  navigator.serviceWorker?.addEventListener("message", ({ data }) => data === "sync" && sync.wake());
  hearTabs(otherTab);
}

function seen() {
  if (document.hidden) {
    hiddenAt = Date.now();
  } else if (hiddenAt && Date.now() - hiddenAt > LOCKS_AFTER) {
    sync.stop();
    lock();
  } else {
    sync.wake();
  }
}

/** Another tab wrote: what is on the disk counts. */
async function otherTab(what, ids) {
  if (memory.phase !== "open") return;
  if (what === "queue") {
    await queue.reread(ids);
    records.touched([]);
  }
  if (what === "records") await records.reread(ids);
}
