// Form fields: label above, hint under it, the fault in words at the field.

import { fill, h, icon, nextId } from "./dom.js";

/** A field around any control: {node, name, label, tell(sentences)}. */
export function field(name, label, control, { hint = "", required = false, id = "" } = {}) {
  const stem = id || nextId(`f-${name}`);
  const fault = h("p", { class: "error", id: `${stem}-error`, hidden: true });
  const node = h("div", { class: "field", "data-field": name },
    h("label", { for: stem }, label, required && [" ", h("span", { class: "must" }, "bắt buộc")]),
    hint && h("p", { class: "hint", id: `${stem}-hint` }, hint), fault, control);
  const focusable = control.matches("input,textarea,select") ? control : control.querySelector("input,textarea,select");
  focusable.id = stem;
  if (hint) focusable.setAttribute("aria-describedby", `${stem}-hint`);
  return { node, name, label, id: stem, input: focusable, tell: teller(node, fault, focusable, hint ? `${stem}-hint` : "") };
}

/** A group of controls with a legend, told of faults like a field. */
export function group(name, legend, children, { hint = "", required = false } = {}) {
  const stem = nextId(`f-${name}`);
  const fault = h("p", { class: "error", id: `${stem}-error`, hidden: true });
  const node = h("fieldset", { class: "field choices", "data-field": name },
    h("legend", { id: stem, tabindex: "-1" }, legend, required && [" ", h("span", { class: "must" }, "bắt buộc")]),
    hint && h("p", { class: "hint" }, hint), fault, children);
  return { node, name, label: legend, id: stem, tell: teller(node, fault, null, "") };
}

export function textField(name, label, { value = "", hint = "", required = false, oninput = null, ...more } = {}) {
  const input = h("input", { name, type: "text", autocomplete: "off", value: value ?? "", required, ...more });
  if (oninput) input.addEventListener("input", () => oninput(input.value));
  return field(name, label, input, { hint, required });
}

export function areaField(name, label, { value = "", hint = "", oninput = null, rows = 3, maxlength = 2000 } = {}) {
  const input = h("textarea", { name, rows, maxlength, value: value ?? "" });
  if (oninput) input.addEventListener("input", () => oninput(input.value));
  return field(name, label, input, { hint });
}

export function selectField(name, label, options, { value = "", hint = "", required = false, onchange = null } = {}) {
  const select = h("select", { name, required }, options.map(([code, text]) =>
    h("option", { value: code, selected: code === value }, text)));
  if (onchange) select.addEventListener("change", () => onchange(select.value));
  return field(name, label, h("span", { class: "select" }, select), { hint, required });
}

/** Cards to pick one (radio) or several (checkbox) of; options are {value, label, hint}. */
export function cards(type, name, legend, options, { values = [], hint = "", required = false, onchange, look = "choice-list" } = {}) {
  const form = nextId(name);
  const inputs = options.map((one) => h("input", { type, name: form, value: one.value, checked: values.includes(one.value) }));
  const picked = () => inputs.filter((input) => input.checked).map((input) => input.value);
  for (const input of inputs) input.addEventListener("change", () => onchange(type === "radio" ? picked()[0] : picked()));
  const list = h("div", { class: look }, options.map((one, place) =>
    h("label", { class: "choice" }, inputs[place], h("span", {}, h("b", {}, one.label), one.hint && h("small", {}, one.hint)))));
  return group(name, legend, list, { hint, required });
}

/** Tell faults at their fields, summed up on top with the focus; true when there are none. */
export function tellAll(box, fields, faults) {
  const found = Object.entries(faults).filter(([, said]) => said?.length);
  for (const one of fields) one.tell(faults[one.name] ?? []);
  if (!found.length) {
    fill(box);
    return true;
  }
  for (const [name] of found) forgive(box, fields.find((one) => one.name === name), name);
  const link = ([name, said]) => {
    const at = fields.find((one) => one.name === name);
    const go = (event) => {
      event.preventDefault();
      const target = document.getElementById(at.id);
      target.closest("details")?.setAttribute("open", "");
      target.focus();
      target.scrollIntoView({ block: "center" });
    };
    return h("li", { "data-about": name }, at ? h("a", { href: `#${at.id}`, on: { click: go } }, said.join(" ")) : said.join(" "));
  };
  const summary = h("div", { class: "summary", role: "alert", tabindex: "-1" },
    h("h2", {}, icon("look"), "Còn ô cần sửa"), h("ul", {}, found.map(link)));
  fill(box, summary);
  summary.focus();
  summary.scrollIntoView({ block: "start" });
  return false;
}

/** What is mended is not held against anybody: the fault goes with the next letter or tap. */
function forgive(box, field, name) {
  if (!field) return;
  const mended = (event) => {
    if (event.type === "click" && !event.target.closest("button")) return;
    field.tell([]);
    box.querySelector(`[data-about="${name}"]`)?.remove();
    if (!box.querySelector("[data-about]")) fill(box);
  };
  for (const event of ["input", "change", "click"]) field.node.addEventListener(event, mended);
}

function teller(node, fault, input, hintId) {
  return (sentences) => {
    const bad = sentences.length > 0;
    node.classList.toggle("bad", bad);
    fault.hidden = !bad;
    fill(fault, bad && [icon("look"), h("span", {}, sentences.join(" "))]);
    if (!input) return;
    if (bad) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    const said = [hintId, bad && fault.id].filter(Boolean).join(" ");
    if (said) input.setAttribute("aria-describedby", said);
    else input.removeAttribute("aria-describedby");
  };
}
