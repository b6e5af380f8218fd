// Draws one screen into the page: way back, heading, body, and the one next step at thumb height.

import { fill, h, icon } from "./dom.js";

const NAME = "Sổ ngoài đồng";

/** screen: {title, lead, back: [label, hash], body, bar, kind}. The heading takes the focus. */
export function draw(screen, { focus = true } = {}) {
  const main = document.getElementById("main");
  const heading = h("h1", { tabindex: "-1" }, screen.title);
  document.title = NAME; // a screen's title may be a name, and the browser keeps its history in clear
  main.className = screen.kind ?? "";
  main.dataset.at = location.hash || "#/"; // which screen stands here now
  fill(main,
    screen.back && h("nav", { class: "way-back", "aria-label": "Đường về" },
      h("a", { href: screen.back[1] }, icon("left"), h("span", {}, screen.back[0]))),
    h("div", { class: "page-head" }, h("div", {}, heading, screen.lead && h("p", { class: "lead" }, screen.lead))),
    h("div", { class: "body stack" }, screen.body),
    screen.bar && h("div", { class: "bar" }, screen.bar));
  window.scrollTo(0, 0);
  if (focus) (main.querySelector("[data-first]") ?? heading).focus({ preventScroll: true });
}

/** With or without network, said calmly; and the way to the settings once the phone is open. */
export function drawTop(state) {
  const box = document.getElementById("net");
  const said = state.syncing ? "Đang gửi, nhận" : state.online ? "Có mạng" : "Không có mạng";
  if (box.dataset.said !== said) {
    box.dataset.said = said;
    box.className = `net ${state.online ? "on" : "off"}`;
    fill(box, h("span", { class: "net-dot", "aria-hidden": "true" }), said);
  }
  document.getElementById("to-settings").hidden = state.phase !== "open";
}
