// One field for each fact that a kind of diary line tells: words to choose from, units beside numbers.

import { fillChips } from "./chips.js";
import { h, nextId } from "./dom.js";
import { cards, field, textField } from "./fields.js";

const MOST_CHIPS = 5;
const NUMBERS = ["number", "whole"];
const LOOKS = { yes_no: "segments", choice: "choice-list tight" };
const BROUGHT_IN = ["sowing", "fertiliser", "feed"]; // weighed in kilograms, whatever the lot is counted in
const decimal = (value) => (typeof value === "number" ? String(value).replace(".", ",") : value);

/** Kept facts as the boxes hold them. */
export const boxesOf = (kind, facts) => Object.fromEntries((kind?.facts ?? [])
  .filter(({ name }) => facts?.[name] !== undefined && facts[name] !== null)
  .map(({ name, type }) => [name, type === "yes_no" ? (facts[name] ? "yes" : "no") : String(decimal(facts[name]))]));

/** What the boxes hold as facts; a unit that stands ready beside no number says nothing. */
export function factsOf(engine, kind, boxes) {
  const found = {};
  for (const { name, type } of kind?.facts ?? []) {
    const typed = (boxes[name] ?? "").trim();
    if (!typed) continue;
    found[name] = type === "yes_no" ? typed === "yes" : NUMBERS.includes(type) ? engine.diary.readNumber(typed) : typed;
  }
  for (const { name, counts } of kind?.facts ?? []) if (counts && !(counts in found)) delete found[name];
  return found;
}

/** {fields, nodes} of a kind; `boxes` is changed in place. `own(name)`: words of earlier lines. */
export function factFields(kind, boxes, unit = "", own = () => []) {
  const fields = [];
  const nodes = [];
  for (const fact of kind.facts.filter((one) => !one.counts)) {
    const counted = kind.facts.find((one) => one.counts === fact.name);
    const made = LOOKS[fact.type] ? picked(fact, boxes) : typed(fact, boxes, own(fact.name));
    fields.push(made);
    if (!counted) nodes.push(made.node);
    else {
      const beside = unitField(counted, boxes, BROUGHT_IN.includes(kind.code) ? "kg" : counted.name === "unit" ? unit : "");
      fields.push(beside);
      nodes.push(h("div", { class: "amount" }, made.node, beside.node));
    }
  }
  return { fields, nodes };
}

function picked(fact, boxes) {
  const options = Object.entries(fact.choices).map(([value, label]) => ({ value, label: label[0].toUpperCase() + label.slice(1) }));
  return cards("radio", `facts.${fact.name}`, fact.label, options, {
    values: [boxes[fact.name]], look: LOOKS[fact.type], onchange: (value) => { boxes[fact.name] = value; },
  });
}

function typed(fact, boxes, own) {
  const set = (value) => { boxes[fact.name] = value; };
  const label = fact.unit ? `${fact.label} (${fact.unit})` : fact.label;
  const number = NUMBERS.includes(fact.type);
  const made = textField(`facts.${fact.name}`, label, {
    value: boxes[fact.name], hint: fact.hint, required: fact.need === "must", oninput: set,
    ...(number ? { inputmode: fact.least < 0 ? "text" : fact.type === "whole" ? "numeric" : "decimal", maxlength: 16 } : { maxlength: fact.most }),
  });
  const words = fact.type === "text" ? [...new Set([...own, ...fact.suggestions])].slice(0, MOST_CHIPS) : [];
  if (words.length) made.node.append(fillChips(made.input, words, set).node);
  return made;
}

/** A unit is typed or taken from a list; the likely one stands there already. */
function unitField(fact, boxes, likely) {
  const list = nextId("units");
  boxes[fact.name] ??= likely || fact.suggestions[0] || "";
  const input = h("input", { name: `facts.${fact.name}`, type: "text", autocomplete: "off", list, maxlength: fact.most, value: boxes[fact.name] });
  input.addEventListener("input", () => { boxes[fact.name] = input.value; });
  const made = field(`facts.${fact.name}`, fact.label, input);
  made.node.append(h("datalist", { id: list }, fact.suggestions.map((value) => h("option", { value }))));
  return made;
}
