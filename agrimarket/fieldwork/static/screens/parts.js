// The building blocks of screens: buttons, notices, badges, rows, folds.

import { h, icon } from "./dom.js";

/** A button that does something; the work may be long, and is not begun twice. */
export function button(label, run, { kind = "secondary", image = "", ...more } = {}) {
  const node = h("button", { type: "button", class: `button ${kind}`, ...more }, image && icon(image), h("span", {}, label));
  node.addEventListener("click", async (event) => {
    if (node.getAttribute("aria-disabled")) return;
    node.setAttribute("aria-disabled", "true");
    try {
      await run(event);
    } finally {
      node.removeAttribute("aria-disabled");
    }
  });
  return node;
}

/** A link that looks like a button. */
export const linkButton = (label, hash, { kind = "secondary", image = "", ...more } = {}) =>
  h("a", { class: `button ${kind}`, href: hash, ...more }, image && icon(image), h("span", {}, label));

export const badge = (word, kind = "neutral", image = "") =>
  h("span", { class: `badge ${kind}` }, image && icon(image, "s"), word);

/** A box in the text: kinds good, look, stop, info. */
export function notice(kind, title, ...children) {
  const image = { good: "check", look: "look", stop: "look", info: "info" }[kind];
  return h("div", { class: `notice ${kind}` }, icon(image),
    h("div", { class: "stack grow" }, title && h("p", { class: "notice-title" }, title), children));
}

/** What is folded away until it is wanted. */
export function fold(title, children, { open = false } = {}) {
  return h("details", { class: "folded", open }, h("summary", {}, title), h("div", { class: "stack" }, children));
}

/** A list where each row leads somewhere. */
export const rows = (items) => h("ul", { class: "rows" }, items.map((item) => h("li", {}, item)));

export function row(title, hash, { small = "", marks = [] } = {}) {
  return h("a", { class: "row", href: hash },
    h("span", { class: "grow" }, h("b", {}, title), small && h("small", {}, small),
      marks.length > 0 && h("span", { class: "marks" }, marks)),
    icon("right"));
}

export const section = (title, ...children) => h("section", { class: "part stack" }, h("h2", {}, title), children);

export const facts = (pairs) =>
  h("dl", { class: "facts" }, pairs.filter(([, value]) => value).map(([name, value]) =>
    h("div", {}, h("dt", {}, name), h("dd", {}, value))));

export const empty = (title, text, ...children) =>
  h("div", { class: "empty" }, h("span", { class: "empty-mark" }, icon("leaf", "xl")), h("h2", {}, title), h("p", {}, text), children);

/** Where one is in a piece of work of several screens. */
export const steps = (names, at) =>
  h("div", { class: "steps" },
    h("p", {}, `Bước ${at + 1} trong ${names.length}: `, h("b", {}, names[at])),
    h("ol", { "aria-hidden": "true" }, names.map((_, place) =>
      h("li", { class: place < at ? "past" : place === at ? "now" : "" }))));
