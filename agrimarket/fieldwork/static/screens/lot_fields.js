// The fields of a new lot, to be opened in the field or mended.

import { h } from "./dom.js";
import { selectField, textField } from "./fields.js";
import { dayOf, fold, today } from "./words.js";

const CODE = /^[0-9A-Z.-]{1,20}$/; // agrimarket/lots/describe.py
const PHONE = /(?<!\d)0[35789]\d{8}(?!\d)/;
const LETTERS = 4;

/** {fields, nodes, faults(), values()} of a lot of one of the producer's products. */
export function lotFields(engine, record, sent = {}) {
  const goods = (record.products ?? []).filter((one) => one.state !== "withdrawn");
  const values = {
    id: sent.id, product_id: sent.product_id ?? goods[0]?.id ?? "", lot_code: sent.lot_code ?? "", area_id: sent.area_id ?? "",
    harvested_on: sent.harvested_on ?? "", quantity: sent.quantity ? String(sent.quantity).replace(".", ",") : "", unit: sent.unit ?? "",
  };
  const set = (name) => (value) => { values[name] = value; };
  const chosen = () => goods.find((one) => one.id === values.product_id);
  let offered = "";
  const offer = () => {
    if (values.lot_code === offered) values.lot_code = code.input.value = offered = suggested(record, chosen());
    if (!values.unit) values.unit = unit.input.value = chosen()?.unit ?? "kg";
  };
  const product = selectField("product_id", "Sản phẩm nào?", goods.map((one) => [one.id, one.name]),
    { value: values.product_id, required: true, onchange: (value) => { values.product_id = value; offer(); } });
  const code = textField("lot_code", "Mã lô", {
    value: values.lot_code, required: true, maxlength: 20, autocapitalize: "characters", spellcheck: "false",
    hint: "Chữ in hoa không dấu và số. In trên tem.", oninput: (value) => { values.lot_code = value.toUpperCase(); },
  });
  const area = selectField("area_id", "Trồng, nuôi, làm ở đâu?", [["", "Chưa ghi"], ...(record.areas ?? []).map((one) => [one.id, one.name])],
    { value: values.area_id, onchange: set("area_id") });
  const on = textField("harvested_on", "Ngày thu hoạch", { type: "date", value: values.harvested_on, max: today(), hint: "Chưa thu thì để trống.", oninput: set("harvested_on") });
  const quantity = textField("quantity", "Số lượng", { value: values.quantity, inputmode: "decimal", maxlength: 16, oninput: set("quantity") });
  const unit = textField("unit", "Đơn vị", { value: values.unit, maxlength: 40, oninput: set("unit") });
  offer();
  const amount = h("div", { class: "amount" }, quantity.node, unit.node);
  return {
    fields: [product, code, area, on, quantity, unit],
    nodes: [product.node, code.node, record.areas?.length > 0 && area.node, on.node, amount],
    faults: () => faultsOf(engine, record, values), values: () => toFields(engine, values),
  };
}

function faultsOf(engine, record, values) {
  const faults = {};
  const code = values.lot_code.trim();
  if (!values.product_id) faults.product_id = ["Hãy chọn sản phẩm."];
  if (!CODE.test(code)) faults.lot_code = ["Mã lô gồm 1 đến 20 chữ in hoa không dấu, số, dấu chấm hoặc gạch nối. Hãy gõ lại, ví dụ BLV-1122."];
  else if (PHONE.test(code)) faults.lot_code = ["Mã lô này chứa số điện thoại, ai quét tem cũng thấy. Hãy đặt mã khác, ví dụ BLV-1122."];
  else if (taken(record, values, code)) faults.lot_code = [`Sản phẩm này đã có lô ${code}. Hãy đặt mã khác, ví dụ thêm số thứ tự ở cuối.`];
  if (values.harvested_on > today()) faults.harvested_on = ["Ngày này chưa đến. Hãy chọn lại."];
  if (values.quantity.trim() && typeof engine.diary.readNumber(values.quantity) !== "number") faults.quantity = ["Hãy gõ một số, ví dụ 1.500 hoặc 0,5."];
  return faults;
}

function toFields(engine, values) {
  const quantity = values.quantity.trim() ? engine.diary.readNumber(values.quantity) : null;
  return {
    product_id: values.product_id, lot_code: values.lot_code.trim(), area_id: values.area_id || null,
    harvested_on: values.harvested_on || null, quantity, unit: quantity === null ? null : values.unit.trim() || null,
  };
}

const taken = (record, { id, product_id: product }, code) =>
  (record.open_lots ?? []).some((lot) => lot.id !== id && lot.product_id === product && lot.lot_code === code);

/** The first letters of the product and today's day and month: BLV-2211. */
function suggested(record, product) {
  if (!product) return "";
  const letters = fold(product.name).replace(/[^a-z0-9 ]/g, "").split(" ").filter(Boolean).map((word) => word[0]).join("");
  const [, month, date] = dayOf(Date.now()).split("-");
  const stem = `${letters.slice(0, LETTERS).toUpperCase()}-${date}${month}`;
  const codes = [stem, ...Array.from({ length: 98 }, (_, at) => `${stem}-${at + 2}`)];
  return codes.find((one) => !taken(record, { product_id: product.id }, one)) ?? "";
}
