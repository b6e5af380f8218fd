// A lot opened in the yard: of one of the producer's products, sent or still waiting.

import { h } from "./dom.js";
import { tellAll } from "./fields.js";
import { lotFields } from "./lot_fields.js";
import { button, empty, linkButton } from "./parts.js";
import { missing } from "./record.js";
import { SAVED } from "./saved.js";
import { say, sayError } from "./say.js";
import { wayBack } from "./way_back.js";

export async function newLotScreen({ engine, go }, id) {
  const record = await engine.records.get(id);
  if (!record) return missing();
  const back = wayBack(engine, record);
  if (!record.products?.length) {
    return { title: "Mở lô mới", back, body: empty("Chưa có sản phẩm nào", "Lô là một lứa, một đợt của một sản phẩm. Hãy thêm sản phẩm trước."),
      bar: linkButton("Thêm sản phẩm", `#/ho/${id}/san-pham`, { kind: "primary big", image: "plus" }) };
  }
  const made = lotFields(engine, record);
  const summary = h("div", {});
  const save = async () => {
    if (!tellAll(summary, made.fields, made.faults())) return;
    try {
      const lotId = await engine.write.lot(id, made.values());
      await go(`#/ho/${id}/lo/${lotId}`, { replace: true });
      say(SAVED(engine));
    } catch (error) {
      sayError(error);
    }
  };
  return {
    title: "Mở lô mới",
    lead: record.name,
    back,
    body: [summary, h("div", { class: "form" }, made.nodes)],
    bar: button("Mở lô này", save, { kind: "primary big", image: "check" }),
  };
}
