// Until when a lot must not be harvested, from the lines this phone holds: the rule of
// agrimarket/lots/waiting.py, said in the yard. The line is kept all the same; release is the service's.

import { kindOf } from "./diary_check.js";

const DAY = 86_400e3;
const VIETNAM = 7 * 3_600e3; // ahead of UTC, all year round

const iso = (moment) => new Date(moment).toISOString().slice(0, 10);

/** Whether a line is a treatment with waiting days. */
export const waits = ({ kind }) => Boolean(kindOf(kind)?.waits);

/** The first day of harvest that a treatment allows: its day in Vietnam and the days it waits. */
export const freeFrom = ({ at, facts }) => iso(Date.parse(at) + VIETNAM + Number(facts?.waiting_days ?? 0) * DAY);

/** {day, product, lot_code}: the last such day of these lots after `today`, or null. `unseen` lines
 * were mended by their producer, and nobody of the office looked yet: they count until then. */
export function notBefore(lots, today, holding) {
  const held = lots.flatMap((lot) => {
    const lines = lot.lines ?? [];
    return [...holding(lines), ...lines.filter((line) => line.unseen)].filter(waits)
      .map((line) => ({ day: freeFrom(line), product: line.facts?.product ?? "", lot_code: lot.lot_code }));
  });
  return held.filter(({ day }) => day > today).sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))[0] ?? null;
}
