// The first screen: find a producer, register one, see what waits.

import { fill, h, icon } from "./dom.js";
import { openDrafts } from "./drafts.js";
import { gapsOf } from "./gaps.js";
import { queueLine } from "./line.js";
import { badge, button, empty, linkButton, notice, row, rows, section } from "./parts.js";
import { say } from "./say.js";
import { ago, number, phone } from "./words.js";

const MOST = 20;
const FIRST = 6;
let asked = ""; // kept while the app is open, so that the way back leads to the same list

export async function homeScreen({ engine, signal }) {
  const list = h("div", { class: "found", "aria-live": "polite" });
  const line = h("div", { class: "queue-line" });
  const drafts = h("div", {});
  const input = h("input", { id: "q", type: "search", autocomplete: "off", enterkeyhint: "search", value: asked });
  let round = 0;
  const look = async () => {
    asked = input.value;
    line.hidden = drafts.hidden = Boolean(asked.trim());
    const mine = ++round;
    const found = await results(engine, asked.trim());
    if (mine === round) fill(list, found);
  };
  input.addEventListener("input", look);
  const drawLine = async () => fill(line, queueLink(engine, await engine.queue.list()));
  const drawDrafts = async () => fill(drafts, draftCards(await openDrafts(engine), engine, drawDrafts));
  const offs = [engine.on("records", look), engine.on("queue", drawLine), engine.on("sync", drawLine)];
  signal.addEventListener("abort", () => offs.forEach((off) => off?.()));
  await Promise.all([look(), drawLine(), drawDrafts()]);
  return {
    title: "Hộ sản xuất",
    kind: "home",
    body: [
      h("div", { class: "find" },
        h("label", { for: "q" }, "Tìm hộ"),
        h("p", { class: "hint", id: "q-hint" }, "Tên không cần dấu, số điện thoại, hoặc thôn."),
        h("div", { class: "find-row" }, h("span", { class: "search" }, icon("search"), described(input)),
          h("a", { class: "round framed", href: "#/quet", "aria-label": "Quét thẻ hộ" }, icon("qr")))),
      engine.state().need_sign_in && signInAgain(engine), line, drafts, list,
    ],
    bar: linkButton("Đăng ký hộ mới", "#/dang-ky", { kind: "primary big", image: "plus" }),
  };
}

export const signInAgain = (engine) => notice("look", "Máy cần bạn vào lại", h("p", {}, "Phiên làm việc trên máy chủ đã hết, việc chưa gửi vẫn còn. Gõ lại mã PIN để gửi tiếp."),
  h("div", { class: "cluster" }, button("Gõ mã PIN", () => engine.lock()), h("a", { class: "button quiet", href: "/dang-nhap?khac=1&next=/thuc-dia/" }, "Đăng nhập")));

function described(input) {
  input.setAttribute("aria-describedby", "q-hint");
  return input;
}

async function results(engine, text) {
  const found = await engine.records.search(text, { limit: text ? MOST + 1 : FIRST });
  if (!text && !found.length) {
    return empty("Chưa có hộ nào trên máy", "Khi có mạng, máy tự tải hộ trong xã bạn phụ trách. Chưa có mạng vẫn đăng ký hộ mới được.");
  }
  if (!found.length) {
    return empty("Không thấy hộ nào", "Hãy thử gõ ít chữ hơn, hoặc đăng ký hộ mới.");
  }
  const total = text ? found.length : await engine.records.count();
  const title = text
    ? found.length > MOST ? `Hơn ${MOST} hộ, hãy gõ thêm chữ` : `${number(total)} hộ`
    : "Mới ghi gần đây";
  return section(title, rows(found.slice(0, MOST).map((one) => recordRow(engine, one))),
    !text && h("p", { class: "muted small" }, `Trên máy có ${number(total)} hộ.`));
}

function recordRow(engine, one) {
  const where = [one.hamlet, placeName(engine, one.commune_code)].filter(Boolean).join(", ");
  const gaps = gapsOf(one).length;
  const marks = [
    one.pending && badge("Chờ gửi", "wait", "clock"),
    gaps > 0 && badge(`Còn thiếu ${gaps}`),
  ].filter(Boolean);
  return row(one.name, `#/ho/${one.id}`, { small: [where, phone(one.phone)].filter(Boolean).join(" · "), marks });
}

const placeName = (engine, code) =>
  (engine.state().communes ?? []).length > 1 ? engine.state().communes.find((one) => one.code === code)?.name : "";

export function queueLink(engine, items) {
  const { kind, words, advice } = queueLine(items, engine.state().queue_warn_days);
  return h("a", { class: `queue-link ${kind}`, href: "#/hang-cho" },
    icon(kind === "good" ? "check" : kind === "look" ? "look" : "clock"),
    h("span", { class: "grow" }, words, advice && h("small", {}, advice)), icon("right"));
}

function draftCards(found, engine, redraw) {
  return found.map((one) => h("div", { class: "card draft" },
    h("h3", {}, icon("edit"), `Đang viết dở: ${one.name || "hộ chưa có tên"}`),
    h("p", { class: "muted small" }, `Viết ${ago(one.at)}, chưa lưu vào sổ.`),
    h("div", { class: "cluster" },
      linkButton("Viết tiếp", `#/dang-ky/${one.key}/ho`, { kind: "secondary", image: "edit" }),
      button("Bỏ phiếu", async () => {
        const back = await one.hide();
        await redraw();
        say("Đã bỏ phiếu viết dở.", { undo: { run: async () => { await back(); await redraw(); } }, after: one.drop });
      }, { kind: "quiet" }))));
}
