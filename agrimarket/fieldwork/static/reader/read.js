// From a grey picture to the text of the symbol in it.

import { settled } from "./alignment.js";
import { dataOf } from "./codewords.js";
import { farCorner, measured } from "./edges.js";
import { findersIn } from "./finders.js";
import { doubled, halved, softened } from "./luminance.js";
import { guessesOf } from "./pairs.js";
import { byMajority, byNeighbours, shadesOf, sharpened } from "./sampling.js";
import { textOf } from "./segments.js";
import { thresholded } from "./threshold.js";
import { triplesOf } from "./triples.js";

const LEAST_FITNESS = 0.4; // below it what looked like a symbol is none
const SETTLED = 4; // maps of a picture that are worked out at most: what a frame's time allows
const WIDE = 1100; // pixels; a photograph of more is read at half its size first

// The text of a symbol in a grey picture, or null. Ways to look, the likeliest first.
export function readGrey(grey) {
  const soft = softened(grey);
  const ways = grey.width > WIDE
    ? [() => halved(soft), () => halved(halved(soft)), () => soft]
    : [() => soft, () => doubled(soft), () => halved(soft), () => grey];
  for (const way of ways) {
    const text = readOnce(way());
    if (text !== null) return text;
  }
  return null;
}

function readOnce(grey) {
  if (grey.width < 24 || grey.height < 24) return null;
  const dark = thresholded(grey);
  let left = SETTLED;
  const finders = findersIn(dark);
  for (const triple of [...triplesOf(finders), ...guessesOf(finders)]) {
    const found = measured(dark, triple);
    for (const version of versionsNear(found.modules)) {
      const map = left > 0 ? mapOf(dark, triple, found, version) : null;
      if (!map) continue;
      left -= 1;
      const text = map.fitness > LEAST_FITNESS ? decoded(grey, dark, map.h, 17 + 4 * version) : null;
      if (text !== null) return text;
    }
  }
  return null;
}

// The versions whose size is nearest to what was measured; two where it lies between them.
function versionsNear(modules) {
  const exact = (modules - 17) / 4;
  const near = Math.max(1, Math.min(40, Math.round(exact)));
  const other = exact > near ? near + 1 : near - 1;
  return other >= 1 && other <= 40 ? [near, other] : [near];
}

// The best map of the symbol at a version; null where none is worth a closer look.
function mapOf(dark, triple, found, version) {
  const { topLeft, topRight, bottomLeft } = triple;
  const size = 17 + 4 * version;
  const beyond = (size - 3.5) / (size - 7); // from the top left centre to the far corner
  const level = [
    topLeft.x + (topRight.x + bottomLeft.x - 2 * topLeft.x) * beyond,
    topLeft.y + (topRight.y + bottomLeft.y - 2 * topLeft.y) * beyond,
  ];
  const module = (found.wide[1] + found.high[1]) / 2;
  const three = [topLeft, topRight, null, bottomLeft];
  const loose = [0, 1, 3].filter((place) => three[place].guessed);
  const at = ({ x, y }) => [x, y];
  let best = null;
  for (const corner of [loose.length ? null : farCorner(dark, triple, found), level]) {
    if (!corner) continue;
    const corners = [at(topLeft), at(topRight), corner, at(bottomLeft)];
    const map = settled(dark, corners, version, module, loose);
    if (map && (!best || map.fitness > best.fitness)) best = map;
    if (best && best.fitness > 0.9) break;
  }
  return best;
}

function decoded(grey, dark, h, size) {
  const shades = shadesOf(grey, h, size);
  const ways = [
    () => byMajority(dark, h, size),
    () => byNeighbours(shades, size),
    () => byNeighbours(sharpened(shades, size), size),
  ];
  for (const way of ways) {
    const modules = way();
    const found = dataOf(modules, size) || dataOf(mirrored(modules, size), size);
    const text = found && textOf(found.data, found.version);
    if (text !== null) return text;
  }
  return null;
}

// Seen from behind or in a mirror (7.1 lets a reader take it): rows and columns change places.
function mirrored(modules, size) {
  const turned = new Uint8Array(modules.length);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      turned[column * size + row] = modules[row * size + column];
    }
  }
  return turned;
}
