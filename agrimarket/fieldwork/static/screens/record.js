// One producer: what is known, what is still missing, and what can be added in the yard.

import { fill, h, icon } from "./dom.js";
import { gapsOf } from "./gaps.js";
import { CHANNELS, KINDS, PRODUCT_STATES } from "./labels.js";
import { badge, facts, linkButton, row, rows, section } from "./parts.js";
import { cameraButton, thumb } from "./photos.js";
import { stampLinks } from "./roll_links.js";
import { SAVED } from "./saved.js";
import { say, sayError } from "./say.js";
import { day, number, phone } from "./words.js";

const PURPOSES = { publication: "hiện tên và xã khi quét tem", channels: "đưa lên kênh bán", support: "liên hệ, tập huấn" };
/** Where each gap is filled. */
const MENDS = { consent_missing: "dong-y", voice_missing: "dong-y", product_missing: "san-pham" };
const AT_A_DESK = { payment_missing: "nhan-tien" }; // pages of the service, with network

export async function recordScreen({ engine, signal }, id) {
  const found = await engine.records.get(id);
  if (!found) return missing();
  const body = h("div", { class: "stack-l" });
  const drawn = (record) => fill(body, parts(engine, record, signal, redraw));
  const redraw = async () => {
    const again = await engine.records.get(id);
    if (!signal.aborted) drawn(again ?? found);
  };
  const offs = ["records", "queue"].map((event) => engine.on(event, () => redraw().catch(sayError)));
  signal.addEventListener("abort", () => offs.forEach((off) => off?.()));
  drawn(found);
  return {
    title: found.name,
    kind: "record",
    lead: [found.hamlet, communeName(engine, found)].filter(Boolean).join(", "),
    back: ["Trang đầu", "#/"],
    body,
    bar: [linkButton("Sửa, ghi thêm", `#/ho/${id}/sua`, { kind: "primary big", image: "edit" }),
      linkButton("Hộ mới", "#/dang-ky", { kind: "secondary big", image: "plus" })],
  };
}

/** The screen in place of a producer whom this phone does not hold. */
export const missing = () => ({
  title: "Không thấy hộ này trên máy",
  back: ["Trang đầu", "#/"],
  body: h("p", {}, "Hộ có thể đã bị xóa, hoặc ở xã khác. Khi có mạng, máy sẽ tải lại."),
});

const communeName = (engine, record) => record.commune_name
  ?? engine.state().communes?.find((one) => one.code === record.commune_code)?.name ?? "";

function parts(engine, record, signal, redraw) {
  const gaps = gapsOf(record);
  return [
    marks(record),
    gaps.length > 0 && section("Còn thiếu", rows(gaps.map((gap) => gapRow(engine, record, gap)))),
    section("Thông tin", known(record)),
    section("Ảnh", pictures(engine, record, signal, redraw)),
    record.purposes?.length > 0 && section("Lời đồng ý", agreed(record)),
    section("Sản phẩm", products(record)),
    record.products?.length > 0 && section("Lô đang làm", lots(record)),
    record.rolls && section("Tem", stampLinks(record)),
    section("Thẻ hộ", card(engine, record)),
  ];
}

/** One thing that is missing, and the way to fill it; what this app cannot ask stands on a page. */
function gapRow(engine, record, { code, title, blocks }) {
  const page = AT_A_DESK[code];
  if (!page) return row(title, `#/ho/${record.id}/${MENDS[code] ?? "sua"}`, { small: blocks ?? "" });
  const small = "Ghi ở trang chung, khi có mạng.";
  return engine.state().online ? row(title, `/ho/${record.id}/${page}`, { small })
    : h("p", { class: "row later" }, h("span", { class: "grow" }, h("b", {}, title), h("small", {}, small)));
}

function card(engine, record) {
  if (record.card_code) return linkButton("Cho xem thẻ hộ", `#/ho/${record.id}/the`, { image: "qr" });
  if (!record.revision) return h("p", { class: "muted" }, "Gửi hộ lên máy chủ xong thì cấp được thẻ.");
  return engine.state().online ? linkButton("Cấp thẻ ở trang chung", `/ho/${record.id}/the`, { image: "qr" })
    : h("p", { class: "muted" }, "Chưa cấp thẻ. Có mạng thì cấp ở trang chung.");
}

