// The diary of one lot as this phone knows it: what was told, what waits, each line to be corrected.

import { diaryFields, tooEarly } from "./diary_fields.js";
import { fill, h, icon } from "./dom.js";
import { tellAll } from "./fields.js";
import { EVENTS, QUEUE } from "./labels.js";
import { badge, button, empty, linkButton } from "./parts.js";
import { photosField, thumb } from "./photos.js";
import { far, missing } from "./record.js";
import { SAVED } from "./saved.js";
import { say, sayError } from "./say.js";
import { wayBack } from "./way_back.js";
import { day, hour } from "./words.js";

const find = async (engine, id, lotId) => {
  const record = await engine.records.get(id);
  return { record, lot: record?.open_lots?.find((one) => one.id === lotId) };
};
const product = (record, lot) => record.products?.find((one) => one.id === lot.product_id)?.name ?? "";

export async function lotScreen({ engine, signal }, id, lotId) {
  const { record, lot } = await find(engine, id, lotId);
  if (!lot) return missing();
  const body = h("div", {});
  const redraw = async () => {
    const now = (await find(engine, id, lotId)).lot ?? lot;
    const blobs = await engine.records.linePhotos((now.lines ?? []).map((line) => line.id));
    const states = new Map((await engine.queue.list()).filter((one) => one.kind === "diary.add").map((one) => [one.object_id, one.state]));
    if (!signal.aborted) fill(body, list(engine, id, now, { blobs, states, signal }));
  };
  const offs = ["records", "queue"].map((event) => engine.on(event, () => redraw().catch(sayError)));
  signal.addEventListener("abort", () => offs.forEach((off) => off?.()));
  await redraw();
  const area = record.areas?.find((one) => one.id === lot.area_id)?.name;
  return {
    title: `Lô ${lot.lot_code}`,
    lead: [product(record, lot), area].filter(Boolean).join(" · "),
    back: wayBack(engine, record),
    body,
    bar: linkButton("Ghi nhật ký", `#/ho/${id}/nhat-ky/${lotId}`, { kind: "primary big", image: "edit" }),
  };
}

function list(engine, id, lot, around) {
  const lines = lot.lines ?? [];
  if (!lines.length) return empty("Chưa có dòng nào", "Bấm “Ghi nhật ký” khi vừa làm xong: ba lần chạm là xong.");
  const holding = new Set(engine.diary.holding(lines).map((line) => line.id));
  const ordered = [...lines].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const rows = ordered.map((line) => entry(engine, `#/ho/${id}/nhat-ky/${lot.id}`, line, holding.has(line.id), around));
  return [tooEarly(engine, [lot]), h("ul", { class: "rows diary" }, rows)];
}

function entry(engine, there, line, holds, { blobs, states, signal }) {
  const withdrawn = line.kind === engine.diary.WITHDRAWN;
  const state = states.get(line.id);
  const facts = engine.diary.told(line.kind, line.facts).map((one) => `${one.label}: ${one.text}`).join("; ");
  const pictures = [...(line.photos ?? []).map((url, place) => far({ thumb_url: url }, `Ảnh ${place + 1}`)),
    ...(blobs[line.id] ?? []).map((blob, place) => thumb(blob, `Ảnh ${place + 1}, chờ gửi`, signal))];
  const gone = !holds && !withdrawn && !engine.diary.ofHandOver(line);
  const marks = [gone && badge("Đã sửa"), line.corrects_id && !withdrawn && badge("Sửa dòng cũ"), state && state !== "sent" && badge(...QUEUE[state])].filter(Boolean);
  return h("li", { class: `item${gone ? " gone" : ""}` },
    h("div", { class: "item-head" },
      h("span", { class: "grow" }, h("b", {}, withdrawn ? "Bỏ một dòng: không có việc này" : EVENTS[line.kind] ?? line.kind),
        h("small", {}, [`${day(line.at)} ${hour(line.at) === "00:00" ? "" : hour(line.at)}`.trim(), line.place].filter(Boolean).join(" · ")),
        marks.length > 0 && h("span", { class: "marks" }, marks))),
    facts && h("p", {}, facts),
    line.text && h("p", { class: "muted" }, line.text),
    pictures.length > 0 && h("ul", { class: "thumbs" }, pictures.map((one) => h("li", {}, one))),
    holds && h("p", {}, linkButton("Sửa dòng này", `${there}/sua/${line.id}`, { kind: "quiet", image: "edit" })));
}

/** A line is never changed: what is right is written as a new one that names it. */
export async function correctScreen({ engine, signal, go }, id, lotId, lineId) {
  const { record, lot } = await find(engine, id, lotId);
  const old = lot && engine.diary.holding(lot.lines ?? []).find((line) => line.id === lineId);
  const back = [`Lô ${lot?.lot_code ?? ""}`.trim(), `#/ho/${id}/lo/${lotId}`];
  if (!old) return record ? { title: "Dòng này đã được sửa", back, body: h("p", {}, "Hãy mở lô và sửa ở dòng mới nhất.") } : missing();
  const photos = [];
  const summary = h("div", {});
  const camera = h("div", { class: "field" }, photosField(engine, photos, () => {}, signal).node);
  const made = diaryFields(engine, { sent: { ...old, note: old.text, happened_at: old.at }, record, lot, extra: camera });
  const write = async (fields, blobs = []) => {
    try {
      await engine.write.diary(lotId, { ...fields, corrects_id: lineId }, blobs);
      await go(back[1], { replace: true });
      say(SAVED(engine));
    } catch (error) {
      sayError(error);
    }
  };
  const save = () => tellAll(summary, made.fields, made.faults()) && write(made.values(), photos);
  const never = () => write({ kind: engine.diary.WITHDRAWN, happened_on: null, happened_at: new Date().toISOString() });
  return {
    title: "Sửa dòng nhật ký",
    lead: [product(record, lot), "dòng cũ vẫn còn, bị gạch đi"].filter(Boolean).join(" · "),
    back,
    body: [summary, made.node, h("p", {}, button("Không có việc này", never, { kind: "quiet", image: "undo" }))],
    bar: button("Lưu dòng đã sửa", save, { kind: "primary big", image: "check" }),
  };
}
