// Mends what is known of a producer: only what was changed is sent.

import { h } from "./dom.js";
import { Keeper } from "./drafts.js";
import { cards, tellAll } from "./fields.js";
import { householdFields } from "./household_fields.js";
import { changes, faultsOf, fromRecord } from "./household_values.js";
import { onward } from "./onward.js";
import { fold, button, notice } from "./parts.js";
import { missing } from "./record.js";
import { SAVED } from "./saved.js";
import { say, sayError } from "./say.js";

const REASONS = ["Ghi trùng", "Ghi nhầm", "Hộ đã chuyển đi"];

export async function editScreen({ engine, signal, go }, id) {
  const record = await engine.records.get(id);
  if (!record) return missing();
  const before = fromRecord(record, engine.state());
  const masked = record.phone && !before.phone ? record.phone : "";
  const saved = await engine.drafts.load(`sua:${id}`);
  const values = saved ?? structuredClone(before);
  const keeper = new Keeper(engine, `sua:${id}`);
  const secret = { citizen_id: "" };
  const summary = h("div", {});
  const made = householdFields(engine, values, secret, () => keeper.keep(values)?.catch(sayError), {
    editing: true, hints: { phone: masked, birth: record.birth_date ? "" : record.birth_year, citizen: record.citizen_hint ?? (record.has_citizen_id ? "rồi" : "") },
  });
  const save = async () => {
    if (!tellAll(summary, made.fields, faultsOf(values, secret, { maskedPhone: masked, editing: true }))) return;
    const changed = changes(before, values, secret, masked);
    try {
      if (Object.keys(changed).length) await engine.write.edit(id, changed);
      await keeper.drop();
      await go(`#/ho/${id}`, { replace: true });
      say(Object.keys(changed).length ? SAVED(engine) : "Không có gì thay đổi.");
    } catch (error) {
      if (error.fields) tellAll(summary, made.fields, error.fields);
      else sayError(error);
    }
  };
  const send = (event) => { event.preventDefault(); save(); };
  return {
    title: "Sửa, ghi thêm",
    lead: record.name,
    back: [record.name, `#/ho/${id}`],
    body: [
      saved && notice("info", "Đang sửa dở từ lần trước", h("p", {}, "Những gì bạn gõ vẫn còn. Bấm lưu khi xong."),
        button("Bỏ phần sửa dở", async () => { await keeper.drop(); go(`#/ho/${id}/sua`); }, { kind: "quiet" })),
      summary, onward(h("form", { class: "form", novalidate: true, id: "edit", on: { submit: send } }, made.nodes)),
      fold("Ghi nhầm? Xóa hộ này", removal(engine, record, go)),
    ],
    bar: h("button", { class: "button primary big", type: "submit", form: "edit" }, "Lưu thay đổi"),
    signal,
  };
}

function removal(engine, record, go) {
  let reason = "";
  const why = cards("radio", "reason", "Vì sao xóa?", REASONS.map((one) => ({ value: one, label: one })),
    { onchange: (picked) => { reason = picked; why.tell([]); } });
  const remove = async () => {
    if (!reason) {
      why.tell(["Hãy chọn vì sao."]);
      return;
    }
    await go("#/", { replace: true });
    say(`Sẽ xóa hộ ${record.name}.`, {
      undo: { run: () => say("Đã giữ lại hộ này.") },
      after: () => Promise.resolve(engine.write.remove(record.id, reason)).catch(sayError),
    });
  };
  return [why.node, button("Xóa hộ này", remove, { kind: "danger" })];
}
