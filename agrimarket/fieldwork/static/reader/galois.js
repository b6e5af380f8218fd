// Arithmetic in GF(2^8) with x^8 + x^4 + x^3 + x^2 + 1 (ISO/IEC 18004:2015, 7.5.2).

export const EXP = new Uint8Array(510);
export const LOG = new Uint8Array(256);

for (let power = 0, value = 1; power < 255; power += 1) {
  EXP[power] = EXP[power + 255] = value;
  LOG[value] = power;
  value <<= 1;
  if (value & 0x100) value ^= 0x11d;
}

export function multiply(a, b) {
  return a && b ? EXP[LOG[a] + LOG[b]] : 0;
}

export function inverse(a) {
  return EXP[255 - LOG[a]];
}

// The value of a polynomial, lowest power first, at x.
export function valueAt(polynomial, x) {
  let value = 0;
  for (let i = polynomial.length - 1; i >= 0; i -= 1) value = multiply(value, x) ^ polynomial[i];
  return value;
}
