// What this tab knows while it is open; locking forgets it. The one place that holds the keys.

const EMPTY = {
  phase: "new", key: null, pin: null, facts: null, factsAt: 0, csrf: null,
  needSignIn: false, syncing: false, lastSync: null, canSetUp: null,
};

/** The present state of this tab; modules read and set its fields. */
export const memory = { ...EMPTY };

/** Forget everything but the phase. @param {string} phase */
export function forget(phase) {
  Object.assign(memory, EMPTY, { phase, canSetUp: memory.canSetUp });
}

/** True while records can be read. */
export const isOpen = () => memory.phase === "open";
