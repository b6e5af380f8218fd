// The phone app's door: which screen stands behind the address's hash, and who may pass.

import * as engine from "../engine/index.js";
import { consentScreen } from "./consent_screen.js";
import { cardScreen } from "./card.js";
import { diaryScreen } from "./diary.js";
import { correctScreen, lotScreen } from "./lot.js";
import { newLotScreen } from "./lot_new.js";
import { ownHomeScreen } from "./own_home.js";
import { h } from "./dom.js";
import { editScreen } from "./edit.js";
import { draw, drawTop } from "./frame.js";
import { homeScreen } from "./home.js";
import { mendScreen } from "./mend.js";
import { revokedScreen, setUpScreen, unlockScreen } from "./pin.js";
import { productScreen } from "./product.js";
import { queueScreen } from "./queue.js";
import { recordScreen } from "./record.js";
import { registerScreen } from "./register.js";
import { movedOn, sayError } from "./say.js";
import { activateScreen, voidScreen } from "./roll.js";
import { scanScreen } from "./scan.js";
import { settingsScreen } from "./settings.js";

const ROUTES = [
  [/^\/?$/, homeScreen],
  [/^\/dang-ky$/, registerScreen],
  [/^\/dang-ky\/([^/]+)\/(ho|dong-y|anh)$/, registerScreen],
  [/^\/ho\/([^/]+)$/, recordScreen],
  [/^\/ho\/([^/]+)\/sua$/, editScreen],
  [/^\/ho\/([^/]+)\/dong-y$/, consentScreen],
  [/^\/ho\/([^/]+)\/san-pham$/, productScreen],
  [/^\/ho\/([^/]+)\/nhat-ky(?:\/([^/]+))?$/, diaryScreen],
  [/^\/ho\/([^/]+)\/nhat-ky\/([^/]+)\/sua\/([^/]+)$/, correctScreen],
  [/^\/ho\/([^/]+)\/lo\/([^/]+)$/, lotScreen],
  [/^\/ho\/([^/]+)\/lo-moi$/, newLotScreen],
  [/^\/ho\/([^/]+)\/dan-tem$/, activateScreen],
  [/^\/ho\/([^/]+)\/huy-tem$/, voidScreen],
  [/^\/ho\/([^/]+)\/the$/, cardScreen],
  [/^\/hang-cho$/, queueScreen],
  [/^\/hang-cho\/([^/]+)$/, mendScreen],
  [/^\/quet$/, scanScreen],
  [/^\/cai-dat$/, settingsScreen],
];
// A producer's own phone: its household's goods and diary, and nothing of registering people.
const OWN = [
  [/^\/?$/, ownHomeScreen],
  [/^\/ho\/[^/]+$/, ownHomeScreen],
  [/^\/nhat-ky$/, (app) => diaryScreen(app, app.engine.state().account.household_id)],
];
const NOT_OWN = [homeScreen, recordScreen, registerScreen, editScreen, consentScreen, scanScreen];
const GATES = { new: setUpScreen, locked: unlockScreen, revoked: revokedScreen };

let leaving = new AbortController();
let phase = null;
let drawn = 0;
let before = null; // the screen one came from, while one goes forward
let here = null;
const arriving = []; // who waits for the next screen to stand

async function show() {
  const mine = ++drawn;
  leaving.abort();
  leaving = new AbortController();
  const signal = leaving.signal;
  if (here !== location.hash) [before, here] = [here, location.hash];
  phase = engine.state().phase;
  movedOn();
  const { screen, params } = chosen();
  try {
    const made = await screen({ engine, signal, go, redo: show }, ...params);
    if (!made || mine !== drawn) return;
    draw(made, { focus: mine > 1 });
    made.shown?.();
  } catch (error) {
    if (mine !== drawn) return;
    draw({ title: "Chưa mở được", back: ["Trang đầu", "#/"], body: h("p", {}, error.sentence ?? "Máy gặp lỗi. Hãy về trang đầu và thử lại.") });
    if (!error.sentence) console.error(error);
  }
  arriving.splice(0).forEach((arrived) => arrived());
}

function chosen() {
  const gate = GATES[phase];
  if (gate) return { screen: gate, params: [] };
  const path = decodeURI(location.hash.replace(/^#/, ""));
  const own = engine.state().account?.role === "producer";
  for (const [pattern, screen] of own ? [...OWN, ...ROUTES.filter(([, one]) => !NOT_OWN.includes(one))] : ROUTES) {
    const found = pattern.exec(path);
    if (found) return { screen, params: found.slice(1) };
  }
  return { screen: lost, params: [] };
}

const lost = () => ({
  title: "Không có trang này",
  back: ["Trang đầu", "#/"],
  body: h("p", {}, "Đường dẫn không đúng. Hãy về trang đầu."),
});

/** Another screen; `replace` leaves no step for the back button. Kept when it stands: going back takes its time. */
export function go(hash, { replace = false } = {}) {
  const arrived = new Promise((done) => arriving.push(done));
  if (location.hash === hash) show();
  else if (replace && before === hash) history.back(); // one came from there: no second copy of it
  else if (replace) location.replace(hash);
  else location.hash = hash;
  return arrived;
}

function watchState() {
  const state = engine.state();
  drawTop(state);
  if (phase !== null && state.phase !== phase) show();
}

async function begin() {
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  });
  try {
    await engine.start();
  } catch (error) {
    sayError(error);
  }
  for (const event of ["state", "sync"]) engine.on(event, watchState);
  window.addEventListener("online", watchState);
  window.addEventListener("offline", watchState);
  window.addEventListener("hashchange", () => location.hash !== here && show());
  drawTop(engine.state());
  await show();
}

begin();
