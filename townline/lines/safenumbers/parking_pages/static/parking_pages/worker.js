// The owner's page as an app: a notice without content, and a word when there is no connection.
"use strict";
const english = new URL(location.href).searchParams.get("lang") === "en", HOME = new URL("./", location.href).href;
const [TITLE, BODY, OFFLINE, AGAIN] = english
  ? ["You have a request", "Open to see it.", "No connection", "Try again"]
  : ["요청이 왔습니다", "눌러서 보세요.", "연결이 없습니다", "다시 열기"];

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

// Nothing of the request is in the notice: it may lie on a locked screen for all to read.
addEventListener("push", (event) => event.waitUntil(registration.showNotification(TITLE, {
  body: BODY, tag: "request", renotify: true, lang: english ? "en" : "ko",
})));
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.matchAll({ type: "window" }).then((all) => {
    const open = all.find((one) => one.url.startsWith(HOME));
    return open ? open.navigate(HOME).then((one) => one?.focus()) : clients.openWindow(HOME);
  }));
});

// Nothing is kept in the phone: the pages are the owner's alone.
addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate" || event.request.method !== "GET") return;
  event.respondWith(fetch(event.request).catch(() => new Response(
    `<!doctype html><html lang=${english ? "en" : "ko"}><meta charset=utf-8><meta name=viewport content="width=device-width"><title>${OFFLINE}</title><h1>${OFFLINE}</h1><p><a href="">${AGAIN}</a>`,
    { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } })));
});
