// Shows what is told by web push. It hears a kind and a case's code only, no words of anybody.
"use strict";
const english = new URL(location.href).searchParams.get("lang") === "en";
const SAID = english
  ? { danger: "Somebody may be in danger", drill: "Drill: somebody may be in danger", mention: "You were called in a note", order: "There is something for you to do", returned: "An answer or a case came back", reminder: "A deadline is near", missed: "A deadline has passed" }
  : { danger: "사람이 위험할 수 있습니다", drill: "[훈련] 위험 알림", mention: "내부 메모에서 나를 불렀습니다", order: "나에게 할 일이 왔습니다", returned: "답변이나 접수가 돌아왔습니다", reminder: "기한이 다가옵니다", missed: "기한이 지났습니다" };

addEventListener("install", () => skipWaiting());
addEventListener("push", (event) => {
  let said = {};
  try { said = event.data.json(); } catch { /* nothing that can be read: shown as news all the same */ }
  const code = /^[\w-]{1,20}$/.test(said.case) ? said.case : "";
  const title = SAID[said.kind] ?? (english ? "News in Townline" : "새 소식이 있습니다");
  event.waitUntil(registration.showNotification(title, {
    body: code, tag: `${said.kind}:${code}`, lang: english ? "en" : "ko", requireInteraction: said.kind === "danger",
    data: said.kind === "drill" ? "/alarms/" : code ? `/cases/${code}/` : "/mine/",
  }));
});
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow(event.notification.data));
});
