// The fields of one line in a lot's diary, to be written, corrected or mended: first what was done
// (or the same as last time), then what that kind of work tells.

import { fill, h, icon } from "./dom.js";
import { boxesOf, factFields, factsOf } from "./fact_fields.js";
import { areaField, cards, textField } from "./fields.js";
import { EVENTS } from "./labels.js";
import { button, fold, notice, section } from "./parts.js";
import { day, dayOf, today } from "./words.js";

/** {node, fields, faults(), values()}. `sent`: what was written before; `record`, `lot`: what is
 * usual there; `lots`: all that the line goes to; `extra`: a node that stands under the facts; `chosen` is told of a kind. */
export function diaryFields(engine, { sent = {}, record = null, lot = null, lots = lot ? [lot] : [], extra = null, chosen = () => {} } = {}) {
  const values = begun(engine, sent);
  const node = h("div", { class: "form", tabindex: "-1" });
  let fields = [];
  const take = (code, facts) => {
    Object.assign(values, { kind: code, boxes: boxesOf(engine.diary.kindOf(code), facts) });
    draw();
    node.focus({ preventScroll: true });
    chosen();
  };
  const pick = () => {
    const kind = cards("radio", "kind", "Đã làm gì?", Object.entries(EVENTS).map(([value, label]) => ({ value, label })), {
      required: true, look: "choice-list tight", onchange: (code) => take(code, lot && record && !sent.id ? engine.diary.before(record, lot, code) : {}),
    });
    fields = [kind];
    fill(node, lot && record && !sent.id && repeats(engine, record, lot, take), kind.node);
  };
  const tell = () => {
    const kind = engine.diary.kindOf(values.kind);
    const made = factFields(kind, values.boxes, lot?.unit ?? "", (name) => (record ? engine.diary.own(record, values.kind, name) : []));
    const set = (name) => (value) => { values[name] = value; };
    const on = textField("happened_on", "Ngày làm", { type: "date", value: values.happened_on, max: today(), oninput: set("happened_on") });
    const place = textField("place", "Ở đâu", { value: values.place, maxlength: 200, oninput: set("place") });
    const note = areaField("note", "Ghi thêm", { value: values.note, hint: "Người mua đọc được dòng này. Đừng ghi số điện thoại, tên người.", oninput: set("note") });
    fields = [...made.fields, on, place, note];
    fill(node, h("div", { class: "chosen kind" }, icon("check"), h("b", { class: "grow" }, kind.label),
      button("Việc khác", () => { values.kind = ""; draw(); node.focus(); chosen(); }, { kind: "quiet" })),
    values.kind === "harvest" && tooEarly(engine, lots), made.nodes, kind.place_owed && place.node, extra, on.node,
    fold(kind.place_owed ? "Ghi thêm" : "Nơi làm, ghi thêm", [!kind.place_owed && place.node, note.node], { open: Boolean(values.note || (values.place && !kind.place_owed)) }));
  };
  const draw = () => (values.kind ? tell() : pick());
  draw();
  return {
    node, get fields() { return fields; }, get kind() { return values.kind; },
    faults: () => faultsOf(engine, values, lot), values: () => toFields(engine, values, lot),
  };
}

/** The last works of this product, each to be told once more by one tap. */
function repeats(engine, record, lot, take) {
  const found = engine.diary.again(record, lot);
  return found.length > 0 && section("Như lần trước", h("ul", { class: "rows" }, found.map(({ line, words }) =>
    h("li", {}, h("button", { type: "button", class: "row", on: { click: () => take(line.kind, engine.diary.usual(line)) } },
      h("span", { class: "grow" }, h("b", {}, EVENTS[line.kind]), h("small", {}, words)), icon("undo"))))));
}

/** Said before a harvest while waiting days run; the line is taken all the same, for it is the truth. */
export function tooEarly(engine, lots) {
  const held = engine.diary.notBefore(lots, today());
  const whose = held && lots.length > 1 ? ` ở lô ${held.lot_code}` : "";
  return held && notice("look", `Đừng thu hoạch trước ${day(held.day)}`, h("p", {}, `${held.product}${whose} chưa hết thời gian cách ly.`));
}

function begun(engine, sent) {
  const kind = engine.diary.kindOf(sent.kind);
  return {
    kind: kind ? sent.kind : "", boxes: boxesOf(kind, sent.facts), note: sent.note ?? "", place: sent.place ?? "",
    at: sent.happened_at ?? null, happened_on: sent.happened_at ? dayOf(sent.happened_at) : sent.happened_on ?? today(),
  };
}

/** As the service takes it. What was done today happened now, as this phone's clock says. */
function toFields(engine, values, lot) {
  const { happened_on, at } = values;
  const kept = at && dayOf(at) === happened_on ? at : null;
  const { clean } = engine.diary.check(values.kind, factsOf(engine, engine.diary.kindOf(values.kind), values.boxes), lot?.unit);
  return {
    kind: values.kind, happened_on, happened_at: kept ?? (happened_on === today() ? new Date().toISOString() : null),
    facts: Object.keys(clean).length ? clean : null, place: values.place.trim() || null, note: values.note.trim() || null,
  };
}

function faultsOf(engine, values, lot) {
  if (!values.kind) return { kind: ["Hãy chọn việc đã làm."] };
  const faults = engine.diary.check(values.kind, factsOf(engine, engine.diary.kindOf(values.kind), values.boxes), lot?.unit).faults;
  if (!values.happened_on) faults.happened_on = ["Hãy chọn ngày."];
  else if (values.happened_on > today()) faults.happened_on = ["Ngày này chưa đến. Hãy chọn lại."];
  return faults;
}
