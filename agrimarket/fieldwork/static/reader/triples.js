// Which three finder patterns belong to one symbol, and which corner each of them is.

const ALIKE = 2.2; // modules of one symbol differ no more, seen aslant
const FEWEST = 10; // modules between two centres; version 1 has 14
const MOST_TRIPLES = 8;

// [{ topLeft, topRight, bottomLeft }], the likeliest first.
export function triplesOf(finders) {
  const found = [];
  for (let i = 0; i < finders.length; i += 1) {
    for (let j = i + 1; j < finders.length; j += 1) {
      if (!alike(finders[i], finders[j])) continue;
      for (let k = j + 1; k < finders.length; k += 1) {
        if (!alike(finders[i], finders[k]) || !alike(finders[j], finders[k])) continue;
        const triple = cornered([finders[i], finders[j], finders[k]]);
        if (triple) found.push(triple);
      }
    }
  }
  found.sort((a, b) => a.oddness - b.oddness);
  return found.slice(0, MOST_TRIPLES);
}

function alike(a, b) {
  return Math.max(a.module, b.module) < ALIKE * Math.min(a.module, b.module);
}

// The corner with the widest angle is the top left one; seen aslant it is not quite 90°.
function cornered(three) {
  const away = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
  const [a, b, c] = three;
  const [ab, bc, ca] = [away(a, b), away(b, c), away(c, a)];
  let [topLeft, one, two] = [a, b, c];
  if (ca >= ab && ca >= bc) [topLeft, one, two] = [b, a, c];
  else if (ab >= bc && ab >= ca) [topLeft, one, two] = [c, a, b];
  const [legOne, legTwo] = [away(topLeft, one), away(topLeft, two)];
  const module = (a.module + b.module + c.module) / 3;
  const [short, long] = [Math.min(legOne, legTwo), Math.max(legOne, legTwo)];
  if (short < FEWEST * module * 0.7 || long > 2.5 * short) return null;
  const dot = (one.x - topLeft.x) * (two.x - topLeft.x) + (one.y - topLeft.y) * (two.y - topLeft.y);
  const cosine = dot / (legOne * legTwo);
  if (Math.abs(cosine) > 0.65) return null;
  const cross = (one.x - topLeft.x) * (two.y - topLeft.y) - (one.y - topLeft.y) * (two.x - topLeft.x);
  const [topRight, bottomLeft] = cross > 0 ? [one, two] : [two, one];
  const modules = [a.module, b.module, c.module];
  const uneven = Math.max(...modules) / Math.min(...modules) - 1;
  const seldom = 1 / Math.min(a.seen, b.seen, c.seen);
  const oddness = Math.abs(cosine) + (long / short - 1) + uneven + 0.5 * seldom;
  return { topLeft, topRight, bottomLeft, oddness };
}
