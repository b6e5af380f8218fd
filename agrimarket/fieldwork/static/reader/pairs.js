// Two finder patterns where the third is hidden under a thumb or a spot: guesses of where it is.

const ALIKE = 1.7;
const MOST_FINDERS = 4;
const [NEAREST, FARTHEST] = [11, 62]; // modules between two centres worth a guess

// Triples as triplesOf gives them, the hidden corner marked `guessed`.
export function guessesOf(finders) {
  const found = [];
  const few = finders.filter(({ seen }) => seen > 1).slice(0, MOST_FINDERS);
  for (let i = 0; i < few.length; i += 1) {
    for (let j = i + 1; j < few.length; j += 1) found.push(...between(few[i], few[j]));
  }
  return found;
}

function between(a, b) {
  const module = (a.module + b.module) / 2;
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const apart = Math.hypot(dx, dy) / module;
  const uneven = Math.max(a.module, b.module) / Math.min(a.module, b.module);
  if (uneven > ALIKE || apart < NEAREST || apart > FARTHEST) return [];
  const at = (x, y) => ({ x, y, module, seen: 0, guessed: true });
  const left = at(a.x + dy, a.y - dx); // beside a, to the left of the way from a to b
  const right = at(a.x - dy, a.y + dx);
  const leftOfB = at(b.x + dy, b.y - dx);
  const rightOfB = at(b.x - dy, b.y + dx);
  const [mx, my] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
  const triples = [
    { topLeft: a, topRight: b, bottomLeft: right },
    { topLeft: a, topRight: left, bottomLeft: b },
    { topLeft: b, topRight: a, bottomLeft: leftOfB },
    { topLeft: b, topRight: rightOfB, bottomLeft: a },
  ];
  // or they lie across from each other, and the top left one is hidden
  if (apart > NEAREST * Math.SQRT2) {
    triples.push({ topLeft: at(mx + dy / 2, my - dx / 2), topRight: b, bottomLeft: a });
    triples.push({ topLeft: at(mx - dy / 2, my + dx / 2), topRight: a, bottomLeft: b });
  }
  return triples;
}
