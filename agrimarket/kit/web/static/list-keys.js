// Keys for lists: / to search, j and k to move, x to tick, Enter to open; and how many are ticked.
"use strict";
(() => {
  const links = [...document.querySelectorAll(".table tbody th a")];
  const ticks = [...document.querySelectorAll("[data-tick]")];
  const said = document.querySelector("[data-many-count]");
  const all = document.querySelector("[data-many-all]");
  const keys = document.querySelector("[data-keys]");
  let at = -1;

  function count() {
    if (!said) return;
    const ticked = ticks.filter((tick) => tick.checked).length;
    const words = all && all.checked ? "tất cả" : ticked ? `${ticked} hộ đã chọn` : "";
    said.textContent = words;
  }

  function go(step) {
    if (!links.length) return;
    const focused = links.indexOf(document.activeElement);
    at = Math.min(links.length - 1, Math.max(0, (focused < 0 ? at : focused) + step));
    links[at].focus();
    links[at].closest("tr").scrollIntoView({ block: "nearest" });
  }

  function tick() {
    const row = document.activeElement.closest("tr");
    const box = row && row.querySelector("[data-tick]");
    if (!box) return;
    box.checked = !box.checked;
    count();
  }

  const acts = { j: () => go(1), k: () => go(-1), ArrowDown: () => go(1), ArrowUp: () => go(-1), x: tick };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing) {
      if (event.key === "Escape") typing.blur();
      return;
    }
    if (event.key === "/") {
      const boxes = ["f-q", "f-quick"].map((id) => document.getElementById(id));
      const box = boxes.find((one) => one && one.offsetParent);
      if (!box) return;
      event.preventDefault();
      box.focus();
      box.select();
      return;
    }
    // arrows scroll the page until somebody is among the rows
    const among = event.target.closest(".table");
    if (acts[event.key] && (among || !event.key.startsWith("Arrow"))) {
      event.preventDefault();
      acts[event.key]();
    }
  });
  document.addEventListener("change", count);
  if (keys && links.length) keys.hidden = false;
  count();
})();
