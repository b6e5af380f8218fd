// Asks the browser for a passkey and sends what it says in an ordinary form.
"use strict";
(() => {
  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) => {
    let plain = "";
    for (const byte of new Uint8Array(buffer)) plain += String.fromCharCode(byte);
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const opened = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  function asked(form) {
    const options = JSON.parse(form.dataset.options);
    options.challenge = bytes(options.challenge);
    if (form.dataset.passkey === "get") {
      options.allowCredentials = opened(options.allowCredentials);
      return navigator.credentials.get({ publicKey: options });
    }
    options.user.id = bytes(options.user.id);
    options.excludeCredentials = opened(options.excludeCredentials);
    return navigator.credentials.create({ publicKey: options });
  }

  function told(credential) {
    const said = credential.response;
    const response = { clientDataJSON: text(said.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (said[name]) response[name] = text(said[name]);
    }
    if (said.getTransports) response.transports = said.getTransports();
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      clientExtensionResults: {},
      response,
    });
  }

  function say(form, what) {
    for (const note of form.querySelectorAll("[data-passkey-said]")) {
      note.hidden = note.dataset.passkeySaid !== what;
    }
  }

  async function go(event) {
    const form = event.currentTarget;
    event.preventDefault();
    if (!window.PublicKeyCredential) return say(form, "missing");
    say(form, "");
    try {
      form.elements.answer.value = told(await asked(form));
    } catch {
      return say(form, "refused");
    }
    form.submit();
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", go);
  }
})();
