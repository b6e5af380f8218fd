// Bytes and the texts they travel as.

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const STEP = 0x8000; // String.fromCharCode takes no more arguments at once everywhere

/** Text as UTF-8 bytes. @param {string} text @returns {Uint8Array} */
export const utf8 = (text) => encoder.encode(text);

/** UTF-8 bytes as text. @param {BufferSource} bytes @returns {string} */
export const text = (bytes) => decoder.decode(bytes);

/** Bytes as standard base64. @param {BufferSource} buffer @returns {string} */
export function base64(buffer) {
  const bytes = new Uint8Array(buffer);
  let plain = "";
  for (let at = 0; at < bytes.length; at += STEP) {
    plain += String.fromCharCode(...bytes.subarray(at, at + STEP));
  }
  return btoa(plain);
}

/** Bytes of standard base64. @param {string} written @returns {Uint8Array} */
export const unbase64 = (written) => Uint8Array.from(atob(written), (one) => one.charCodeAt(0));

/** SHA-256 in hex. @param {BufferSource} bytes @returns {Promise<string>} */
export async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (one) => one.toString(16).padStart(2, "0")).join("");
}

/** Fresh random bytes. @param {number} count @returns {Uint8Array} */
export const random = (count) => crypto.getRandomValues(new Uint8Array(count));
