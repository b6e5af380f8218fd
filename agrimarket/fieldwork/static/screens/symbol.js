// Draws a QR symbol of capital letters, figures and addresses: a card must show without network.
// ISO/IEC 18004:2015, level M, versions 1 to 6; tables and arithmetic are the reader's.

import { EXP, LOG } from "../reader/galois.js";
import { alignmentCentres, blocksOf, sizeOf } from "../reader/tables.js";

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"; // table 5
const CODEWORDS = [26, 44, 70, 100, 134, 172]; // table 1
const MASKS = [
  (r, c) => (r + c) % 2, (r) => r % 2, (_, c) => c % 3, (r, c) => (r + c) % 3,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2, (r, c) => ((r * c) % 2) + ((r * c) % 3),
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2, (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2,
]; // table 10: dark where 0
const LEVEL_M = 0b00;

/** Rows of booleans, true is dark; RangeError where the text has other letters or is too long. */
export function symbol(text) {
  const version = CODEWORDS.findIndex((_, place) => bitsOf(text) <= 8 * dataOf(place + 1)) + 1;
  if (!version || [...text].some((letter) => !LETTERS.includes(letter))) throw new RangeError("no symbol for this text");
  const words = interleaved(dataWords(text, version), version);
  const drawn = MASKS.map((_, mask) => painted(words, version, mask));
  return drawn.reduce((best, one) => (fault(one) < fault(best) ? one : best));
}

const bitsOf = (text) => 4 + 9 + 11 * Math.floor(text.length / 2) + 6 * (text.length % 2);
const dataOf = (version) => blocksOf(version, "M", CODEWORDS[version - 1]).sizes.reduce((sum, one) => sum + one, 0);

function dataWords(text, version) {
  let bits = "0010" + text.length.toString(2).padStart(9, "0"); // 7.4.4, table 3
  for (let at = 0; at < text.length; at += 2) {
    const [one, two] = [LETTERS.indexOf(text[at]), LETTERS.indexOf(text[at + 1] ?? " ")];
    bits += at + 1 < text.length ? (one * 45 + two).toString(2).padStart(11, "0") : one.toString(2).padStart(6, "0");
  }
  const count = dataOf(version);
  bits += "0".repeat(Math.min(4, count * 8 - bits.length));
  bits += "0".repeat((8 - (bits.length % 8)) % 8);
  const words = bits.match(/.{8}/g).map((byte) => parseInt(byte, 2));
  for (let pad = 0; words.length < count; pad += 1) words.push(pad % 2 ? 0x11 : 0xec); // 7.4.10
  return words;
}

function corrections(data, count) {
  let generator = [1]; // highest power first
  for (let i = 0; i < count; i += 1) {
    generator = [...generator, 0].map((value, at) => value ^ (at ? times(generator[at - 1], EXP[i]) : 0));
  }
  const rest = [...data, ...new Array(count).fill(0)];
  for (let at = 0; at < data.length; at += 1) {
    const lead = rest[at];
    generator.forEach((value, place) => { rest[at + place] ^= times(value, lead); });
  }
  return rest.slice(data.length);
}

const times = (a, b) => (a && b ? EXP[LOG[a] + LOG[b]] : 0);

function interleaved(data, version) {
  const { sizes, corrections: count } = blocksOf(version, "M", CODEWORDS[version - 1]);
  let at = 0;
  const blocks = sizes.map((size) => data.slice(at, (at += size)));
  const checks = blocks.map((block) => corrections(block, count));
  const woven = (rows) => Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, place) =>
    rows.filter((row) => place < row.length).map((row) => row[place])).flat();
  return [...woven(blocks), ...woven(checks)]; // 7.6
}

function painted(words, version, mask) {
  const size = sizeOf(version);
  const grid = Array.from({ length: size }, () => new Array(size).fill(null));
  finders(grid, size);
  aligners(grid, version);
  for (let i = 8; i < size - 8; i += 1) grid[6][i] = grid[i][6] = i % 2 === 0;
  format(grid, size, mask);
  let bit = 0;
  const next = () => (words[bit >> 3] >> (7 - (bit++ & 7))) & 1; // past the end: 0
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right -= 1;
    for (let step = 0; step < size; step += 1) {
      const row = up ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (grid[row][column] === null) grid[row][column] = Boolean(next()) !== (MASKS[mask](row, column) === 0);
      }
    }
  }
  return grid;
}

function finders(grid, size) {
  for (const [top, left] of [[0, 0], [0, size - 7], [size - 7, 0]]) {
    for (let r = -1; r < 8; r += 1) for (let c = -1; c < 8; c += 1) {
      if (grid[top + r]?.[left + c] === undefined) continue;
      const ring = Math.max(Math.abs(r - 3), Math.abs(c - 3));
      grid[top + r][left + c] = ring !== 2 && ring < 4;
    }
  }
}

function aligners(grid, version) {
  const centres = alignmentCentres(version);
  for (const row of centres) for (const column of centres) {
    if (grid[row][column] !== null) continue; // a finder stands there
    for (let r = -2; r <= 2; r += 1) for (let c = -2; c <= 2; c += 1) {
      grid[row + r][column + c] = Math.max(Math.abs(r), Math.abs(c)) !== 1;
    }
  }
}

function format(grid, size, mask) {
  const data = (LEVEL_M << 3) | mask;
  let rest = data << 10;
  for (let bit = 14; bit >= 10; bit -= 1) if (rest & (1 << bit)) rest ^= 0x537 << (bit - 10);
  const word = ((data << 10) | rest) ^ 0b101010000010010; // 7.9.1
  const dark = (i) => Boolean((word >> i) & 1);
  for (let i = 0; i < 15; i += 1) {
    const [row, column] = i < 6 ? [i, 8] : i < 8 ? [i + 1, 8] : i === 8 ? [8, 7] : [8, 14 - i];
    grid[row][column] = dark(i);
    if (i < 8) grid[8][size - 1 - i] = dark(i);
    else grid[size - 15 + i][8] = dark(i);
  }
  grid[size - 8][8] = true;
}

/** How hard a mask is to read: long runs and blocks of one colour (7.8.3.1). */
function fault(grid) {
  let found = 0;
  grid.forEach((row, r) => row.forEach((dark, c) => {
    if (c > 3 && [1, 2, 3, 4].every((back) => row[c - back] === dark)) found += 1;
    if (r > 3 && [1, 2, 3, 4].every((back) => grid[r - back][c] === dark)) found += 1;
    if (r && c && grid[r - 1][c] === dark && row[c - 1] === dark && grid[r - 1][c - 1] === dark) found += 3;
  }));
  return found;
}
