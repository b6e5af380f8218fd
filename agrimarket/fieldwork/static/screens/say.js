// Tells what happened in one line at the foot of the screen, read aloud; undo instead of asking.

import { fill, h, icon } from "./dom.js";

const STAYS = 8000; // ms; long enough to read, to think and to reach the button
const READ = 1500; // ms
const ICONS = { good: "check", look: "look", stop: "look" };
let pending = null;

/** One line; `undo` is {label, run}, `after` runs when the line goes without being undone. */
export function say(sentence, { kind = "good", undo = null, after = null } = {}) {
  settle();
  const box = document.getElementById("toasts");
  const timer = setTimeout(settle, undo || kind !== "good" ? STAYS : STAYS / 2);
  pending = { after, timer, undo, at: Date.now() };
  fill(box, h("div", { class: `toast ${kind}` }, icon(ICONS[kind]), h("p", {}, sentence),
    undo && h("button", { class: "button quiet", type: "button", on: { click: () => undone(undo) } },
      icon("undo"), undo.label ?? "Hoàn tác")));
}

/** What an error of the engine says; a fault of our own gets words too. */
export function sayError(error) {
  say(error?.sentence ?? "Máy gặp lỗi, chưa làm được. Hãy thử lại.", { kind: "stop" });
  if (!error?.sentence) console.error(error);
}

/** Another screen is drawn: what was read already goes, what can be undone stays. */
export function movedOn() {
  if (pending && !pending.undo && !pending.after && Date.now() - pending.at > READ) settle();
}

/** Let what waits for an undo happen now: the person moved on. */
export function settle() {
  if (!pending) return;
  const { after, timer } = pending;
  pending = null;
  clearTimeout(timer);
  fill(document.getElementById("toasts"));
  after?.();
}

function undone(undo) {
  clearTimeout(pending?.timer);
  pending = null;
  fill(document.getElementById("toasts"));
  undo.run();
}
