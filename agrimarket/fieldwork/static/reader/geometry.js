// Plane geometry: lines, and the map of a flat symbol as a camera sees it.

// The eight numbers that take four points [x, y] of a plane to four of another.
export function homography(from, to) {
  const rows = [];
  for (let i = 0; i < 4; i += 1) {
    const [x, y] = from[i];
    const [u, v] = to[i];
    rows.push([x, y, 1, 0, 0, 0, -x * u, -y * u, u], [0, 0, 0, x, y, 1, -x * v, -y * v, v]);
  }
  return solved(rows);
}

// Gauss with the largest pivot; null where the points do not span a plane.
function solved(rows) {
  const n = rows.length;
  for (let i = 0; i < n; i += 1) {
    let pivot = i;
    for (let r = i + 1; r < n; r += 1) {
      if (Math.abs(rows[r][i]) > Math.abs(rows[pivot][i])) pivot = r;
    }
    if (Math.abs(rows[pivot][i]) < 1e-9) return null;
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    for (let r = 0; r < n; r += 1) {
      if (r === i) continue;
      const factor = rows[r][i] / rows[i][i];
      if (factor) for (let c = i; c <= n; c += 1) rows[r][c] -= factor * rows[i][c];
    }
  }
  return rows.map((row, i) => row[n] / row[i]);
}

export function mapped(h, x, y) {
  const w = h[6] * x + h[7] * y + 1;
  return [(h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w];
}

// The line through points that lie on one, as [a, b, c] with ax + by = c; points far from it are
// left out once. Null below three points.
export function lineThrough(points) {
  const line = fitted(points);
  if (!line) return null;
  const away = points.map(([x, y]) => Math.abs(line[0] * x + line[1] * y - line[2]));
  const limit = Math.max(0.7, 2 * away.slice().sort((a, b) => a - b)[away.length >> 1]);
  return fitted(points.filter((_, i) => away[i] <= limit)) || line;
}

// Total least squares: the direction in which the points spread least is the normal.
function fitted(points) {
  if (points.length < 3) return null;
  let [mx, my, xx, xy, yy] = [0, 0, 0, 0, 0];
  for (const [x, y] of points) [mx, my] = [mx + x, my + y];
  [mx, my] = [mx / points.length, my / points.length];
  for (const [x, y] of points) {
    xx += (x - mx) ** 2;
    xy += (x - mx) * (y - my);
    yy += (y - my) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const [a, b] = [-Math.sin(angle), Math.cos(angle)];
  return [a, b, a * mx + b * my];
}

export function crossing(one, two) {
  const by = one[0] * two[1] - one[1] * two[0];
  if (Math.abs(by) < 0.05) return null; // nearly parallel
  return [(one[2] * two[1] - one[1] * two[2]) / by, (one[0] * two[2] - one[2] * two[0]) / by];
}
