// The first screen of a producer's own phone: the lots in work, the goods, and today's diary.

import { fill, h, icon } from "./dom.js";
import { signInAgain, queueLink } from "./home.js";
import { EVENTS, PRODUCT_STATES } from "./labels.js";
import { badge, empty, linkButton, row, rows, section } from "./parts.js";
import { stampLinks } from "./roll_links.js";
import { sayError } from "./say.js";
import { ago } from "./words.js";

export async function ownHomeScreen({ engine, signal }) {
  const id = engine.state().account.household_id;
  const body = h("div", { class: "stack-l" });
  const bar = h("div", { class: "bar-part" });
  const record = () => engine.records.get(id);
  const redraw = async () => {
    const [now, items] = [await record(), await engine.queue.list()];
    if (signal.aborted) return;
    fill(body, parts(engine, now, items));
    fill(bar, next(id, now));
  };
  const offs = ["records", "queue", "sync", "state"].map((event) => engine.on(event, () => redraw().catch(sayError)));
  signal.addEventListener("abort", () => offs.forEach((off) => off?.()));
  await redraw();
  return { title: "Sổ của nhà tôi", lead: (await record())?.name ?? "", kind: "home", body, bar };
}

function next(id, record) {
  if (!record) return h("p", { class: "muted" }, "Có mạng thì máy tự tải sổ về.");
  if (record.open_lots?.length) return linkButton("Ghi nhật ký", "#/nhat-ky", { kind: "primary big", image: "edit" });
  if (record.products?.length) return linkButton("Mở lô đầu tiên", `#/ho/${id}/lo-moi`, { kind: "primary big", image: "plus" });
  return linkButton("Thêm sản phẩm đầu tiên", `#/ho/${id}/san-pham`, { kind: "primary big", image: "plus" });
}

function parts(engine, record, items) {
  const line = h("div", { class: "queue-line" }, queueLink(engine, items));
  if (!record) return [engine.state().need_sign_in && signInAgain(engine), line, empty("Sổ chưa có trên máy", "Hãy mở máy một lần ở chỗ có mạng, sổ của nhà bạn sẽ tự tải về.")];
  return [
    engine.state().need_sign_in && signInAgain(engine), line,
    !record.products?.length && empty("Bắt đầu từ sản phẩm", "Thêm sản phẩm, mở lô đầu tiên, rồi ghi nhật ký mỗi khi làm xong một việc. Không có mạng vẫn ghi được."),
    record.products?.length > 0 && section("Lô đang làm", lots(record),
      h("div", { class: "cluster" }, record.open_lots?.length > 0 && linkButton("Mở lô mới", `#/ho/${record.id}/lo-moi`, { image: "plus" }))),
    record.rolls && section("Tem", stampLinks(record)),
    record.products?.length > 0 && section("Sản phẩm", h("ul", { class: "plain-list" }, record.products.map((one) =>
      h("li", {}, h("b", {}, one.name), badge(PRODUCT_STATES[one.state] ?? one.state)))),
    h("div", { class: "cluster" }, linkButton("Thêm sản phẩm", `#/ho/${record.id}/san-pham`, { image: "plus" }))),
    engine.state().online && section("Trên trang chung",
      h("div", { class: "cluster" }, h("a", { class: "button secondary", href: "/viec" }, icon("home"), h("span", {}, "Việc hôm nay")))),
  ];
}

function lots(record) {
  const products = new Map(record.products.map((one) => [one.id, one.name]));
  const found = record.open_lots ?? [];
  if (!found.length) return h("p", { class: "muted" }, "Chưa có lô nào. Mỗi lứa, mỗi đợt là một lô.");
  const newest = (lot) => lot.lines?.[0]?.at ?? "";
  return rows([...found].sort((a, b) => (newest(a) < newest(b) ? 1 : -1)).map((lot) => row(`Lô ${lot.lot_code}`, `#/ho/${record.id}/lo/${lot.id}`, {
    small: [products.get(lot.product_id), last(lot)].filter(Boolean).join(" · "),
  })));
}

function last({ lines = [] }) {
  const line = lines.find((one) => EVENTS[one.kind]);
  return line ? `${EVENTS[line.kind].toLowerCase()} ${ago(line.at)}` : "chưa ghi gì";
}
