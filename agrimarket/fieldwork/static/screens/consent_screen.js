// Consent of a producer who is in the book already.

import { blankConsent, consentFaults, consentFields, evidenceOf, toConsent } from "./consent_fields.js";
import { h } from "./dom.js";
import { tellAll } from "./fields.js";
import { button } from "./parts.js";
import { missing } from "./record.js";
import { say, sayError } from "./say.js";
import { SAVED } from "./saved.js";

export async function consentScreen({ engine, signal, go }, id) {
  const record = await engine.records.get(id);
  if (!record) return missing();
  const values = blankConsent();
  const kept = {};
  const summary = h("div", {});
  const made = consentFields(engine, values, kept, () => {}, signal);
  const save = async () => {
    if (!tellAll(summary, made.fields, consentFaults(values, kept))) return;
    const { voice, paper } = evidenceOf(values, kept);
    try {
      const refused = (await engine.queue.list()).filter((one) => one.kind === "consent.give" && one.about === id && one.state === "failed");
      await engine.write.consent(id, toConsent(values, engine.state().texts), voice, paper);
      for (const one of refused) await engine.queue.drop(one.id); // this answer stands in its place
      await go(`#/ho/${id}`, { replace: true });
      say(SAVED(engine));
    } catch (error) {
      sayError(error);
    }
  };
  return {
    title: "Chủ hộ có đồng ý không?",
    lead: record.name,
    back: [record.name, `#/ho/${id}`],
    body: [summary, h("div", { class: "form" }, made.nodes)],
    bar: made.fields.length > 0 && button("Lưu lời đồng ý", save, { kind: "primary big", image: "check" }),
  };
}
