// The state of the queue in one line, with its age.

import { daysSince, number, since } from "./words.js";

/** counts: {waiting, sending, held, failed, conflict}; items to find the oldest. */
export function queueLine(items, warnDays = [1, 3, 7]) {
  const left = items.filter((item) => item.state !== "sent");
  const stuck = left.filter((item) => ["failed", "conflict"].includes(item.state));
  const waiting = left.length - stuck.length;
  if (!left.length) return { kind: "good", words: "Đã gửi hết." };
  const oldest = left.map((item) => item.at).sort()[0];
  const parts = [];
  if (waiting) parts.push(`${number(waiting)} việc chờ gửi`);
  if (stuck.length) parts.push(`${number(stuck.length)} việc cần bạn xem`);
  const days = (Date.now() - new Date(oldest)) / 86400e3;
  return {
    kind: stuck.length || days >= (warnDays[1] ?? 3) ? "look" : "wait",
    words: `${parts.join(", ")}${daysSince(oldest) > 0 ? `, ${left.length > 1 ? "lâu nhất từ" : "từ"} ${since(oldest)}` : ""}.`,
    advice: days >= (warnDays[2] ?? 7) ? "Đã quá lâu. Hãy ra chỗ có mạng hôm nay, hoặc cất hàng chờ ra tệp."
      : days >= (warnDays[1] ?? 3) ? "Hãy ra chỗ có mạng để gửi." : "",
  };
}
