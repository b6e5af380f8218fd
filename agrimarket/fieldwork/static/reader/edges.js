// What the edges of the finder patterns tell: the size of a module, and the far corner.

import { crossing, lineThrough } from "./geometry.js";

export function isDark({ width, height, data }, x, y) {
  const [px, py] = [Math.floor(x), Math.floor(y)];
  return px >= 0 && py >= 0 && px < width && py < height ? data[py * width + px] : 0;
}

function towards(from, to) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length, length };
}

// Pixels from a finder's centre to its outer edge: the end of the third run.
function halfWidth(dark, { x, y, module }, { x: dx, y: dy }, sign) {
  let colour = 1;
  let runs = 0;
  for (let step = 0; step < 9 * module; step += 0.25) {
    if (isDark(dark, x + sign * dx * step, y + sign * dy * step) === colour) continue;
    colour = 1 - colour;
    runs += 1;
    if (runs === 3) return step;
  }
  return 3.5 * module;
}

// The module in pixels at a finder along a direction.
function moduleAlong(dark, finder, direction) {
  if (finder.guessed) return finder.module;
  return (halfWidth(dark, finder, direction, 1) + halfWidth(dark, finder, direction, -1)) / 7;
}

// How many modules the symbol has on a side, and the modules at its corners along both sides.
export function measured(dark, { topLeft, topRight, bottomLeft }) {
  const right = towards(topLeft, topRight);
  const down = towards(topLeft, bottomLeft);
  const along = (finder, direction) => moduleAlong(dark, finder, direction);
  const wide = [along(topLeft, right), along(topRight, right)];
  const high = [along(topLeft, down), along(bottomLeft, down)];
  const across = right.length / Math.sqrt(wide[0] * wide[1]);
  const upright = down.length / Math.sqrt(high[0] * high[1]);
  return { right, down, wide, high, modules: (across + upright) / 2 + 7 };
}

// The corner where the top right finder's right edge meets the bottom left one's lower edge.
export function farCorner(dark, { topRight, bottomLeft }, { right, down, wide, high }) {
  const upright = lineThrough(edgeOf(dark, topRight, right, wide[1], down, high[0]));
  const level = lineThrough(edgeOf(dark, bottomLeft, down, high[1], right, wide[0]));
  return upright && level ? crossing(upright, level) : null;
}

// Points on a finder's outer edge along `out`, beside each other along `side`.
function edgeOf(dark, finder, out, module, side, beside) {
  const points = [];
  for (let k = -3; k <= 3; k += 0.5) {
    const [x, y] = [finder.x + side.x * k * beside, finder.y + side.y * k * beside];
    let found = 0;
    let least = 1.1 * module;
    for (let step = 2.4 * module; step < 4.7 * module; step += 0.25) {
      const inside = isDark(dark, x + out.x * step, y + out.y * step);
      const beyond = isDark(dark, x + out.x * (step + 0.25), y + out.y * (step + 0.25));
      const away = Math.abs(step - 3.5 * module);
      if (inside && !beyond && away < least) [found, least] = [step + 0.25, away];
    }
    if (found) points.push([x + out.x * found, y + out.y * found]);
  }
  return points;
}
