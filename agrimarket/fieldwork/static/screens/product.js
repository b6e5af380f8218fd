// A product drafted in the yard: name, group, price and pictures; the rest is done at a desk.

import { h } from "./dom.js";
import { Keeper } from "./drafts.js";
import { areaField, selectField, tellAll, textField } from "./fields.js";
import { CATEGORIES } from "./labels.js";
import { button, section } from "./parts.js";
import { photosField } from "./photos.js";
import { missing } from "./record.js";
import { SAVED } from "./saved.js";
import { say, sayError } from "./say.js";
import { wayBack } from "./way_back.js";

const BLANK = { name: "", category: "food", price: "", unit: "kg", description: "" };

export async function productScreen({ engine, signal, go }, id) {
  const record = await engine.records.get(id);
  if (!record) return missing();
  const keeper = new Keeper(engine, `san-pham:${id}`);
  const values = { ...BLANK, ...(await engine.drafts.load(`san-pham:${id}`)) };
  const photos = [];
  const set = (name) => (value) => { values[name] = value; keeper.keep(values)?.catch(sayError); };
  const name = textField("name", "Tên sản phẩm", { value: values.name, required: true, maxlength: 120, oninput: set("name"), "data-first": true });
  const category = selectField("category", "Nhóm", Object.entries(CATEGORIES), { value: values.category, onchange: set("category") });
  const price = textField("price_vnd", "Giá bán (đồng)", { value: values.price, inputmode: "numeric", maxlength: 15, oninput: set("price") });
  const unit = textField("unit", "Tính theo", { value: values.unit, maxlength: 40, hint: "kg, hộp, chai…", oninput: set("unit") });
  const text = areaField("description", "Vài lời về sản phẩm", { value: values.description, oninput: set("description") });
  const fields = [name, category, price, unit, text];
  const summary = h("div", {});
  const save = async () => {
    const cost = values.price.replace(/[\s.,đ₫]/g, "");
    const faults = {};
    if (values.name.trim().length < 2) faults.name = ["Hãy ghi tên sản phẩm."];
    if (cost && !/^\d{1,12}$/.test(cost)) faults.price_vnd = ["Giá chỉ gồm chữ số, ví dụ 45.000."];
    if (!tellAll(summary, fields, faults)) return;
    const sent = { name: values.name.trim(), category: values.category, unit: values.unit.trim() || null, description: values.description.trim() || null, price_vnd: cost ? Number(cost) : null };
    try {
      await engine.write.product(id, Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null)), photos);
      await keeper.drop();
      await go(wayBack(engine, record)[1], { replace: true });
      say(SAVED(engine));
    } catch (error) {
      sayError(error);
    }
  };
  return {
    title: "Thêm sản phẩm",
    lead: record.name,
    back: wayBack(engine, record),
    body: [summary, h("div", { class: "form" }, fields.map((one) => one.node),
      section("Ảnh sản phẩm", photosField(engine, photos, () => {}, signal).node))],
    bar: button("Lưu sản phẩm", save, { kind: "primary big", image: "check" }),
  };
}
