// The session with the service: who one is there, renewed by the PIN while the app is open.

import { refusal } from "./errors.js";
import { tell } from "./events.js";
import { request, revoked } from "./http.js";
import { memory } from "./memory.js";
import { get } from "./store.js";

const HERE = "/thuc-dia";
const JSON_BODY = { "Content-Type": "application/json" };
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

let last = Promise.resolve();

/** One after the other: an answer that comes late must not bring back the session before. */
function inTurn(act) {
  const mine = last.then(act, act);
  last = mine.catch(() => {});
  return mine;
}

async function asked() {
  const { data } = await request("/may/trang-thai");
  memory.csrf = data.csrf;
  return data;
}

/** What the service says of this phone: {signed_in, account_id, can_unlock, device_id, csrf}. */
export const standing = () => inTurn(asked);

/** Post a form of the account's pages as a program. */
async function postForm(path, values) {
  const headers = { ...FORM, "X-CSRFToken": memory.csrf };
  const { data } = await request(path, {
    method: "POST", headers, body: new URLSearchParams(values).toString(),
  });
  return data;
}

/** Open a session by the PIN: the service checks it; pin_wrong, device_over, locked out. */
export async function enter(pin) {
  const data = await inTurn(async () => {
    await asked();
    try {
      return await postForm("/may", { pin });
    } catch (error) {
      if (error.code !== "form_expired") throw error; // an answer that came late changed the session: no word on the PIN
      await asked();
      return postForm("/may", { pin });
    }
  });
  memory.csrf = data.csrf;
  needSignIn(false);
}

/** Make this phone a field phone of whoever is signed in. */
export const registerPhone = ({ name, pin, again }) =>
  inTurn(async () => {
    await asked();
    await postForm("/tai-khoan/may", { name, pin, again: again ?? pin });
  });

/** Everything the phone needs to know, fresh; keeps the token of its forms. */
export async function startFacts() {
  const { data } = await request(`${HERE}/khoi-dong`);
  memory.csrf = data.csrf;
  needSignIn(false);
  return data;
}

/** Note whether the person must sign in again. @param {boolean} needed */
export function needSignIn(needed) {
  if (memory.needSignIn === needed) return;
  memory.needSignIn = needed;
  tell("state");
}

/** Renew the session by the PIN that opened the app; signed_out where that does not do. */
async function renew() {
  if (!memory.pin) throw over();
  try {
    await enter(memory.pin);
  } catch (error) {
    if (error.passing || error.code === "revoked" || !error.status) throw error;
    memory.pin = null; // the service said no: never tried twice
    throw over();
  }
}

function over() {
  needSignIn(true);
  return refusal("signed_out");
}

/** The browser emptied us: the word to do so came with an answer that was not ours to read. */
const isEmptied = async () => memory.phase === "open" && !(await get("meta", "phone"));

/** The session is this phone's own person's: another who signed in here never sends our queue. */
export async function ensure() {
  const told = await standing();
  if (told.revoked || (!told.device_id && (await isEmptied()))) throw await revoked();
  if (told.account_id !== memory.facts?.account.id) await renew();
  needSignIn(false);
}

async function mended(error) {
  if (error.code === "signed_out") return renew();
  if (error.code === "form_expired") return ensure();
  throw error;
}

/** One verb of /thuc-dia as JSON; renews session and token once. Errors as EngineError. */
export async function call(path, options = {}) {
  const { json, ...rest } = options;
  const send = () =>
    request(HERE + path, {
      ...rest,
      body: json === undefined ? rest.body : JSON.stringify(json),
      headers: { ...(json === undefined ? {} : JSON_BODY), ...rest.headers, "X-CSRFToken": memory.csrf || "" },
    });
  try {
    return await send();
  } catch (error) {
    await mended(error);
    return send();
  }
}
