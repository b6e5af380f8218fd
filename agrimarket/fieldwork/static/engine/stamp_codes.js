// The sixteen letters of a stamp as stamps/alphabet.py has them: a slip is told without network.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 16;
const POLYNOMIAL = 0b100101; // GF(32) by x⁵+x²+1
const SEPARATORS = /[ \-\t\r\n\u00a0\u00ad\u2007\u200b\u2010-\u2015\u202f\u2060\ufeff]/g;
const POSITION = /^([A-Z]{1,2}\d{4,9})-(\d{1,9})$/; // A0123-00456, beside the code on the label

/** What was typed, as the stamp prints it: upper case, no spaces or hyphens, O 0, I L 1. */
export const normalise = (text) =>
  String(text ?? "").toUpperCase().replace(SEPARATORS, "").replace(/O/g, "0").replace(/[IL]/g, "1");

const double = (value) => (value & 16 ? (value << 1) ^ POLYNOMIAL : value << 1);

/** Whether sixteen letters carry the right check letter: letter i weighs αⁱ⁺¹, the last one α⁰. */
export function isChecked(code) {
  if (code.length !== LENGTH) return false;
  let sum = 0;
  for (const letter of [...code].slice(0, LENGTH - 1).reverse()) { // Horner, so nothing is multiplied
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return false;
    sum = double(sum ^ value);
  }
  return sum === ALPHABET.indexOf(code.at(-1));
}

/** In four groups, as labels print it. */
export const spell = (code) => code.replace(/(.{4})(?=.)/g, "$1-");

/** The code in a stamp's address (HTTPS://HOST/CODE, or …/21/CODE) or as it was typed; "" for none. */
export function codeIn(text) {
  const last = String(text ?? "").trim().split(/[?#]/)[0].split("/").filter(Boolean).at(-1);
  const code = normalise(last);
  return isChecked(code) ? code : "";
}

/** {label, position} of the number beside the code, or null. */
export function positionIn(text) {
  const found = POSITION.exec(String(text ?? "").toUpperCase().replace(/\s/g, ""));
  return found && { label: found[1], position: Number(found[2]) };
}

/** Why a text is no end of a roll: "" where it is one, else what to do about it. */
export function faultOf(text) {
  if (!String(text ?? "").trim()) return "Hãy quét tem, hoặc gõ mã in dưới ô vuông.";
  if (positionIn(text) || codeIn(text)) return "";
  const { length } = normalise(text);
  if (length !== LENGTH) return `Mã tem có 16 chữ, ở đây có ${length}. Hãy xem lại tem.`;
  return "Mã này có thể gõ nhầm một chữ. Hãy so lại từng chữ, hoặc quét tem.";
}