function marks(record) {
  const draft = record.state === "draft";
  const found = [
    record.pending && badge("Chờ gửi", "wait", "clock"),
    record.state && badge(draft ? "Bản nháp, chưa có đồng ý" : "Đã đăng ký", draft ? "look" : "good", draft ? "look" : "check"),
  ].filter(Boolean);
  return found.length > 0 && h("p", { class: "cluster" }, found);
}

function known(record) {
  const sexes = { male: "Nam", female: "Nữ" };
  const call = /^0\d{9}$/.test(record.phone ?? "") ? h("a", { href: `tel:${record.phone}` }, phone(record.phone)) : phone(record.phone);
  const citizen = record.citizen_hint ?? (record.has_citizen_id ? "Đã ghi" : "");
  return facts([
    ["Loại", record.kind !== "household" && KINDS[record.kind]],
    ["Chủ hộ", record.head_name !== record.name && record.head_name],
    ["Điện thoại", record.phone && h("span", {}, call, record.phone_of ? ` (của ${record.phone_of.toLowerCase()})` : "")],
    ["Làm ra", record.crops?.join(", ")],
    ["Diện tích", record.area_ha && `${number(record.area_ha)} ha`],
    ["Ngày sinh", record.birth_date ? day(record.birth_date) : record.birth_year],
    ["Giới tính", sexes[record.sex]],
    ["Số căn cước", citizen],
    ["Vị trí", record.latitude && "Đã ghi"],
    ["Ghi chú", record.note],
  ]);
}

function pictures(engine, record, signal) {
  const list = (record.photos ?? []).map((one, place) => h("li", {}, one.blob
    ? thumb(one.blob, `Ảnh ${place + 1}, chờ gửi`, signal)
    : far(one, `Ảnh ${place + 1}`)));
  const got = async (blob) => {
    await engine.write.photo(record.id, blob);
    say(SAVED(engine));
  };
  return [list.length > 0 && h("ul", { class: "thumbs" }, list), cameraButton(engine, "Chụp ảnh", got)];
}

/** A picture the service keeps: without network there is its place, and why. */
export function far(one, alt) {
  const img = h("img", { src: one.thumb_url, alt, width: 96, height: 96, loading: "lazy" });
  img.addEventListener("error", () => img.replaceWith(h("span", { class: "no-picture" }, icon("camera"), "Có mạng mới xem được")));
  return img;
}

function agreed(record) {
  const said = (record.purposes ?? []).map((one) => PURPOSES[one] ?? one);
  const way = CHANNELS[record.consent_channel];
  return [h("p", { class: "done-line" }, icon("check"), `Đồng ý: ${said.join("; ")}${way ? ` (${way.toLowerCase()})` : ""}.`),
    linkButton("Ghi lời đồng ý mới", `#/ho/${record.id}/dong-y`, { kind: "quiet" })];
}

function lots(record) {
  const names = new Map(record.products.map((one) => [one.id, one.name]));
  const there = record.open_lots ?? [];
  return [
    there.length > 0 && rows(there.map((lot) =>
      row(`Lô ${lot.lot_code}`, `#/ho/${record.id}/lo/${lot.id}`, { small: names.get(lot.product_id) ?? "" }))),
    h("div", { class: "cluster" }, there.length > 0 && linkButton("Ghi nhật ký", `#/ho/${record.id}/nhat-ky`, { image: "edit" }),
      linkButton("Mở lô mới", `#/ho/${record.id}/lo-moi`, { image: "plus" })),
  ];
}

function products(record) {
  const list = record.products ?? [];
  return [
    list.length > 0 && h("ul", { class: "plain-list" }, list.map((one) =>
      h("li", {}, h("b", {}, one.name), badge(PRODUCT_STATES[one.state] ?? one.state)))),
    linkButton("Thêm sản phẩm", `#/ho/${record.id}/san-pham`, { image: "plus" }),
  ];
}
