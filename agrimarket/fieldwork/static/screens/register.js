// A new producer in three steps: who, where, what; consent; a photo. Every keystroke is kept.

import { blankConsent, consentFaults, consentFields, evidenceOf, toConsent } from "./consent_fields.js";
import { fill, h } from "./dom.js";
import { Keeper, forgetDraft, nameDraft, newKey } from "./drafts.js";
import { tellAll } from "./fields.js";
import { LAST } from "./habits.js";
import { householdFields } from "./household_fields.js";
import { allCrops, blank, faultsOf, toFields } from "./household_values.js";
import { onward } from "./onward.js";
import { button, facts, notice, row, rows, section, steps } from "./parts.js";
import { packed, photosField, unpacked } from "./photos.js";
import { SAVED } from "./saved.js";
import { say, sayError } from "./say.js";
import { phone } from "./words.js";

const STEPS = ["ho", "dong-y", "anh"];
const NAMES = ["Ai, ở đâu, làm gì", "Chủ hộ đồng ý", "Ảnh và lưu"];
const PAUSE = 180; // ms after the last letter before looking for the same producer
let open = null; // the form being written: {key, values, consent, secret, kept, photos, keeper}

/** The form behind a key, from memory or from the phone after a restart. */
async function formOf(engine, key) {
  if (open?.key === key) return open;
  const saved = await engine.drafts.load(`phieu:${key}`);
  const form = {
    key, secret: { citizen_id: "" }, kept: {}, photos: [], named: saved?.values.head_name ?? null,
    values: saved?.values ?? blank(engine.state(), (await engine.drafts.load(LAST))?.commune_code), consent: saved?.consent ?? blankConsent(),
    keeper: new Keeper(engine, `phieu:${key}`),
  };
  for (const name of saved?.blobs ?? []) {
    const blob = await engine.drafts.load(`phieu:${key}:${name}`);
    if (!blob) continue;
    if (name.startsWith("anh")) form.photos.push(unpacked(blob));
    else form.kept[name] = unpacked(blob);
  }
  open = form;
  return form;
}

const blobNames = (form) => [
  ...form.photos.map((_, place) => `anh${place}`), ...["voice", "paper"].filter((name) => form.kept[name]),
];

async function keep(engine, form) {
  const writing = form.keeper.keep({ values: form.values, consent: form.consent, blobs: blobNames(form) });
  if (form.named !== form.values.head_name) {
    form.named = form.values.head_name;
    await nameDraft(engine, form.key, form.named);
  }
  await writing;
}

/** Pictures and voices are kept once each, not at every letter. */
async function keepBlobs(engine, form) {
  const all = [...form.photos.map((blob, place) => [`anh${place}`, blob]), ...Object.entries(form.kept)];
  for (const [name, blob] of all) {
    if (blob) await engine.drafts.save(`phieu:${form.key}:${name}`, await packed(blob));
  }
  await keep(engine, form);
}

export async function registerScreen(app, key, step) {
  if (!key) {
    app.go(`#/dang-ky/${newKey()}/ho`, { replace: true });
    return null;
  }
  if (open?.key !== key && (await app.engine.records.get(key))) {
    app.go(`#/ho/${key}`, { replace: true }); // saved already: the way back leads to what was saved
    return null;
  }
  const form = await formOf(app.engine, key);
  const at = STEPS.indexOf(step);
  const screen = await [whoStep, consentStep, photoStep][at](app, form);
  return {
    title: ["Đăng ký hộ mới", "Chủ hộ có đồng ý không?", "Chụp một tấm ảnh"][at],
    kind: "register",
    back: at === 0 ? ["Trang đầu", "#/"] : [NAMES[at - 1], `#/dang-ky/${key}/${STEPS[at - 1]}`],
    ...screen,
    body: [steps(NAMES, at), ...screen.body],
  };
}

async function whoStep({ engine, signal, go }, form) {
  const summary = h("div", {});
  const change = (name) => {
    keep(engine, form).catch(sayError);
    if (["head_name", "phone", "commune_code"].includes(name)) hint.soon();
  };
  const made = householdFields(engine, form.values, form.secret, change);
  const hint = duplicateHint(engine, form, made.known, signal);
  const next = () => {
    if (!tellAll(summary, made.fields, faultsOf(form.values, form.secret))) return;
    go(`#/dang-ky/${form.key}/dong-y`);
  };
  hint.soon();
  const send = (event) => { event.preventDefault(); next(); };
  return {
    body: [summary, onward(h("form", { class: "form", novalidate: true, id: "who", on: { submit: send } }, made.nodes))],
    bar: h("button", { class: "button primary big", type: "submit", form: "who" }, "Tiếp: hỏi đồng ý"),
  };
}

