// The fields of a producer in the order people talk: who, where, what; the rest is folded.

import { cropsField, fillChips } from "./chips.js";
import { citizenField } from "./citizen_field.js";
import { fill, h } from "./dom.js";
import { areaField, cards, selectField, textField } from "./fields.js";
import { habits } from "./habits.js";
import { FIRMS, KINDS } from "./labels.js";
import { fold as folded, section } from "./parts.js";
import { placeField } from "./place_field.js";
import { positionField } from "./position.js";
import { today } from "./words.js";

const WHOSE = ["Con trai", "Con gái", "Vợ", "Chồng", "Hàng xóm"];
const UNITS = [["sao", "sào (500 m²)"], ["ha", "héc-ta"], ["m2", "m²"]];
const SEXES = [{ value: "female", label: "Nữ" }, { value: "male", label: "Nam" }];

/** {nodes, fields}: sections ready to stand in a form; `change(name)` after each keystroke. */
export function householdFields(engine, values, secret, change, { editing = false, hints = {} } = {}) {
  const set = (name) => (value) => { values[name] = value; change(name); };
  const name = textField("head_name", "Họ và tên chủ hộ", {
    value: values.head_name, required: true, maxlength: 120, autocapitalize: "words",
    enterkeyhint: "next", oninput: set("head_name"), "data-first": !editing,
  });
  const known = h("div", { class: "known", "aria-live": "polite" });
  const phone = phoneFields(values, set, change, hints.phone);
  const hamlet = textField("hamlet", "Thôn, bản, tổ dân phố", { value: values.hamlet, maxlength: 120, enterkeyhint: "next", oninput: set("hamlet") });
  const hamlets = fillChips(hamlet.input, [], set("hamlet"));
  const crops = cropsField(values, [], () => change("crops"));
  const offer = async () => {
    const usual = await habits(engine, values.commune_code);
    hamlets.offer(usual.hamlets);
    crops.offer(usual.crops);
  };
  const place = placeField(engine, values, (code, title) => {
    Object.assign(values, { commune_code: code, commune_name: title });
    change("commune_code");
    offer();
  });
  const more = moreFields(values, secret, set, change, hints);
  offer();
  hamlet.node.append(hamlets.node);
  return {
    known,
    fields: [name, ...phone.fields, place, hamlet, crops, ...more.fields],
    nodes: [
      section("Ai?", name.node, known, phone.nodes),
      section("Ở đâu?", place.node, hamlet.node),
      section("Làm ra gì?", crops.node),
      folded("Ghi thêm, chưa có thì để sau", more.nodes, { open: editing }),
    ],
  };
}

function phoneFields(values, set, change, masked) {
  const number = textField("phone", "Số điện thoại", {
    value: values.phone, type: "tel", inputmode: "tel", maxlength: 20, enterkeyhint: "next", oninput: set("phone"),
    hint: masked ? `Đang ghi ${masked}. Để trống nếu không đổi.` : "",
  });
  const whose = textField("phone_of", "Người nhà nào?", { value: values.phone_of, maxlength: 80, enterkeyhint: "next", oninput: set("phone_of") });
  whose.node.append(fillChips(whose.input, WHOSE, set("phone_of")).node);
  const mode = cards("radio", "phone_mode", "Điện thoại của ai?", [
    { value: "own", label: "Chủ hộ" },
    { value: "other", label: "Người nhà" },
    { value: "none", label: "Không có" },
  ], { values: [values.phone_mode], look: "segments", onchange: (value) => { values.phone_mode = value; show(); change("phone_mode"); } });
  const show = () => {
    number.node.hidden = values.phone_mode === "none";
    whose.node.hidden = values.phone_mode !== "other";
  };
  show();
  return { fields: [number, whose], nodes: [mode.node, number.node, whose.node] };
}

function moreFields(values, secret, set, change, hints) {
  const legal = textField("legal_name", "Tên đơn vị", { value: values.legal_name, maxlength: 200, oninput: set("legal_name"), hint: "Tên hợp tác xã, tổ, doanh nghiệp." });
  const kind = selectField("kind", "Loại", Object.entries(KINDS), {
    value: values.kind, onchange: (value) => { set("kind")(value); show(); },
  });
  const tax = textField("tax_code", "Mã số thuế", { value: values.tax_code, inputmode: "numeric", maxlength: 14, oninput: set("tax_code"), hint: "10 hoặc 13 chữ số. Đã ghi rồi thì để trống." });
  const show = () => {
    legal.node.hidden = values.kind === "household";
    tax.node.hidden = !FIRMS.includes(values.kind);
  };
  show();
  const birth = textField("birth_date", "Ngày sinh", { value: values.birth_date, type: "date", max: today(), oninput: set("birth_date"), hint: hints.birth ? `Đã ghi năm ${hints.birth}. Để trống nếu không đổi.` : "" });
  const sex = cards("radio", "sex", "Giới tính", SEXES, { values: [values.sex], look: "segments", onchange: set("sex") });
  const citizen = citizenField(secret, hints.citizen);
  const area = textField("area_ha", "Diện tích", { value: values.area, inputmode: "decimal", maxlength: 12, oninput: set("area") });
  const unit = h("select", { "aria-label": "Đơn vị diện tích" }, UNITS.map(([code, text]) =>
    h("option", { value: code, selected: code === values.area_unit }, text)));
  unit.addEventListener("change", () => set("area_unit")(unit.value));
  area.node.append(fill(h("div", { class: "beside" }), h("div", { class: "grow" }, area.input), h("span", { class: "select" }, unit)));
  const position = positionField(values, (found) => { Object.assign(values, found); change("latitude"); });
  const note = areaField("note", "Ghi chú", { value: values.note, oninput: set("note") });
  const fields = [kind, legal, tax, birth, sex, citizen, area, note];
  return { fields, nodes: [kind.node, legal.node, tax.node, birth.node, sex.node, citizen.node, area.node, position, note.node] };
}
