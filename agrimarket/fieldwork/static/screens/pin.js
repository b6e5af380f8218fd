// The PIN: six figures on big keys, set once with network and asked at each opening.

import { fill, h, icon } from "./dom.js";
import { textField } from "./fields.js";
import { button, fold, notice } from "./parts.js";

const LENGTH = 6;

/** A pad of twelve keys: {node, clear, tell}; `done` gets the six figures. */
function pad(done, signal) {
  let typed = "";
  let busy = false;
  const dots = h("div", { class: "pin-dots", role: "img" });
  const said = h("p", { class: "pin-said", role: "status" });
  const tell = (sentence, kind = "stop") => {
    said.className = `pin-said ${kind}`;
    fill(said, sentence);
  };
  const show = () => {
    dots.setAttribute("aria-label", `Đã gõ ${typed.length} trên ${LENGTH} số`);
    fill(dots, Array.from({ length: LENGTH }, (_, place) => h("i", { class: place < typed.length ? "full" : "" })));
  };
  const press = async (key) => {
    if (busy) return;
    if (key === "back") typed = typed.slice(0, -1);
    else if (key === "clear") typed = "";
    else if (typed.length < LENGTH) typed += key;
    if (key !== "back" && typed.length === 1) tell("");
    show();
    if (typed.length < LENGTH) return;
    busy = true;
    const given = typed;
    try {
      await done(given, tell);
    } finally {
      typed = "";
      busy = false;
      show();
    }
  };
  const key = (label, value, more = {}) =>
    h("button", { type: "button", class: "pin-key", on: { click: () => press(value) }, ...more }, label);
  const node = h("div", { class: "pin" }, dots, said, h("div", { class: "pin-keys" },
    [..."123456789"].map((figure) => key(figure, figure)),
    key("Xóa", "clear", { class: "pin-key small" }), key("0", "0"),
    key(icon("left"), "back", { "aria-label": "Xóa một số" })));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
    if (/^\d$/.test(event.key)) press(event.key);
    else if (event.key === "Backspace") press("back");
  }, { signal });
  show();
  return { node, tell };
}

/** Every opening but the first. */
export function unlockScreen({ engine, signal }) {
  const keys = pad(async (pin, tell) => {
    tell("Đang mở…", "wait");
    try {
      await engine.unlock(pin);
    } catch (error) {
      tell(error.sentence ?? "Chưa mở được. Hãy thử lại.");
    }
  }, signal);
  const who = engine.state().account?.name;
  return {
    title: "Mở sổ bằng mã PIN",
    kind: "gate",
    lead: who ? `Máy của ${who}.` : "",
    body: [
      keys.node,
      h("details", { class: "folded" }, h("summary", {}, "Quên mã PIN?"), h("div", { class: "stack" },
        h("p", {}, "Ra chỗ có mạng, đăng nhập lại rồi đặt mã PIN mới. Việc chưa gửi vẫn còn trên máy."),
        h("p", {}, h("a", { class: "button secondary", href: "/dang-nhap?khac=1&next=/thuc-dia/" }, "Đăng nhập lại")))),
    ],
  };
}

/** Once, with network, after signing in: a new PIN is typed twice, one that is set already once. */
export async function setUpScreen({ engine, signal, redo }) {
  if (engine.state().online) await engine.checkSetUp?.();
  const state = engine.state();
  if (!state.online) return outside(redo);
  if (state.can_set_up === "signed_out") return signInFirst();
  const known = state.can_set_up === "ready";
  const ask = known ? "Gõ mã PIN của máy này" : "Chọn mã PIN 6 số";
  let first = null;
  const head = h("h2", { class: "pin-ask" }, ask);
  const name = known ? null : textField("phone_name", "Tên máy", { value: "Điện thoại của tôi", maxlength: 80 });
  const keys = pad(async (pin, tell) => {
    if (!known && first === null) {
      first = pin;
      fill(head, "Gõ lại mã PIN một lần nữa");
      return;
    }
    const again = first;
    first = null;
    if (!known && again !== pin) {
      fill(head, ask);
      tell("Hai lần gõ khác nhau. Hãy gõ lại từ đầu.");
      return;
    }
    tell("Đang chuẩn bị máy…", "wait");
    try {
      await engine.setUp(known ? { pin } : { pin, again, name: name.input.value.trim() || "Điện thoại" });
    } catch (error) {
      fill(head, ask);
      tell(error.sentence ?? "Chưa đặt được mã PIN. Hãy thử lại.");
    }
  }, signal);
  return {
    title: known ? "Chuẩn bị máy này" : "Đặt mã PIN",
    kind: "gate",
    lead: "Làm một lần, khi có mạng.",
    body: [
      head,
      h("p", { class: "hint pin-hint" }, known
        ? "Mã PIN bạn đã đặt cho máy này ở trang Máy đi thực địa."
        : "Không dùng ngày sinh hay dãy dễ đoán như 123456."),
      keys.node,
      name && fold("Đặt tên cho máy", name.node),
    ],
  };
}

const outside = (redo) => ({
  title: "Máy này chưa được chuẩn bị",
  kind: "gate",
  lead: "Lần đầu cần có mạng để đăng nhập và đặt mã PIN.",
  body: notice("look", "Máy đang không có mạng", h("p", {}, "Hãy ra chỗ có mạng rồi mở lại sổ này.")),
  bar: button("Thử lại", redo, { kind: "primary big", image: "refresh" }),
});

const signInFirst = () => ({
  title: "Đăng nhập trước đã",
  kind: "gate",
  lead: "Đăng nhập một lần, rồi đặt mã PIN cho máy này. Sau đó không cần mạng, không cần mật khẩu.",
  body: [],
  bar: h("a", { class: "button primary big", href: "/dang-nhap?next=/thuc-dia/" }, "Đăng nhập"),
});

/** A phone that was taken off the list: nothing is left on it. */
export const revokedScreen = () => ({
  title: "Máy này đã bị gỡ",
  kind: "gate",
  lead: "Sổ trên máy này đã được xóa. Muốn dùng lại, hãy đăng nhập và đặt mã PIN mới.",
  body: [],
  bar: h("a", { class: "button primary big", href: "/dang-nhap?next=/thuc-dia/" }, "Đăng nhập"),
});
