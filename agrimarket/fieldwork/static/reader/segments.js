// From data codewords to text: segments in numeric, alphanumeric and byte mode.

const ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"; // ISO/IEC 18004:2015, table 5
const END = 0, NUMERIC = 1, LETTERS = 2, APPENDED = 3, BYTES = 4, ECI = 7; // table 2
const FNC1 = [5, 9];
const UTF8 = [3, 4, 26]; // ECI of Latin 1, ASCII and UTF-8: Latin 1 is tried as UTF-8 first

class Bits {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get left() {
    return this.bytes.length * 8 - this.at;
  }

  take(count) {
    if (count > this.left) throw new RangeError("the data ends within a segment");
    let value = 0;
    for (let i = 0; i < count; i += 1, this.at += 1) {
      value = (value << 1) | ((this.bytes[this.at >> 3] >> (7 - (this.at & 7))) & 1);
    }
    return value;
  }
}

// Bits of the character count (table 3).
function countBits(mode, version) {
  const group = version < 10 ? 0 : version < 27 ? 1 : 2;
  return { [NUMERIC]: [10, 12, 14], [LETTERS]: [9, 11, 13], [BYTES]: [8, 16, 16] }[mode][group];
}

function numeric(bits, count) {
  let text = "";
  for (let left = count; left > 0; left -= 3) {
    const digits = Math.min(3, left);
    const value = bits.take([0, 4, 7, 10][digits]);
    if (value >= 10 ** digits) throw new RangeError("no such digits");
    text += String(value).padStart(digits, "0");
  }
  return text;
}

function letters(bits, count) {
  let text = "";
  for (let left = count; left > 0; left -= 2) {
    const value = bits.take(left > 1 ? 11 : 6);
    if (value >= (left > 1 ? 2025 : 45)) throw new RangeError("no such letters");
    text += left > 1 ? ALPHANUMERIC[Math.floor(value / 45)] : "";
    text += ALPHANUMERIC[value % 45];
  }
  return text;
}

function bytes(bits, count) {
  const raw = Uint8Array.from({ length: count }, () => bits.take(8));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(raw);
  } catch {
    return new TextDecoder("iso-8859-1").decode(raw);
  }
}

function eci(bits) {
  const first = bits.take(8); // 7.4.2.2: one to three codewords
  if (first < 0x80) return first;
  return first < 0xc0 ? ((first & 0x3f) << 8) | bits.take(8) : ((first & 0x1f) << 16) | bits.take(16);
}

// The text, or null where the data does not parse or holds what this reader does not know.
export function textOf(data, version) {
  const bits = new Bits(data);
  let text = "";
  try {
    while (bits.left >= 4) {
      const mode = bits.take(4);
      if (mode === END) break;
      if (mode === APPENDED) bits.take(16);
      else if (mode === FNC1[0]) continue;
      else if (mode === FNC1[1]) bits.take(8);
      else if (mode === ECI) {
        if (!UTF8.includes(eci(bits))) return null;
      } else if (mode === NUMERIC) text += numeric(bits, bits.take(countBits(mode, version)));
      else if (mode === LETTERS) text += letters(bits, bits.take(countBits(mode, version)));
      else if (mode === BYTES) text += bytes(bits, bits.take(countBits(mode, version)));
      else return null;
    }
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  return text || null;
}
