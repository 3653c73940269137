// The writing box: counts, saves, says who is here.
(() => {
  "use strict";
  const GSM = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà\f^{}\\[~\]|€]*$/;
  const DOUBLE = /[\f^{}\\[~\]|€]/g;
  const form = () => document.getElementById("write");
  let saved = "", timer, spoken, beat;

  const bytes = (text) => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0) < 128 ? 1 : 2), 0);
  function parts(text) {
    const narrow = GSM.test(text);
    const units = text.length + (narrow ? (text.match(DOUBLE) ?? []).length : 0);
    const [one, each] = narrow ? [160, 153] : [70, 67];
    return units <= one ? 1 : Math.ceil(units / each);
  }

  const clean = (box) => { const data = new FormData(box); data.delete("base_version"); return new URLSearchParams(data).toString(); };
  tl.unsaved = () => !!form()?.hasAttribute("data-autosave") && clean(form()) !== saved;

  function count() {
    const box = form(), text = tl.goes?.(box, bytes) ?? box.elements.body.value, size = bytes(text), kind = box.querySelector("[data-kind]");
    const limit = size <= 90 ? 90 : 2000, over = size > 2000;
    kind.textContent = over ? kind.dataset.long : size <= 90 ? kind.dataset.sms : kind.dataset.lms;
    kind.classList.toggle("over", over);
    box.querySelector("[data-bytes]").textContent = size.toLocaleString("en");
    box.querySelector("[data-limit]").textContent = limit.toLocaleString("en");
    box.querySelector("[data-segments]").textContent = parts(text);
    clearTimeout(spoken);
    spoken = setTimeout(() => { box.querySelector("[data-count-said]").textContent = box.querySelector("#counter").textContent.replace(/\s+/g, " "); }, 1000);
  }

  async function save() {
    const box = form();
    if (!box || !tl.unsaved() || box.elements.kind.value === "question") return;
    const sent = clean(box), body = new URLSearchParams(new FormData(box));
    body.set("do", "save");
    const answer = await tl.send(box.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const told = (await answer?.json().catch(() => null)) ?? {};
    if (box !== form()) return;
    // Only the version that the server names says that the words are saved.
    if (answer?.ok && Number.isInteger(told.version)) {
      box.elements.base_version.value = told.version;
      saved = sent;
      tl.taken?.(box);
      const words = box.querySelector("[data-saved]");
      words.textContent = words.dataset.word.replace("%t", told.saved);
      if (tl.unsaved()) timer = setTimeout(save, 1500);
    } else if (answer?.status === 409) box.querySelector("[data-conflict]").hidden = false;
    else if (!answer) timer = setTimeout(save, 5000);
  }

  function present(left) {
    const place = document.querySelector("[data-presence]");
    if (!place) return;
    const body = new URLSearchParams({ editing: +tl.unsaved(), left: +!!left });
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    tl.send(place.dataset.presence, { method: "POST", body, keepalive: true, quiet: true });
  }

  function begin() {
    clearInterval(beat);
    const box = form();
    if (box) {
      saved = clean(box);
      count();
    }
    present();
    beat = setInterval(present, 20000);
  }

  document.addEventListener("input", (event) => {
    if (!event.target.closest("#write")) return;
    const first = !timer, words = form().querySelector("[data-saved]");
    if (words && tl.unsaved()) words.textContent = words.dataset.wait;
    count();
    clearTimeout(timer);
    timer = setTimeout(() => { timer = undefined; save(); }, 1500);
    if (first) present();
  });
  document.addEventListener("change", ({ target }) => {
    if (target.id !== "opening") return;
    const all = form().elements, box = all.body, { from, as, ko } = target.selectedOptions[0].dataset;
    box.setRangeText(target.value, box.selectionStart, box.selectionEnd, "end");
    if (from) [all.template.value, all.kind.value] = [from, as];
    if (ko) all.korean.value += ko;
    target.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  });
  document.addEventListener("tl:signed-in", save);
  document.addEventListener("tl:pane", begin);
  document.addEventListener("tl:leave", () => { save(); present(true); });
  addEventListener("pagehide", () => { save(); present(true); });
  begin();
})();
