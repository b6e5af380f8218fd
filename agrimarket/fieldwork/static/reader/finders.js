// Finder patterns: places where dark and light run 1:1:3:1:1 in every direction
// (ISO/IEC 18004:2015, 6.3.3).

const STEP = 2; // every second row: the inner square is three modules high
const MOST = 24; // candidates that are looked at further

// Centres as { x, y, module, seen }, those seen most often first.
export function findersIn(dark) {
  const found = [];
  const runs = new Int32Array(dark.width + 2);
  for (let y = 1; y < dark.height; y += STEP) {
    const count = runsOf(dark, y, runs);
    for (let i = 0; i + 5 < count; i += 1) {
      if (!dark.data[y * dark.width + runs[i]]) continue;
      if (!isRatio(runs[i + 1] - runs[i], runs[i + 2] - runs[i + 1], runs[i + 3] - runs[i + 2],
        runs[i + 4] - runs[i + 3], runs[i + 5] - runs[i + 4])) continue;
      note(found, dark, (runs[i + 2] + runs[i + 3]) / 2, y);
    }
  }
  found.sort((a, b) => b.seen - a.seen);
  return found.slice(0, MOST);
}

// Where runs of one colour begin in a row, and where the last one ends.
function runsOf({ width, data }, y, runs) {
  const row = y * width;
  let count = 1;
  runs[0] = 0;
  for (let x = 1; x < width; x += 1) {
    if (data[row + x] !== data[row + x - 1]) runs[count++] = x;
  }
  runs[count++] = width;
  return count;
}

function isRatio(a, b, c, d, e) {
  const total = a + b + c + d + e;
  if (total < 7) return false;
  const module = total / 7;
  const slack = module * 0.6 + 0.4; // a pixel's edge falls on either side
  return Math.abs(a - module) < slack && Math.abs(b - module) < slack
    && Math.abs(c - 3 * module) < 3 * slack
    && Math.abs(d - module) < slack && Math.abs(e - module) < slack;
}

// Looks again up and down, then across, then aslant, and remembers a centre that holds.
function note(found, dark, x, y) {
  const down = through(dark, x, y, 0, 1);
  if (!down) return;
  const across = through(dark, x, y + down.shift, 1, 0);
  if (!across) return;
  const centre = { x: x + across.shift, y: y + down.shift };
  if (!through(dark, centre.x, centre.y, 1, 1) && !through(dark, centre.x, centre.y, 1, -1)) return;
  const module = (down.length + across.length) / 14;
  for (const other of found) {
    const near = Math.max(1.5, Math.min(module, other.module) * 1.5);
    if (Math.abs(other.x - centre.x) < near && Math.abs(other.y - centre.y) < near) {
      other.x += (centre.x - other.x) / (other.seen + 1);
      other.y += (centre.y - other.y) / (other.seen + 1);
      other.module += (module - other.module) / (other.seen + 1);
      other.seen += 1;
      return;
    }
  }
  found.push({ ...centre, module, seen: 1 });
}

// The five runs through a dark point along a direction; null where they are not 1:1:3:1:1.
// `shift` is how far the middle of the pattern lies from the point.
function through(dark, x, y, dx, dy) {
  const back = outward(dark, x, y, -dx, -dy);
  const on = back && outward(dark, x, y, dx, dy);
  if (!on || !isRatio(back[2], back[1], back[0] + on[0] - 1, on[1], on[2])) return null;
  const length = back[0] + back[1] + back[2] + on[0] + on[1] + on[2] - 1;
  return { length, shift: (on[0] - back[0]) / 2 };
}

// Lengths of the dark, light and dark run from a point outwards.
function outward({ width, height, data }, x, y, dx, dy) {
  let [px, py] = [Math.floor(x), Math.floor(y)];
  const lengths = [0, 0, 0];
  for (let run = 0; run < 3; run += 1) {
    const colour = run === 1 ? 0 : 1;
    while (px >= 0 && py >= 0 && px < width && py < height && data[py * width + px] === colour) {
      lengths[run] += 1;
      px += dx;
      py += dy;
    }
    if (!lengths[run]) return null;
  }
  return lengths;
}
