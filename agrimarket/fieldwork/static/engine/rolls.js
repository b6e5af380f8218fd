// Rolls of stamps on this phone: what is sent of one, and hints to warn by; the service decides.

import { codeIn, positionIn } from "./stamp_codes.js";

export { codeIn, faultOf, normalise, positionIn, spell } from "./stamp_codes.js";

const FREE = ["printed", "delivered"]; // stamps that may go on packs
const WORDS = { issued: "chưa in", active: "đã kích hoạt", suspended: "đang tạm khóa", void: "đã hủy", sample: "là tem mẫu" };

/** Lots of a producer that stamps may go on. */
export const lotsOf = (record) => record.rolls?.lots ?? [];

/** Lots whose product has stamps, those of the newest release first; all where none has. */
export function lotsToStick(record) {
  const products = new Set((record.rolls?.orders ?? []).map((order) => order.product_id));
  const fit = lotsOf(record).filter((lot) => products.has(lot.product_id));
  return fit.length ? fit : lotsOf(record);
}

/** Both ends as the service reads them: {fields, order?, first?, last?} or {fault}. */
export function endsOf(record, firstText, lastText) {
  const codes = [codeIn(firstText), codeIn(lastText)];
  if (codes.every(Boolean)) return { fields: { order_id: null, first: null, last: null, first_code: codes[0], last_code: codes[1] } };
  const [first, last] = [positionIn(firstText), positionIn(lastText)];
  if (!first || !last) return { fault: "Hai đầu phải cùng một kiểu: cùng là mã 16 chữ, hoặc cùng là số như A0123-00456." };
  if (first.label !== last.label) return { fault: "Hai số này của hai đợt tem khác nhau. Hãy xem lại tem đầu và tem cuối của cùng một cuộn." };
  const order = record.rolls?.orders?.find((one) => one.label === first.label);
  if (!order) return { fault: `Đợt tem ${first.label} không có trên máy. Hãy quét tem, hoặc gõ mã 16 chữ.` };
  const [low, high] = [first.position, last.position].sort((a, b) => a - b); // a roll is read from either end
  if (low < 1 || high > order.count) return { fault: `Đợt ${order.label} chỉ có tem 1–${order.count}. Hãy xem lại số trên tem.` };
  return { fields: { order_id: order.id, first: low, last: high, first_code: null, last_code: null }, order, first: low, last: high };
}

const span = (low, high) => (low === high ? low : `${low}–${high}`);

/** What the service will probably say no to, as sentences; nothing where this phone cannot know. */
export function doubts(lot, ends) {
  const { order, first, last } = ends;
  if (!order) return [];
  const found = [];
  const blocked = order.runs.filter(([low, high, state]) => low <= last && high >= first && !FREE.includes(state))
    .map(([low, high, state]) => `tem ${span(Math.max(low, first), Math.min(high, last))} ${WORDS[state] ?? state}`);
  if (blocked.length) found.push(`Trong cuộn này có ${blocked.slice(0, 3).join("; ")}.`);
  const count = last - first + 1;
  if (lot && lot.most !== null && lot.bound + count > lot.most) {
    found.push(`Lô ${lot.lot_code} có ${lot.packs} gói, nhận tối đa ${lot.most} tem, đã gắn ${lot.bound}: thừa ${lot.bound + count - lot.most} tem.`);
  }
  if (lot && order.product_id !== lot.product_id) found.push(`Tem đợt ${order.label} là của sản phẩm khác.`);
  else if (lot && order.lot_id && order.lot_id !== lot.id) found.push(`Tem đợt ${order.label} in sẵn cho lô khác.`);
  return found;
}

/** A producer's rolls after a command that waits here, as far as its positions are known. */
export function afterCommand(rolls, { order_id: id, lot_id: lotId, first, last }, state) {
  if (!rolls || !id) return rolls;
  const orders = rolls.orders.map((one) => (one.id === id ? { ...one, runs: [...one.runs, [first, last, state]] } : one));
  const more = state === "active" ? last - first + 1 : 0;
  return { orders, lots: rolls.lots.map((lot) => (lot.id === lotId ? { ...lot, bound: lot.bound + more } : lot)) };
}
