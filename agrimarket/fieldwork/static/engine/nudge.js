// Lets writers wake the sender without knowing it.

let wake = () => {};

/** Who is woken. @param {Function} fn */
export function whenNudged(fn) {
  wake = fn;
}

/** Something waits to be sent. */
export const nudge = () => wake();
