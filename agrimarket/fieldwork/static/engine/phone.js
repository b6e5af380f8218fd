// A telephone number as people type it, brought to the digits that can be compared.

/** "+84 912.345.678" becomes "0912345678"; hidden digits give "". @param {?string} typed */
export function digits(typed) {
  const plain = (typed || "").replace(/[\s.()\-\u00a0]+/g, "");
  if (!/^\+?[0-9]{8,13}$/.test(plain)) return "";
  if (plain.startsWith("+84")) return `0${plain.slice(3).replace(/^0/, "")}`;
  return plain.startsWith("84") && plain.length === 11 ? `0${plain.slice(2)}` : plain;
}
