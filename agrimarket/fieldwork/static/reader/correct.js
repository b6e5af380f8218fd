// Reed–Solomon correction of one block (ISO/IEC 18004:2015, 7.5.2 and annex B).

import { EXP, inverse, multiply, valueAt } from "./galois.js";

// Mends `block` (data, then correction codewords) in place. `most` is how many wrong codewords may
// be mended: fewer than the correction could, where the standard keeps some to detect misreads.
// Gives the number mended, or -1 where the block cannot be trusted.
export function correct(block, corrections, most) {
  const syndromes = syndromesOf(block, corrections);
  if (!syndromes) return 0;
  const locator = locatorOf(syndromes, corrections);
  const errors = locator.length - 1;
  if (errors > most) return -1;
  const places = rootsOf(locator, block.length);
  if (places.length !== errors) return -1;
  mend(block, syndromes, locator, places);
  return syndromesOf(block, corrections) ? -1 : errors;
}

// The block's values at α^0 … α^(corrections-1); null when all are zero: nothing is wrong.
function syndromesOf(block, corrections) {
  const found = new Uint8Array(corrections);
  let wrong = 0;
  for (let i = 0; i < corrections; i += 1) {
    let value = 0;
    for (const codeword of block) value = multiply(value, EXP[i]) ^ codeword;
    found[i] = value;
    wrong |= value;
  }
  return wrong ? found : null;
}

// Berlekamp–Massey: the shortest polynomial whose roots tell where the errors are.
function locatorOf(syndromes, corrections) {
  let current = [1];
  let previous = [1];
  let errors = 0;
  let gap = 1;
  let scale = 1;
  for (let n = 0; n < corrections; n += 1) {
    let discrepancy = syndromes[n];
    for (let i = 1; i <= errors && i < current.length; i += 1) {
      discrepancy ^= multiply(current[i], syndromes[n - i]);
    }
    if (!discrepancy) {
      gap += 1;
      continue;
    }
    const before = current.slice();
    const factor = multiply(discrepancy, inverse(scale));
    while (current.length < previous.length + gap) current.push(0);
    for (let i = 0; i < previous.length; i += 1) current[i + gap] ^= multiply(factor, previous[i]);
    if (2 * errors <= n) {
      errors = n + 1 - errors;
      previous = before;
      scale = discrepancy;
      gap = 1;
    } else {
      gap += 1;
    }
  }
  while (current.length && !current[current.length - 1]) current.pop();
  return current;
}

// Chien's search: powers of the codewords in error, 0 being the last codeword of the block.
function rootsOf(locator, length) {
  const found = [];
  for (let power = 0; power < length; power += 1) {
    if (valueAt(locator, EXP[255 - power]) === 0) found.push(power);
  }
  return found;
}

// Forney: what is wrong at each place.
function mend(block, syndromes, locator, places) {
  const evaluator = new Uint8Array(places.length);
  for (let i = 0; i < places.length; i += 1) {
    for (let j = 0; j <= i; j += 1) evaluator[i] ^= multiply(syndromes[i - j], locator[j]);
  }
  for (const power of places) {
    const root = EXP[255 - power];
    let slope = 0; // the formal derivative: odd powers alone
    for (let i = 1; i < locator.length; i += 2) {
      slope ^= multiply(locator[i], EXP[((255 - power) * (i - 1)) % 255]);
    }
    if (!slope) return;
    const error = multiply(multiply(valueAt(evaluator, root), EXP[power]), inverse(slope));
    block[block.length - 1 - power] ^= error;
  }
}