function duplicateHint(engine, form, box, signal) {
  let timer = null;
  const look = async () => {
    const { head_name, phone: number, commune_code, birth_date } = form.values;
    const found = head_name.trim().length < 3 && number.length < 9 ? []
      : await engine.duplicates({ head_name, phone: number, commune_code, birth_date });
    if (signal.aborted) return;
    fill(box, found.length > 0 && notice("look", "Có thể đã có trong sổ", rows(found.slice(0, 3).map(({ record, sentence }) =>
      row(record.name, `#/ho/${record.id}`, { small: [sentence, record.hamlet, phone(record.phone)].filter(Boolean).join(" · ") }))),
    h("p", { class: "small" }, "Bấm để mở hộ đã có. Không phải thì cứ ghi tiếp.")));
  };
  return { soon: () => { clearTimeout(timer); timer = setTimeout(() => look().catch(sayError), PAUSE); } };
}

async function consentStep({ engine, signal, go }, form) {
  const summary = h("div", {});
  const made = consentFields(engine, form.consent, form.kept, () => keepBlobs(engine, form).catch(sayError), signal, { later: true });
  const next = () => {
    if (!tellAll(summary, made.fields, consentFaults(form.consent, form.kept))) return;
    go(`#/dang-ky/${form.key}/anh`);
  };
  return {
    lead: form.values.head_name,
    body: [summary, h("div", { class: "form" }, made.nodes)],
    bar: button("Tiếp: chụp ảnh", next, { kind: "primary big" }),
  };
}

async function photoStep({ engine, signal, go }, form) {
  const field = photosField(engine, form.photos, () => keepBlobs(engine, form), signal, { label: "Chụp nhà, vườn hoặc sản phẩm" });
  const save = async () => {
    const wrong = { ...faultsOf(form.values, form.secret), ...consentFaults(form.consent, form.kept) };
    if (Object.keys(wrong).length) {
      const first = Object.keys(faultsOf(form.values, form.secret)).length ? "ho" : "dong-y";
      go(`#/dang-ky/${form.key}/${first}`);
      say("Còn ô cần sửa ở bước này.", { kind: "look" });
      return;
    }
    try {
      await saveForm(engine, form, go);
    } catch (error) {
      sayError(error);
    }
  };
  return {
    lead: "Không bắt buộc. Ảnh giúp lần sau nhận ra nhà.",
    body: [h("div", { class: "photos-first" }, field.node), section("Sẽ lưu", summaryOf(form))],
    bar: button("Lưu hộ này", save, { kind: "primary big", image: "check" }),
  };
}

async function saveForm(engine, form, go) {
  const consent = form.consent.channel === "later" ? null : toConsent(form.consent, engine.state().texts ?? []);
  await engine.write.register({ id: form.key, ...toFields(form.values, form.secret) }, {
    consent, photos: [...form.photos], ...evidenceOf(form.consent, form.kept),
  });
  open = null;
  await go(`#/ho/${form.key}`, { replace: true });
  say(SAVED(engine));
  cleared(engine, form).catch(console.error); // a draft of a saved producer is not offered again
}

async function cleared(engine, form) {
  await form.keeper.drop();
  await forgetDraft(engine, form.key, blobNames(form).map((name) => `:${name}`));
  await engine.drafts.save(LAST, { commune_code: form.values.commune_code, hamlet: form.values.hamlet.trim() });
}

function summaryOf({ values, consent, secret }) {
  const citizen = (secret.citizen_id ?? "").replace(/\D/g, "");
  return facts([
    ["Họ và tên", values.head_name || values.legal_name],
    ["Điện thoại", values.phone_mode === "none" ? "Không có" : phone(values.phone) + (values.phone_mode === "other" ? ` (${values.phone_of})` : "")],
    ["Nơi ở", [values.hamlet, values.commune_name].filter(Boolean).join(", ")],
    ["Làm ra", allCrops(values).join(", ")],
    ["Số căn cước", citizen && `••• ••• ••• ${citizen.slice(-3)}`],
    ["Đồng ý", consent.channel === "later" ? "Chưa hỏi, lần sau hỏi" : `${consent.purposes.length} việc`],
  ]);
}
