// How well a map of the symbol fits the picture, and a map that fits better.

import { functionModules } from "./codewords.js";
import { homography } from "./geometry.js";
import { alignmentCentres } from "./tables.js";

const INNER = 0.28; // where beside its centre a module is looked at, in modules
const WORTH_IT = 0.2; // fitness of a first map below which no moving helps
const REACHES = [2, 1, 0.5, 0.25, 0.12]; // how far a corner is moved, in modules
const ORDER = [2, 1, 3, 0]; // the far corner first: least is known of it
const known = new Map();

// Centres of the modules whose colour every symbol of this version shares, three numbers each:
// x, y, and 1 for dark or -1. Finders, timing, alignment and the white around (6.3).
function sharedModules(version) {
  if (known.has(version)) return known.get(version);
  const size = 17 + 4 * version;
  const found = [];
  const square = (cx, cy, reach, darkness) => {
    for (let y = -reach; y <= reach; y += 1) {
      for (let x = -reach; x <= reach; x += 1) {
        const [column, row] = [cx + x, cy + y];
        if (column < -1 || row < -1 || column > size || row > size) continue;
        found.push(column + 0.5, row + 0.5, darkness(Math.max(Math.abs(x), Math.abs(y))));
      }
    }
  };
  const finder = (ring) => (ring === 2 || ring === 4 ? -1 : 1);
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(x, y, 4, finder);
  const taken = functionModules(version);
  const last = size - 7;
  for (const x of alignmentCentres(version)) {
    for (const y of alignmentCentres(version)) {
      const atFinder = (x === 6 && (y === 6 || y === last)) || (x === last && y === 6);
      if (!atFinder && taken[y * size + x]) square(x, y, 2, (ring) => (ring === 1 ? -1 : 1));
    }
  }
  for (let i = 8; i < size - 8; i += 1) {
    found.push(i + 0.5, 6.5, i % 2 ? -1 : 1, 6.5, i + 0.5, i % 2 ? -1 : 1);
    found.push(i + 0.5, size + 0.5, -1, size + 0.5, i + 0.5, -1);
  }
  const shared = Float32Array.from(found);
  known.set(version, shared);
  return shared;
}

// From -1 to 1: how far the picture agrees with what every symbol of this version has.
export function fitness({ width, height, data }, h, version) {
  const shared = sharedModules(version);
  let agreed = 0;
  for (let i = 0; i < shared.length; i += 3) {
    for (let corner = 0; corner < 5; corner += 1) {
      const x = shared[i] + (corner === 4 ? 0 : corner & 1 ? INNER : -INNER);
      const y = shared[i + 1] + (corner === 4 ? 0 : corner & 2 ? INNER : -INNER);
      const w = h[6] * x + h[7] * y + 1;
      const px = Math.floor((h[0] * x + h[1] * y + h[2]) / w);
      const py = Math.floor((h[3] * x + h[4] * y + h[5]) / w);
      const dark = px >= 0 && py >= 0 && px < width && py < height ? data[py * width + px] : 0;
      agreed += dark ? shared[i + 2] : -shared[i + 2];
    }
  }
  return agreed / ((shared.length / 3) * 5);
}

// Moves the four corners, the far one most, as long as the picture agrees better.
// `loose` are the corners (clockwise from the top left) that were guessed from afar.
export function settled(dark, corners, version, module, loose = []) {
  const size = 17 + 4 * version;
  const plane = [[3.5, 3.5], [size - 3.5, 3.5], [size, size], [3.5, size - 3.5]];
  let h = homography(plane, corners);
  if (!h) return null;
  let best = fitness(dark, h, version);
  if (best < WORTH_IT) return null;
  const trial = corners.map((corner) => corner.slice());
  for (const reach of loose.length ? [4, ...REACHES] : REACHES) {
    for (let place = 0; place < 8; place += 1) {
      const at = ORDER[place >> 1];
      const corner = trial[at];
      const axis = place & 1;
      const step = reach * module * (place < 2 || loose.includes(at) ? 1 : 0.35);
      for (const sign of [1, -1]) {
        let improved = true;
        while (improved) {
          corner[axis] += sign * step;
          const other = homography(plane, trial);
          const value = other ? fitness(dark, other, version) : -1;
          improved = value > best;
          if (improved) [h, best] = [other, value];
          else corner[axis] -= sign * step;
        }
      }
    }
  }
  return { h, fitness: best };
}
