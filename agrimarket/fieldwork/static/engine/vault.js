// The vault key at rest: wrapped by the PIN, and under the account's export key for a new PIN.

import { random, sha256, utf8 } from "./bytes.js";
import { refusal } from "./errors.js";
import { keyOf, openBytes, sealBytes } from "./seal.js";
import { get, write } from "./store.js";

const ROUNDS = 600_000; // PBKDF2-HMAC-SHA-256, OWASP Password Storage 2023
const MOST_TRIES = 10;
const PLACE = "vault";

async function pinKey(pin, salt, rounds) {
  const base = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  const what = { name: "AES-GCM", length: 256 };
  return crypto.subtle.deriveKey(how, base, what, false, ["encrypt", "decrypt"]);
}

/** Six digits or pin_shape. @param {string} pin */
export function checkPin(pin) {
  if (!/^[0-9]{6}$/.test(pin || "")) throw refusal("pin_shape");
}

/** What tells one vault key from another without saying anything of it. @param {BufferSource} raw */
export const markOf = async (raw) => (await sha256(raw)).slice(0, 32);

/** The writes that keep a vault key: wrapped by the PIN, and in escrow under the export key. */
export async function wrap(raw, pin, exportKey) {
  const salt = random(16);
  const wrapped = await sealBytes(await pinKey(pin, salt, ROUNDS), PLACE, raw);
  const escrow = await sealBytes(await keyOf(exportKey), PLACE, raw);
  return [
    { store: "vault", put: { id: "wrapped", salt, rounds: ROUNDS, ...wrapped } },
    { store: "vault", put: { id: "escrow", ...escrow } },
    { store: "vault", put: { id: "tries", count: 0 } },
  ];
}

/** True where a PIN can open this phone without network. */
export const isWrapped = async () => Boolean(await get("vault", "wrapped"));

/** The key's bytes by the PIN; pin_wrong with `left`; the tenth wrong one drops the wrapped copy. */
export async function openByPin(pin) {
  const kept = await get("vault", "wrapped");
  if (!kept) throw refusal("pin_dropped");
  const tries = ((await get("vault", "tries"))?.count || 0) + 1;
  // counted before it is tried: switching off in between wins nothing
  await write([{ store: "vault", put: { id: "tries", count: tries } }]);
  try {
    const raw = await openBytes(await pinKey(pin, kept.salt, kept.rounds), PLACE, kept);
    await write([{ store: "vault", put: { id: "tries", count: 0 } }]);
    return new Uint8Array(raw);
  } catch (error) {
    if (error.name !== "OperationError") throw error;
  }
  if (tries < MOST_TRIES) throw refusal("pin_wrong", { left: MOST_TRIES - tries });
  await write([{ store: "vault", drop: "wrapped" }]);
  throw refusal("pin_dropped");
}

/** The key's bytes by the account's export key, or null. @param {BufferSource} exportKey */
export async function openByEscrow(exportKey) {
  const kept = await get("vault", "escrow");
  if (!kept) return null;
  try {
    return new Uint8Array(await openBytes(await keyOf(exportKey), PLACE, kept));
  } catch {
    return null;
  }
}
