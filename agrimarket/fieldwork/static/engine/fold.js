// Vietnamese text as people type it, brought to forms that can be compared.
// The same as agrimarket/places/spelling.py; a test holds the two together.

const INVISIBLE = /[\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f]/g;
// What Python's str.split() takes for white space
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const HIGHEST = "\u0345"; // the one mark of the highest combining class, 240
const marks = new Map();

/** True for a letter with a canonical combining class: a lower class moves before the highest. */
function isMark(letter) {
  if (letter < "\u0300") return false;
  let known = marks.get(letter);
  if (known === undefined) {
    known = letter === HIGHEST || (HIGHEST + letter).normalize("NFD")[0] !== HIGHEST;
    marks.set(letter, known);
  }
  return known;
}

/** One way to write the same text. @param {string} text @returns {string} */
export function tidy(text) {
  const plain = text.normalize("NFC").replace(/[ÐƉ]/g, "Đ").replace(/[ðɖ]/g, "đ");
  return plain.replace(INVISIBLE, "").split(SPACES).filter(Boolean).join(" ");
}

/** Lower case without any mark: "Đồng Tiến" becomes "dong tien". @param {string} text */
export function fold(text) {
  const low = tidy(text).toLowerCase();
  if (/^[\x00-\x7f]*$/.test(low)) return low;
  const words = low.split(" ").map((word) =>
    Array.from(word.replace(/đ/g, "d").normalize("NFD"), (letter) => (isMark(letter) ? "" : letter))
      .join(""));
  return words.join(" ");
}
