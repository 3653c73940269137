// Passkeys, and a look at the password one types. Without a script both are simply not offered.
(() => {
  "use strict";

  for (const button of document.querySelectorAll("[data-reveal]")) {
    const field = document.getElementById(button.dataset.reveal);
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = field.type === "text";
      field.type = shown ? "password" : "text";
      button.setAttribute("aria-pressed", String(!shown));
    });
    // A password must not stay readable, nor be kept as a word of a form.
    field.form.addEventListener("submit", () => { field.type = "password"; });
  }

  const able = window.PublicKeyCredential?.parseCreationOptionsFromJSON;
  if (!able) return;
  // A passkey belongs to a name: where the address is a number, browsers refuse to make or use one.
  if (/^[\d.]+$|:/.test(location.hostname.replace(/[[\]]/g, ""))) {
    for (const note of document.querySelectorAll("[data-no-passkey]")) note.hidden = false;
    return;
  }

  async function ask(form) {
    const token = form.elements.csrfmiddlewaretoken.value;
    const answer = await fetch(form.dataset.options, { method: "POST", headers: { "X-CSRFToken": token } });
    if (!answer.ok || answer.redirected) throw new Error("no challenge");
    const { publicKey } = await answer.json();
    if (form.dataset.passkey === "make") {
      return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
    }
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    const problem = form.querySelector("[data-problem]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      problem.hidden = true;
      try {
        const credential = await ask(form);
        form.elements.credential.value = JSON.stringify(credential.toJSON());
        form.submit();
      } catch {
        // Also when the person pressed "cancel": nothing has happened, and they may try again.
        problem.hidden = false;
      }
    });
  }
})();
