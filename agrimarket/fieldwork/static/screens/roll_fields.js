// What is asked of a roll of stamps that goes on packs, and of spoilt ones; new or to be mended.

import { fill, h } from "./dom.js";
import { selectField, textField } from "./fields.js";
import { facts, notice } from "./parts.js";
import { rollEnds } from "./roll_ends.js";
import { number } from "./words.js";

const WHY = ["Rách hoặc ướt", "In mờ, in lệch", "Dán hỏng", "Bị mất"];

/** {fields, nodes, faults(), values(), name()}: which lot, first and last stamp. */
export function activateFields(engine, record, signal, sent = {}) {
  const lots = engine.rolls.lotsToStick(record);
  const values = { lot_id: sent.lot_id ?? (lots.length === 1 ? lots[0].id : "") };
  const lot = () => lots.find((one) => one.id === values.lot_id);
  const form = withEnds(engine, record, signal, sent, {
    lot, title: "Sẽ kích hoạt", rest: () => (lot() ? [["Dán lên", `Lô ${lot().lot_code}`], ["Lô còn nhận", room(lot())]] : []),
  });
  const which = selectField("lot_id", "Dán lên lô nào?", [["", "Chọn lô"], ...lots.map((one) => [one.id, named(record, one)])],
    { value: values.lot_id, required: true, onchange: (value) => { values.lot_id = value; form.tell(); } });
  return {
    fields: [which, ...form.fields], nodes: [which.node, ...form.nodes], name: () => [`Lô ${lot()?.lot_code ?? ""}`, form.said()].join(" · "),
    faults: () => ({ ...(lot() ? {} : { lot_id: ["Hãy chọn lô mà các tem này dán lên."] }), ...form.faults() }),
    values: () => ({ ...values, ...form.values() }),
  };
}

/** The same of stamps that shall never be valid, with why. */
export function voidFields(engine, record, signal, sent = {}) {
  const values = { why: WHY.includes(sent.reason) ? sent.reason : "", note: WHY.includes(sent.reason) ? "" : sent.reason ?? "" };
  const reason = () => [values.why, values.note.trim()].filter(Boolean).join(": ");
  const form = withEnds(engine, record, signal, sent, { lot: () => null, title: "Sẽ hủy", rest: () => [["Sau đó", "Tem đã hủy không dùng lại được"]] });
  const why = selectField("reason", "Vì sao hủy?", [["", "Chọn lý do"], ...WHY.map((one) => [one, one])],
    { value: values.why, onchange: (value) => { values.why = value; } });
  const note = textField("note", "Ghi thêm", { value: values.note, maxlength: 400, hint: "Không chọn lý do thì ghi ở đây.", oninput: (value) => { values.note = value; } });
  return {
    fields: [...form.fields, why, note], nodes: [...form.nodes, why.node, note.node], name: form.said,
    faults: () => ({ ...form.faults(), ...(reason() ? {} : { reason: ["Hãy chọn hoặc ghi lý do."] }) }),
    values: () => ({ ...form.values(), reason: reason() }),
  };
}

function named(record, lot) {
  const product = record.products?.find((one) => one.id === lot.product_id)?.name;
  return [`Lô ${lot.lot_code}`, product].filter(Boolean).join(" · ");
}

/** The two ends with what will become of the stamps between them, said before it is saved. */
function withEnds(engine, record, signal, sent, { lot, title, rest }) {
  const words = h("div", { class: "stack", role: "status" });
  const tell = () => {
    const { first, last } = ends.texts();
    const whole = !engine.rolls.faultOf(first) && !engine.rolls.faultOf(last);
    const found = whole ? engine.rolls.endsOf(record, first, last) : {};
    fill(words, found.fields && [
      notice("info", title, facts([...span(engine, found, first, last), ...rest()])),
      warning(lot() ? engine.rolls.doubts(lot(), found) : []),
    ]);
  };
  const ends = rollEnds(engine, signal, startOf(engine, record, sent), {
    changed: tell, whole: () => words.scrollIntoView({ block: "center" }),
  });
  const read = () => engine.rolls.endsOf(record, ends.texts().first, ends.texts().last);
  const faults = () => {
    const found = ends.faults();
    if (found.first_code.length || found.last_code.length) return found;
    const { fault } = read();
    return fault ? { last_code: [fault] } : {};
  };
  tell();
  const said = () => inShort(engine, read());
  return { fields: ends.fields, nodes: [...ends.nodes, words], faults, values: () => read().fields, said, tell };
}

const warning = (doubts) => doubts.length > 0 && notice("look", "Hãy xem lại", doubts.map((one) => h("p", {}, one)));

/** Both ends as the person holds them in hand, as pairs of facts. */
function span(engine, { order, first, last }, firstText, lastText) {
  const shown = (text) => engine.rolls.spell(engine.rolls.codeIn(text));
  if (order) return [[`Đợt tem ${order.label}`, `${number(last - first + 1)} tem, từ số ${number(first)} đến số ${number(last)}`]];
  const [one, other] = [shown(firstText), shown(lastText)];
  return one === other ? [["Một tem", one]] : [["Từ tem", one], ["Đến tem", other], ["Số tem", "Có mạng mới đếm được từ hai mã này."]];
}

/** Which stamps, in a line of the queue: two rolls of one lot must not look alike there. */
function inShort(engine, { fields, order }) {
  if (order) {
    const { first, last } = fields;
    return first === last ? `${order.label}, tem ${number(first)}` : `${order.label}, tem ${number(first)}–${number(last)}`;
  }
  const [one, other] = [fields.first_code, fields.last_code].map((code) => engine.rolls.spell(code));
  return one === other ? `tem ${one}` : `tem ${one} đến ${other}`;
}

/** How many stamps a lot still takes, as this phone last heard. */
const room = (lot) => (lot.most === null ? "chưa rõ, lô chưa ghi số gói" : `${number(Math.max(0, lot.most - lot.bound))} tem`);

function startOf(engine, record, sent) {
  if (sent.first_code) return { first: engine.rolls.spell(sent.first_code), last: engine.rolls.spell(sent.last_code) };
  const order = record.rolls?.orders?.find((one) => one.id === sent.order_id);
  const at = (position) => `${order.label}-${String(position).padStart(5, "0")}`;
  return order ? { first: at(sent.first), last: at(sent.last) } : {};
}
