// What waits to be sent, what was sent, what needs a person; out to a file and back in.

import { fill, h, icon } from "./dom.js";
import { queueLine } from "./line.js";
import { QUEUE, WHAT } from "./labels.js";
import { badge, button, empty, fold, linkButton, notice, section } from "./parts.js";
import { say, sayError } from "./say.js";
import { ago, bytes, number, today } from "./words.js";

const MENDED = ["household.register", "household.edit", "product.draft", "lot.open", "diary.add", "stamps.activate", "stamps.void"];
const STUCK = ["failed", "conflict"];
const hidden = new Set(); // dropped, and still to be undone

export async function queueScreen({ engine, signal }) {
  const body = h("div", { class: "stack-l" });
  const redraw = async () => {
    const items = (await engine.queue.list()).filter((one) => !hidden.has(one.id));
    const storage = await engine.storage.status();
    if (!signal.aborted) fill(body, parts(engine, items, storage, redraw));
  };
  const offs = ["queue", "sync", "state"].map((event) => engine.on(event, () => redraw().catch(sayError)));
  signal.addEventListener("abort", () => offs.forEach((off) => off?.()));
  await redraw();
  const send = async () => {
    try {
      await engine.sync.now();
    } catch (error) {
      sayError(error);
    }
  };
  return {
    title: "Hàng chờ gửi",
    back: ["Trang đầu", "#/"],
    body,
    bar: button("Gửi ngay", send, { kind: "primary big", image: "upload" }),
  };
}

function parts(engine, items, storage, redraw) {
  const stuck = items.filter((one) => STUCK.includes(one.state));
  const sent = items.filter((one) => one.state === "sent");
  const waiting = items.filter((one) => one.state !== "sent" && !STUCK.includes(one.state));
  const line = queueLine(items, engine.state().queue_warn_days);
  const list = (found) => h("ul", { class: "rows" }, found.map((one) => itemRow(engine, one, redraw)));
  return [
    items.length > 0 && notice(line.kind === "wait" ? "info" : line.kind, "", h("p", {}, h("b", {}, line.words)), line.advice && h("p", {}, line.advice),
      !engine.state().online && waiting.length > 0 && h("p", {}, "Máy đang không có mạng. Có mạng là tự gửi, không cần bấm.")),
    stuck.length > 0 && section(`Cần bạn xem (${number(stuck.length)})`, list(stuck)),
    waiting.length > 0 && section(`Chờ gửi (${number(waiting.length)})`, list(waiting)),
    sent.length > 0 && fold(`Đã gửi (${number(sent.length)})`, list(sent)),
    !items.length && empty("Không có gì chờ gửi", "Mọi việc bạn ghi đều đã lên máy chủ."),
    fileSection(engine, waiting.length + stuck.length),
    storageSection(engine, storage, redraw),
  ];
}

function itemRow(engine, one, redraw) {
  const [word, kind, image] = QUEUE[one.state] ?? QUEUE.waiting;
  return h("li", { class: "item" },
    h("div", { class: "item-head" },
      h("span", { class: "grow" }, h("b", {}, WHAT[one.kind] ?? one.what), h("small", {}, [one.name, ago(one.at)].filter(Boolean).join(" · "))),
      badge(word, kind, image)),
    one.reason && h("p", { class: "reason" }, one.reason),
    one.state === "conflict" && (engine.state().online
      ? h("a", { class: "button secondary", href: one.conflict_id ? `/thuc-dia/xung-dot#${one.conflict_id}` : "/thuc-dia/xung-dot" }, icon("look"), "Chọn bản đúng")
      : h("p", { class: "small" }, "Có mạng thì chọn bản đúng. Việc này không mất.")),
    one.state === "failed" && h("div", { class: "cluster" },
      wayOn(one), button("Bỏ việc này", () => drop(engine, one, redraw), { kind: "quiet" })));
}

/** What mends it: the same form again, or the question to the producer. */
function wayOn(one) {
  if (MENDED.includes(one.kind)) return linkButton("Sửa rồi gửi lại", `#/hang-cho/${one.id}`, { image: "edit" });
  return one.kind === "consent.give" && linkButton("Hỏi lại chủ hộ", `#/ho/${one.about}/dong-y`, { image: "edit" });
}

async function drop(engine, one, redraw) {
  hidden.add(one.id);
  await redraw();
  const back = () => { hidden.delete(one.id); return redraw(); };
  const others = (await engine.queue.list()).filter((each) => each.about === one.about && each.id !== one.id && each.state !== "sent");
  const with_it = one.kind === "household.register" && others.length > 0;
  say(with_it ? `Đã bỏ hộ này và ${number(others.length)} việc đi kèm.` : "Đã bỏ một việc.", {
    undo: { run: back },
    after: async () => {
      try {
        await engine.queue.drop(one.id);
      } catch (error) {
        sayError(error);
      }
      await back();
    },
  });
}

function fileSection(engine, open) {
  const out = async () => {
    try {
      const blob = await engine.queue.exportFile();
      const url = URL.createObjectURL(blob);
      const link = h("a", { href: url, download: `hang-cho-${today()}.agri` });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      say("Đã cất hàng chờ ra tệp trong mục Tải xuống.");
    } catch (error) {
      sayError(error);
    }
  };
  const input = h("input", { type: "file", id: "queue-file", class: "visually-hidden" });
  input.addEventListener("change", async () => {
    if (!input.files[0]) return;
    try {
      const done = await engine.queue.importFile(input.files[0]);
      say(done.added ? `Đã lấy lại ${number(done.added)} việc từ tệp.` : "Mọi việc trong tệp đã có trên máy.");
    } catch (error) {
      sayError(error);
    } finally {
      input.value = "";
    }
  });
  return section("Cất ra tệp, lấy lại từ tệp",
    h("p", { class: "muted" }, "Phòng khi hỏng máy. Tệp được khóa, chỉ tài khoản của bạn mở được."),
    h("div", { class: "cluster" }, open > 0 && button("Cất ra tệp", out, { image: "download" }),
      h("label", { class: "button secondary camera", for: "queue-file" }, input, icon("file"), h("span", {}, "Lấy lại từ tệp"))));
}

/** Whether the browser promised to keep what is here. */
export function storageSection(engine, storage, redraw) {
  const ask = async () => {
    const kept = await navigator.storage?.persist?.();
    say(kept ? "Trình duyệt sẽ giữ dữ liệu này." : "Trình duyệt chưa cho. Hãy thêm sổ vào màn hình chính rồi thử lại.", { kind: kept ? "good" : "look" });
    await redraw();
  };
  return section("Chỗ lưu trên máy",
    h("p", { class: "done-line" }, icon(storage.persisted ? "lock" : "info"), storage.persisted
      ? `Trình duyệt giữ dữ liệu này, không tự xóa. Đang dùng ${bytes(storage.used ?? 0)}.`
      : `Khi máy gần đầy, trình duyệt có thể xóa dữ liệu này. Đang dùng ${bytes(storage.used ?? 0)}.`),
    !storage.persisted && button("Xin giữ dữ liệu", ask, { image: "lock" }));
}
