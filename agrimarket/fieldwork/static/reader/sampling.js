// Modules read from the picture under a map.

import { isDark } from "./edges.js";
import { mapped } from "./geometry.js";

const PLACES = [[0, 0], [-0.22, -0.22], [0.22, -0.22], [-0.22, 0.22], [0.22, 0.22]];
const REACH = 4; // modules to each side that say what is dark here
const SHARPER = 0.8; // how much of the difference to the neighbours is added

// The majority of five pixels of each module: size × size, 1 dark.
export function byMajority(dark, h, size) {
  const modules = new Uint8Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      let votes = 0;
      for (const [dx, dy] of PLACES) {
        const [x, y] = mapped(h, column + 0.5 + dx, row + 0.5 + dy);
        votes += isDark(dark, x, y);
      }
      modules[row * size + column] = votes > 2 ? 1 : 0;
    }
  }
  return modules;
}

// The grey of each module's middle: size × size.
export function shadesOf(grey, h, size) {
  const shades = new Float32Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      let sum = 0;
      for (const [dx, dy] of PLACES) {
        const [x, y] = mapped(h, column + 0.5 + 0.7 * dx, row + 0.5 + 0.7 * dy);
        sum += between(grey, x - 0.5, y - 0.5);
      }
      shades[row * size + column] = sum / PLACES.length;
    }
  }
  return shades;
}

// What blur carried over from the four modules beside each is taken off again.
export function sharpened(shades, size) {
  const sharp = Float32Array.from(shades);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const at = row * size + column;
      const up = shades[row ? at - size : at];
      const down = shades[row + 1 < size ? at + size : at];
      const before = shades[column ? at - 1 : at];
      const after = shades[column + 1 < size ? at + 1 : at];
      sharp[at] += SHARPER * (shades[at] - (up + down + before + after) / 4);
    }
  }
  return sharp;
}

// Each shade against the lightest and darkest around it, for shadows that no threshold of pixels
// gets over: size × size, 1 dark.
export function byNeighbours(shades, size) {
  const modules = new Uint8Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      let [least, most] = [255, 0];
      for (let y = Math.max(0, row - REACH); y <= Math.min(size - 1, row + REACH); y += 1) {
        for (let x = Math.max(0, column - REACH); x <= Math.min(size - 1, column + REACH); x += 1) {
          const shade = shades[y * size + x];
          if (shade < least) least = shade;
          if (shade > most) most = shade;
        }
      }
      modules[row * size + column] = shades[row * size + column] < (least + most) / 2 ? 1 : 0;
    }
  }
  return modules;
}

// The grey between four pixels.
function between({ width, height, data }, x, y) {
  const px = Math.max(0, Math.min(width - 2, Math.floor(x)));
  const py = Math.max(0, Math.min(height - 2, Math.floor(y)));
  const [fx, fy] = [Math.max(0, Math.min(1, x - px)), Math.max(0, Math.min(1, y - py))];
  const at = py * width + px;
  const top = data[at] + fx * (data[at + 1] - data[at]);
  const bottom = data[at + width] + fx * (data[at + width + 1] - data[at + width]);
  return top + fy * (bottom - top);
}
