// Lets this browser be told: asks the person, then its push service, and hands the address over.
(() => {
  "use strict";
  const form = document.getElementById("browser"), said = document.getElementById("browser-said");
  if (!form || !("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return;
  const { key, worker, refused, failed } = form.dataset;
  if (!key) return;
  document.getElementById("browser-none").hidden = true;
  form.hidden = false;
  const bytes = Uint8Array.from(atob(key.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await Notification.requestPermission() !== "granted") return void (said.textContent = refused);
    try {
      const place = await navigator.serviceWorker.register(worker, { scope: "/my/notifications/" });
      // One made for another key cannot be used any more.
      await (await place.pushManager.getSubscription())?.unsubscribe();
      const mine = (await place.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes })).toJSON();
      for (const [name, value] of Object.entries({ endpoint: mine.endpoint, ...mine.keys })) form.elements[name].value = value;
      form.submit();
    } catch { said.textContent = failed; }
  });
})();
