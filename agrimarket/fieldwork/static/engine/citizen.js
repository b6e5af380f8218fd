// A citizen number is sealed for the service as soon as it was typed; this phone cannot open it.

import { base64, random, utf8 } from "./bytes.js";
import { refusal } from "./errors.js";
import { memory } from "./memory.js";

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const INFO = utf8("agrimarket citizen");

/** The twelve digits without spaces. @param {string} typed */
export const plain = (typed) => (typed || "").replace(/[\s.\-]/g, "");

/** What is wrong with a typed number, or "" (Circular 59/2021/TT-BCA, article 4). */
export function check(typed) {
  const number = plain(typed);
  const shaped = /^[0-9]{12}$/.test(number);
  const province = Number(number.slice(0, 3));
  if (shaped && province >= 1 && province <= 96 && Number(number[3]) < 4) return "";
  return refusal("citizen_id_invalid").sentence;
}

async function shared(theirs, mine) {
  const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, mine, 256);
  const base = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: INFO };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
}

/** {kid, epk, iv, ct} of a number for one producer alone. @param {string} typed @param {string} id */
export async function sealFor(typed, id) {
  const fault = check(typed);
  if (fault) throw refusal("citizen_id_invalid", { fields: { citizen_id: [fault] } });
  const key = memory.facts?.citizen_key;
  if (!key) throw refusal("no_citizen_key");
  const { kty, crv, x, y } = key.jwk;
  const theirs = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, CURVE, false, []);
  const mine = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const iv = random(12);
  const options = { name: "AES-GCM", iv, additionalData: utf8(id) };
  const ct = await crypto.subtle.encrypt(options, await shared(theirs, mine.privateKey), utf8(plain(typed)));
  const epk = await crypto.subtle.exportKey("jwk", mine.publicKey);
  return {
    kid: key.kid, epk: { kty: epk.kty, crv: epk.crv, x: epk.x, y: epk.y },
    iv: base64(iv), ct: base64(ct),
  };
}

/** Values without a number in clear: sealed, with the last three digits as a hint. */
export async function hidden(values, id) {
  if (!("citizen_id" in values)) return values;
  const { citizen_id: typed, ...rest } = values;
  if (!plain(typed)) return typed === null ? { ...rest, citizen_sealed: null } : rest;
  const seal = await sealFor(typed, id);
  return { ...rest, citizen_sealed: seal, citizen_hint: plain(typed).slice(-3) };
}
