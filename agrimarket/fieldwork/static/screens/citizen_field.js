// The citizen number: seen once while typing, afterwards its last figures alone; never in a draft.

import { fill, h } from "./dom.js";
import { textField } from "./fields.js";

/** {node, name, tell, value()}; `hint` is what is known already, masked. */
export function citizenField(secret, hint) {
  const box = h("div", { class: "citizen" });
  const holder = { node: box, name: "citizen_id", label: "Số căn cước", id: "", tell: () => {} };
  const clean = () => secret.citizen_id.replace(/\D/g, "");
  const typing = (focus) => {
    const made = textField("citizen_id", "Số căn cước", {
      value: secret.citizen_id,
      hint: hint ? `Đã có số ${hint}. Để trống nếu không đổi.` : "12 chữ số trên thẻ. Máy khóa lại ngay, chỉ hiện 3 số cuối.",
      inputmode: "numeric", maxlength: 15, oninput: (text) => { secret.citizen_id = text; },
    });
    made.input.addEventListener("blur", () => clean().length === 12 && hidden());
    Object.assign(holder, { id: made.id, tell: made.tell });
    fill(box, made.node);
    if (focus) made.input.focus();
  };
  const hidden = () => {
    holder.tell = () => {};
    fill(box, h("p", { class: "label" }, "Số căn cước"),
      h("div", { class: "chosen" }, h("b", { class: "grow num-left" }, `••• ••• ••• ${clean().slice(-3)}`),
        h("button", { type: "button", class: "button quiet", on: { click: again } }, "Gõ lại")));
  };
  const again = () => {
    secret.citizen_id = "";
    typing(true);
  };
  secret.citizen_id ??= "";
  if (clean().length === 12) hidden();
  else typing(false);
  return holder;
}

/** The fault in words, or nothing. */
export function citizenFault(secret) {
  const figures = (secret.citizen_id ?? "").replace(/\D/g, "");
  if (!figures || figures.length === 12) return [];
  return [`Số căn cước có 12 chữ số, ở đây có ${figures.length}. Hãy xem lại thẻ.`];
}
