// Seals rows and files under the vault key; each is bound to its store and id.

import { random, text, utf8 } from "./bytes.js";

const AES = "AES-GCM";

/** A key for sealing from its 32 bytes; never leaves the browser again. @param {BufferSource} raw */
export const keyOf = (raw) => crypto.subtle.importKey("raw", raw, AES, false, ["encrypt", "decrypt"]);

/** {iv, ct} of bytes, bound to a place. @param {CryptoKey} key @param {string} place */
export async function sealBytes(key, place, bytes) {
  const iv = random(12);
  const options = { name: AES, iv, additionalData: utf8(place) };
  return { iv, ct: await crypto.subtle.encrypt(options, key, bytes) };
}

/** The bytes again; throws where key, place or content is another. */
export const openBytes = (key, place, { iv, ct }) =>
  crypto.subtle.decrypt({ name: AES, iv, additionalData: utf8(place) }, key, ct);

/** {iv, ct} of any JSON value. */
export const sealed = (key, place, value) => sealBytes(key, place, utf8(JSON.stringify(value)));

/** The JSON value again. */
export const unsealed = async (key, place, kept) =>
  JSON.parse(text(await openBytes(key, place, kept)));
