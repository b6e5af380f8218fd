// Format and version information: what level, mask and version a symbol says it has.

import { sizeOf } from "./tables.js";

const LEVELS = ["M", "L", "H", "Q"]; // ISO/IEC 18004:2015, table 12
const FORMAT_MASK = 0b101010000010010; // 7.9.1
const MOST_WRONG = 3; // both codes have distance 7 or 8: three wrong bits are mended for sure

// The BCH code words: data bits followed by the rest of a division (annexes C and D).
function bch(data, bits, generator, rest) {
  let left = data << rest;
  for (let bit = bits - 1; bit >= 0; bit -= 1) {
    if (left & (1 << (bit + rest))) left ^= generator << bit;
  }
  return (data << rest) | left;
}

const FORMATS = Array.from({ length: 32 }, (_, data) => bch(data, 5, 0x537, 10) ^ FORMAT_MASK);
const VERSIONS = Array.from({ length: 34 }, (_, i) => bch(i + 7, 6, 0x1f25, 12));

function distance(a, b) {
  let left = a ^ b;
  let count = 0;
  for (; left; left &= left - 1) count += 1;
  return count;
}

// The place of the nearest word to any of the readings, or -1 where none is near enough.
function nearest(words, readings) {
  let best = -1;
  let least = MOST_WRONG + 1;
  words.forEach((word, place) => {
    for (const reading of readings) {
      const wrong = distance(word, reading);
      if (wrong < least) [best, least] = [place, wrong];
    }
  });
  return best;
}

// Level and mask from the two copies beside the finder patterns (7.9.1, figure 25); null if neither
// can be read. `at(row, column)` is 1 for dark.
export function formatOf(at, size) {
  let first = 0;
  let second = 0;
  const read = (word, row, column) => (word << 1) | at(row, column);
  for (let i = 0; i < 6; i += 1) first = read(first, 8, i);
  first = read(read(read(first, 8, 7), 8, 8), 7, 8);
  for (let i = 5; i >= 0; i -= 1) first = read(first, i, 8);
  for (let i = 1; i < 8; i += 1) second = read(second, size - i, 8);
  for (let i = 8; i > 0; i -= 1) second = read(second, 8, size - i);
  const found = nearest(FORMATS, [first, second]);
  return found < 0 ? null : { level: LEVELS[found >> 3], mask: found & 7 };
}

// The version: by size up to 6, above that as the symbol says itself (7.10); 0 where that is not
// the size it was sampled at.
export function versionOf(at, size) {
  const bySize = (size - 17) / 4;
  if (bySize < 7) return bySize;
  let upper = 0;
  let lower = 0;
  for (let i = 17; i >= 0; i -= 1) {
    const [far, near] = [size - 11 + (i % 3), Math.floor(i / 3)];
    upper = (upper << 1) | at(near, far);
    lower = (lower << 1) | at(far, near);
  }
  const found = nearest(VERSIONS, [upper, lower]) + 7;
  return found >= 7 && sizeOf(found) === size ? found : 0;
}
