// The keyboard's "next" key leads to the next field, as its name says; a form is sent by its button.

const TEXTS = "input[type=text], input[type=tel], input[type=date]";
const STOPS = "#crop-more"; // taps come here: the keyboard goes out of the way

/** Watch a form's Enter key; whoever has a use for it of their own says so by preventDefault. */
export function onward(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || event.isComposing || !event.target.matches("input")) return;
    event.preventDefault();
    const shown = [...form.querySelectorAll(TEXTS)].filter((one) => one.offsetParent);
    const next = shown[shown.indexOf(event.target) + 1];
    if (!next || next.matches(STOPS)) event.target.blur();
    else next.focus();
  });
  return form;
}
