// From modules to data: the mask taken off, codewords in their order, blocks mended.

import { correct } from "./correct.js";
import { formatOf, versionOf } from "./format.js";
import { alignmentCentres, blocksOf } from "./tables.js";

// ISO/IEC 18004:2015, table 10; i is the row, j the column.
const MASKS = [
  (i, j) => (i + j) % 2 === 0,
  (i) => i % 2 === 0,
  (i, j) => j % 3 === 0,
  (i, j) => (i + j) % 3 === 0,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
  (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
];
const known = new Map();

// 1 where a module is no data: finders, timing, alignment, format and version (6.3).
export function functionModules(version) {
  if (known.has(version)) return known.get(version);
  const size = 17 + 4 * version;
  const taken = new Uint8Array(size * size);
  const fill = (row, column, rows, columns) => {
    for (let i = row; i < row + rows; i += 1) {
      taken.fill(1, i * size + column, i * size + column + columns);
    }
  };
  fill(0, 0, 9, 9);
  fill(0, size - 8, 9, 8);
  fill(size - 8, 0, 8, 9);
  fill(6, 0, 1, size);
  fill(0, 6, size, 1);
  const centres = alignmentCentres(version);
  const last = size - 7;
  for (const row of centres) {
    for (const column of centres) {
      const atFinder = (row === 6 && (column === 6 || column === last)) || (row === last && column === 6);
      if (!atFinder) fill(row - 2, column - 2, 5, 5);
    }
  }
  if (version >= 7) {
    fill(0, size - 11, 6, 3);
    fill(size - 11, 0, 3, 6);
  }
  known.set(version, taken);
  return taken;
}

// The codewords as placed: upwards and downwards in columns of two, from the right (7.7.3).
function placed(modules, size, version, mask) {
  const taken = functionModules(version);
  const hides = MASKS[mask];
  const found = [];
  let value = 0;
  let bits = 0;
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5; // the timing pattern has a column to itself
    for (let step = 0; step < size; step += 1) {
      const row = up ? size - 1 - step : step;
      for (let column = right; column > right - 2; column -= 1) {
        if (taken[row * size + column]) continue;
        value = (value << 1) | (modules[row * size + column] ^ (hides(row, column) ? 1 : 0));
        bits += 1;
        if (bits === 8) {
          found.push(value);
          value = bits = 0;
        }
      }
    }
  }
  return found;
}

// Codewords taken apart into blocks (7.6), each mended; null where one cannot be.
function mended(codewords, version, level) {
  const { sizes, corrections, most } = blocksOf(version, level, codewords.length);
  const blocks = sizes.map((data) => new Uint8Array(data + corrections));
  const longest = sizes[sizes.length - 1];
  let next = 0;
  for (let i = 0; i < longest; i += 1) {
    blocks.forEach((block, b) => {
      if (i < sizes[b]) block[i] = codewords[next++];
    });
  }
  for (let i = 0; i < corrections; i += 1) {
    blocks.forEach((block, b) => {
      block[sizes[b] + i] = codewords[next++];
    });
  }
  const data = [];
  for (let b = 0; b < blocks.length; b += 1) {
    if (correct(blocks[b], corrections, most) < 0) return null;
    data.push(...blocks[b].subarray(0, sizes[b]));
  }
  return data;
}

// The data codewords of sampled modules (size × size, 1 dark) and the version, or null.
export function dataOf(modules, size) {
  const at = (row, column) => modules[row * size + column];
  const version = versionOf(at, size);
  const format = version ? formatOf(at, size) : null;
  if (!format) return null;
  const data = mended(placed(modules, size, version, format.mask), version, format.level);
  return data && { data, version };
}
