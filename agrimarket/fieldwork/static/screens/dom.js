// Builds elements from plain calls: text is always text, never markup.

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "open", "srcObject", "selected"]);

/** An element: props are attributes, `on` maps events to functions; null children are left out. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, fn] of Object.entries(value)) node.addEventListener(event, fn);
    } else if (PROPERTIES.has(name)) {
      node[name] = value;
    } else {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...flat(children));
  return node;
}

/** Swap what stands in a box. */
export function fill(box, ...children) {
  box.replaceChildren(...flat(children));
  return box;
}

/** A drawing of the sprite; silent for screen readers. */
export function icon(name, size = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", size ? `icon icon-${size}` : "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${document.body.dataset.icons}#${name}`);
  svg.append(use);
  return svg;
}

let last = 0;
/** An id no other element of this page has. */
export const nextId = (stem = "x") => `${stem}-${++last}`;

function flat(children) {
  return children.flat(3).filter((child) => child !== null && child !== undefined && child !== false);
}
