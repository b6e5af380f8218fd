// What the producers of a commune mostly make and which hamlets they live in: quick chips.

import { COMMON_CROPS } from "./labels.js";
import { fold } from "./words.js";

const LOOKED_AT = 500;
const HAMLETS = 4;

/** Where the last producer was: the next one most likely lives there too. */
export const LAST = "xa-vua-ghi";

/** {crops, hamlets}, most frequent first, as this phone knows them; the hamlet of just now leads. */
export async function habits(engine, commune) {
  const before = await engine.drafts.load(LAST);
  const found = await engine.records.search("", { commune, limit: LOOKED_AT });
  const crops = ranked(found.flatMap((one) => one.crops ?? [])).slice(0, 6);
  const known = new Set(crops.map(fold));
  return {
    crops: [...crops, ...COMMON_CROPS.filter((crop) => !known.has(fold(crop)))].slice(0, 10),
    hamlets: commune ? hamletsOf(found, before?.hamlet).slice(0, HAMLETS) : [], // another commune's would mislead
  };
}

function hamletsOf(found, last) {
  const all = ranked(found.map((one) => one.hamlet).filter(Boolean));
  const first = all.find((one) => last && fold(one) === fold(last));
  return first ? [first, ...all.filter((one) => one !== first)] : all;
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
