// Turns the notices of requests on and off in this browser. Without it everything comes by text.
"use strict";
(async () => {
  const form = document.querySelector("#push"), said = document.querySelector("#push-said");
  if (!form.dataset.key || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const [on, off] = form.querySelectorAll("button");
  const { pushManager: manager } = await navigator.serviceWorker.register(
    `${form.dataset.worker}?lang=${document.documentElement.lang}`, { scope: form.dataset.home });
  const show = (one) => { on.hidden = !!one; off.hidden = !one; };
  const tell = (word) => { said.textContent = said.dataset[word] ?? ""; };
  const send = async (deed, one) => {
    const { endpoint, keys = {} } = one.toJSON(), body = new URLSearchParams(new FormData(form));
    for (const [name, value] of Object.entries({ do: deed, endpoint, ...keys })) body.set(name, value);
    const answer = await fetch(form.action, { method: "POST", body });
    if (!answer.ok) throw new Error(answer.status);
  };
  const deeds = {
    async on() {
      if (await Notification.requestPermission() !== "granted") return tell("refused");
      await navigator.serviceWorker.ready;
      const one = await manager.subscribe({ userVisibleOnly: true, applicationServerKey: form.dataset.key });
      await send("on", one).catch((error) => { one.unsubscribe(); throw error; });
      show(one);
      tell("on");
    },
    async off() {
      const one = await manager.getSubscription();
      if (one) {
        await send("off", one);
        await one.unsubscribe();
      }
      show(null);
      tell("off");
    },
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    deeds[event.submitter === off ? "off" : "on"]().catch(() => tell("failed"));
  });
  show(await manager.getSubscription());
  form.hidden = false;
  tell("");
})().catch(() => { /* a browser that forbids it: the words that stand there are true */ });
