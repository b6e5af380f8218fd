// What the producers of a commune mostly make and which hamlets they live in: quick chips.

import { COMMON_CROPS } from "./labels.js";
import { fold } from "./words.js";

const LOOKED_AT = 500;

/** {crops, hamlets}, most frequent first, as this phone knows them. */
export async function habits(engine, commune) {
  const found = await engine.records.search("", { commune, limit: LOOKED_AT });
  const crops = ranked(found.flatMap((one) => one.crops ?? [])).slice(0, 6);
  const known = new Set(crops.map(fold));
  return {
    crops: [...crops, ...COMMON_CROPS.filter((crop) => !known.has(fold(crop)))].slice(0, 10),
    hamlets: ranked(found.map((one) => one.hamlet).filter(Boolean)).slice(0, 6),
  };
}

function ranked(texts) {
  const counts = new Map();
  for (const text of texts) {
    const key = fold(text);
    const had = counts.get(key) ?? { text, times: 0 };
    counts.set(key, { ...had, times: had.times + 1 });
  }
  return [...counts.values()].sort((a, b) => b.times - a.times).map((one) => one.text);
}
