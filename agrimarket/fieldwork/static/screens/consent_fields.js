// What the producer agrees to: the text in their language, nothing ticked beforehand, and how.

import { fill, h, icon } from "./dom.js";
import { cards } from "./fields.js";
import { LANGUAGES } from "./labels.js";
import { notice } from "./parts.js";
import { cameraButton, thumb } from "./photos.js";
import { recorder } from "./recorder.js";
import { say } from "./say.js";

const WAYS = [
  { value: "voice", label: "Nói đồng ý", hint: "Ghi âm lời của chủ hộ." },
  { value: "paper", label: "Ký bản giấy", hint: "Chụp bản đã ký." },
  { value: "app", label: "Tự chọn trên máy", hint: "Chủ hộ tự xem và bấm." },
];
const LATER = { value: "later", label: "Chưa hỏi được", hint: "Lưu hộ trước, lần sau hỏi. Chưa đăng bán được." };

export const blankConsent = () => ({ language: "vi", purposes: [], channel: "" });

/** {nodes, fields}; `kept` holds {voice, paper} blobs. `later`: may be left for another day. */
export function consentFields(engine, values, kept, change, signal, { later = false } = {}) {
  const texts = engine.state().texts ?? [];
  if (!texts.length) {
    return { fields: [], nodes: notice("look", "Máy chưa có bản đồng ý", h("p", {}, "Hãy ra chỗ có mạng một lần để máy tải về.")) };
  }
  const reading = h("div", { class: "reading stack" });
  const purposes = h("div", {});
  const evidence = h("div", { class: "evidence" });
  const fields = [];
  const draw = () => {
    const text = texts.find((one) => one.language === values.language) ?? texts[0];
    fill(reading, text.intro.map((part) => h("p", {}, part)),
      text.audio && h("audio", { controls: true, preload: "none", src: text.audio, "aria-label": "Nghe đọc bản đồng ý" }));
    reading.lang = text.language;
    const made = cards("checkbox", "purposes", "Chủ hộ đồng ý những việc nào?",
      text.purposes.map((one) => ({ value: one.code, label: one.title, hint: one.text })),
      { values: values.purposes, hint: "Chỉ chọn việc chủ hộ nói đồng ý.", onchange: (picked) => { values.purposes = picked; change(); } });
    fields[0] = made;
    fill(purposes, made.node);
    purposes.hidden = values.channel === "later";
  };
  const drawEvidence = () => fill(evidence, proof(engine, values, kept, change, signal));
  const way = cards("radio", "channel", "Chủ hộ trả lời bằng cách nào?", later ? [...WAYS, LATER] : WAYS, {
    values: [values.channel],
    onchange: (channel) => { values.channel = channel; purposes.hidden = channel === "later"; change(); drawEvidence(); },
  });
  fields[1] = way;
  const language = texts.length > 1 && cards("radio", "language", "Đọc bằng tiếng nào?",
    texts.map((one) => ({ value: one.language, label: LANGUAGES[one.language] ?? one.language })),
    { values: [values.language], look: "segments", onchange: (picked) => { values.language = picked; change(); draw(); } });
  draw();
  drawEvidence();
  return { get fields() { return fields; }, nodes: [language && language.node, reading, purposes, way.node, evidence] };
}

function proof(engine, values, kept, change, signal) {
  if (values.channel === "voice") {
    return recorder(kept.voice, (blob) => { kept.voice = blob; change(); }, signal).node;
  }
  if (values.channel !== "paper") return null;
  const box = h("div", { class: "stack" });
  const draw = () => fill(box, kept.paper
    ? [h("p", { class: "done-line" }, icon("check"), "Đã chụp bản đã ký"), thumb(kept.paper, "Bản đồng ý đã ký", signal),
      cameraButton(engine, "Chụp lại", got)]
    : cameraButton(engine, "Chụp bản đã ký", got));
  const got = (blob) => { kept.paper = blob; change(); draw(); say("Đã chụp bản đã ký."); };
  draw();
  return box;
}

/** Faults in words; later is an answer too. */
export function consentFaults(values, kept) {
  if (values.channel === "later") return {};
  const faults = {};
  if (!values.purposes.length) faults.purposes = ["Hãy chọn ít nhất một việc, hoặc chọn “Chưa hỏi được”."];
  if (!values.channel) faults.channel = ["Hãy chọn chủ hộ trả lời bằng cách nào."];
  if (values.channel === "paper" && !kept.paper) faults.channel = ["Hãy chụp bản đã ký."];
  if (values.channel === "voice" && !kept.voice) faults.channel = ["Hãy ghi âm lời đồng ý."];
  return faults;
}

/** As the server takes it; null when it was left for later. */
export function toConsent(values, texts) {
  if (values.channel === "later") return null;
  const text = texts.find((one) => one.language === values.language) ?? texts[0];
  return { version: text.version, language: text.language, channel: values.channel, purposes: [...values.purposes] };
}

/** Only what belongs to the way that was chosen. */
export const evidenceOf = (values, kept) => ({
  voice: values.channel === "voice" ? kept.voice ?? null : null,
  paper: values.channel === "paper" ? kept.paper ?? null : null,
});
