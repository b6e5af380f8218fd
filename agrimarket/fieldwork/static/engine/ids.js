// UUIDv7 (RFC 9562 5.7): ids of one page grow, so that the queue keeps its order.

import { random } from "./bytes.js";

let last = 0;
let counter = 0;

/** The moment and a counter for it that never go back, also where the clock does. */
function tick() {
  const now = Date.now();
  if (now > last) {
    last = now;
    counter = random(1)[0]; // room to grow in the 12 bits of rand_a
  } else if (++counter > 0xfff) {
    last += 1;
    counter = 0;
  }
  return [last, counter];
}

/** A new id, 36 characters. @returns {string} */
export function newId() {
  const [millis, within] = tick();
  const bytes = random(16);
  for (let at = 0; at < 6; at += 1) bytes[at] = Math.floor(millis / 2 ** (8 * (5 - at))) & 0xff;
  bytes[6] = 0x70 | (within >> 8);
  bytes[7] = within & 0xff;
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
  return [8, 12, 16, 20, 32].map((end, at, ends) => hex.slice(ends[at - 1] || 0, end)).join("-");
}

/** Ids made later sort after one that is known. @param {string} id */
export function keepAfter(id) {
  const millis = parseInt(id.replace("-", "").slice(0, 12), 16);
  if (millis <= last || millis > Date.now() + 172_800_000) return;
  last = millis;
  counter = 0xfff;
}
