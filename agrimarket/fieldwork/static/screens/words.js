// Numbers, days and names as people here write them.

const GROUPED = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 });
const DAY = { timeZone: "Asia/Ho_Chi_Minh", year: "numeric", month: "2-digit", day: "2-digit" };
const HOUR = { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit", hour12: false };
const LETTERS = /[\u0300-\u036f]/g;

/** 33130 → 33.130 */
export const number = (value) => GROUPED.format(value);

/** Without tone marks, lower case: for looking things up. */
export const fold = (text) =>
  String(text ?? "").normalize("NFD").replace(LETTERS, "").replaceAll("đ", "d").replaceAll("Đ", "d")
    .toLowerCase().replace(/\s+/g, " ").trim();

/** 22/11/2026 */
export const day = (when) => {
  const parts = new Intl.DateTimeFormat("en-GB", DAY).formatToParts(new Date(when));
  const part = (type) => parts.find((one) => one.type === type).value;
  return `${part("day")}/${part("month")}/${part("year")}`;
};

/** 14:05 */
export const hour = (when) => new Intl.DateTimeFormat("en-GB", HOUR).format(new Date(when));

/** Days of the Vietnamese calendar between then and now. */
export function daysSince(when, now = Date.now()) {
  const on = (moment) => Math.floor((new Date(moment).getTime() + 7 * 3600e3) / 86400e3);
  return on(now) - on(when);
}

/** hôm nay lúc 14:05 · hôm qua · 3 ngày trước · 22/11/2026 */
export function ago(when) {
  const days = daysSince(when);
  if (days <= 0) return Date.now() - new Date(when) < 60e3 ? "vừa xong" : `hôm nay lúc ${hour(when)}`;
  if (days === 1) return "hôm qua";
  return days < 30 ? `${days} ngày trước` : day(when);
}

/** "hôm qua", "3 ngày trước": since when the oldest waits. */
export function since(when) {
  const days = daysSince(when);
  if (days <= 0) return "hôm nay";
  return days === 1 ? "hôm qua" : `${days} ngày trước`;
}

/** 0912000345 → 0912 000 345; masked ones stay as they are. */
export const phone = (text) => {
  const plain = String(text ?? "").replace(/[\s.-]/g, "");
  return /^0\d{9}$/.test(plain) ? plain.replace(/(\d{4})(\d{3})(\d{3})/, "$1 $2 $3") : String(text ?? "");
};

/** 16 letters in fours. */
export const code = (text) => String(text ?? "").replace(/[^0-9A-Za-z]/g, "").toUpperCase().replace(/(.{4})(?=.)/g, "$1-");

/** 340 kB, 1,2 MB */
export const bytes = (count) =>
  count < 1e6 ? `${number(Math.max(1, Math.round(count / 1e3)))} kB` : `${number(Math.round(count / 1e5) / 10)} MB`;

/** A moment's day in Vietnam as yyyy-mm-dd. */
export const dayOf = (when) => day(when).split("/").reverse().join("-");

/** Today in Vietnam as yyyy-mm-dd. */
export const today = () => dayOf(Date.now());
