// Keeps a page of long work up to date in place; without it the page refreshes itself.
"use strict";
(() => {
  const seconds = Number(document.body.dataset.refresh) || 5;

  async function look() {
    const now = document.querySelector("[data-live]");
    if (!now) return;
    try {
      const answer = document.hidden ? null : await fetch(location.href);
      if (answer && answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const next = page.querySelector("[data-live]");
        if (!next) {
          location.reload();
          return;
        }
        now.replaceWith(document.adoptNode(next));
      }
    } catch {
      // no network just now: the next round tries again
    }
    setTimeout(look, seconds * 1000);
  }

  setTimeout(look, seconds * 1000);
})();
