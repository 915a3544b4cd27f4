// Passkeys: a form marked data-passkey gets a button that asks the phone, the computer or the key,
// puts its answer into the form, and sends it. Without this script the form says what is missing.
(() => {
  "use strict";
  const FAILED = "That did not work, and nothing was changed. Try again, or use another way.";
  const WORDS = {
    InvalidStateError: "This device has a passkey for you here already.",
    SecurityError: "Passkeys do not work at this address.",
  };
  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) => {
    const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte));
    return btoa(letters.join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  // What the server wrote as text, as the bytes that a browser wants.
  const read = ({ publicKey }) => {
    const asked = { ...publicKey, challenge: bytes(publicKey.challenge) };
    if (asked.user) {
      asked.user = { ...asked.user, id: bytes(asked.user.id) };
      asked.excludeCredentials = known(asked.excludeCredentials);
    } else {
      asked.allowCredentials = known(asked.allowCredentials);
    }
    return asked;
  };
  // And its answer as text again.
  const written = (credential) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  };

  const options = async (form) => {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (!answer.ok) throw new Error("no answer");
    return answer.json();
  };
  const ask = async (form, more = {}) => {
    const publicKey = read(await options(form));
    const make = form.dataset.passkey === "create";
    return make
      ? navigator.credentials.create({ publicKey, ...more })
      : navigator.credentials.get({ publicKey, ...more });
  };
  const send = (form, credential) => {
    form.elements.credential.value = written(credential);
    form.submit();
  };

  // Passkeys in the list that a browser offers at the field for the address.
  let offering = null;
  const offer = async (form) => {
    const can = PublicKeyCredential.isConditionalMediationAvailable;
    if (form.dataset.options || !can || !(await can.call(PublicKeyCredential))) return;
    offering = new AbortController();
    try {
      send(form, await ask(form, { mediation: "conditional", signal: offering.signal }));
    } catch {
      // Nothing was chosen from that list: the button is still there.
    }
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const note = form.querySelector("[data-passkey-note]");
    note.setAttribute("role", "status");
    if (!window.PublicKeyCredential) {
      note.textContent = window.isSecureContext
        ? "This browser has no passkeys. Please use another way."
        : "Passkeys need a safe address, one that begins with https.";
      continue;
    }
    const row = document.createElement("div");
    const button = document.createElement("button");
    row.className = "row";
    button.className = form.dataset.passkey === "sign-in" ? "btn quiet" : "btn strong";
    button.type = "submit";
    button.textContent = form.dataset.words;
    row.append(button);
    note.before(row);
    note.textContent = "";
    note.className = "said";
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (offering) offering.abort();
      note.className = "said";
      note.textContent = "Look at your device: it asks you now.";
      try {
        send(form, await ask(form));
      } catch (error) {
        note.className = "notice";
        note.textContent = WORDS[error.name] || FAILED;
      }
    });
    if (form.dataset.passkey === "sign-in") offer(form);
  }

  // Enter in the field for the password means that button, not the first one of the form.
  const withPassword = document.querySelector("button[data-with-password]");
  const password = withPassword && withPassword.form.elements.password;
  if (password) {
    password.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      withPassword.form.requestSubmit(withPassword);
    });
  }

  for (const place of document.querySelectorAll("[data-print]")) {
    const button = document.createElement("button");
    button.className = "btn quiet";
    button.type = "button";
    button.textContent = place.dataset.print;
    button.addEventListener("click", () => window.print());
    place.firstElementChild.after(" ", button);
  }
})();
