// Which phone, whose, when it last talked to the service; send now; lock.

import { fill, h } from "./dom.js";
import { button, facts, linkButton, section } from "./parts.js";
import { storageSection } from "./queue.js";
import { say, sayError } from "./say.js";
import { ago, number } from "./words.js";

export async function settingsScreen({ engine, signal }) {
  const body = h("div", { class: "stack-l" });
  const redraw = async () => {
    const [count, storage] = [await engine.records.count(), await engine.storage.status()];
    if (!signal.aborted) fill(body, parts(engine, count, storage, redraw));
  };
  const offs = ["sync", "state"].map((event) => engine.on(event, () => redraw().catch(sayError)));
  signal.addEventListener("abort", () => offs.forEach((off) => off?.()));
  await redraw();
  return { title: "Cài đặt", back: ["Trang đầu", "#/"], body };
}

function parts(engine, count, storage, redraw) {
  const state = engine.state();
  const send = async () => {
    try {
      await engine.sync.now();
      say("Đã gửi và nhận xong.");
    } catch (error) {
      sayError(error);
    }
  };
  const lock = () => engine.lock();
  return [
    facts([
      ["Người dùng", state.account?.name],
      ["Vai trò", state.account?.role_label],
      ["Máy này", state.device_name],
      ["Xã phụ trách", state.communes?.map((one) => one.name).slice(0, 6).join(", ")],
      ["Hộ trên máy", state.account?.role !== "producer" && number(count)],
      ["Gửi, nhận lần cuối", state.last_sync ? ago(state.last_sync) : "Chưa lần nào"],
    ]),
    h("div", { class: "cluster" }, button(state.syncing ? "Đang gửi, nhận" : "Gửi, nhận ngay", send, { image: "refresh" }),
      linkButton("Hàng chờ gửi", "#/hang-cho", { image: "list" })),
    section("Khóa sổ", h("p", { class: "muted" }, "Khóa khi đưa máy cho người khác. Mở lại bằng mã PIN."),
      button("Khóa ngay", lock, { image: "lock" })),
    storageSection(engine, storage, redraw),
    section("Trên trang chung", h("p", { class: "muted" }, "Cần mạng."),
      h("div", { class: "cluster" }, h("a", { class: "button secondary", href: "/viec" }, "Việc hôm nay"),
        h("a", { class: "button secondary", href: "/tai-khoan/may" }, "Các máy của tôi"))),
  ];
}
