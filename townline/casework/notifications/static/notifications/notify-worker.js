// Shows what is told by web push. It hears a kind and a case's code only, no words of anybody.
"use strict";
const english = new URL(location.href).searchParams.get("lang") === "en";
const SAID = english
  ? { danger: "Somebody may be in danger", drill: "Drill: somebody may be in danger", mention: "You were mentioned in a note", order: "You have new work", returned: "An answer or a case was returned", reminder: "A deadline is near", missed: "A deadline has passed", surge: "Far more texts come than usual" }
  : { danger: "인명 위험이 의심되는 문자입니다", drill: "[훈련] 위험 알림", mention: "내부 메모에서 나를 언급했습니다", order: "새 업무가 있습니다", returned: "답변이나 민원이 반려·반송되었습니다", reminder: "기한이 다가옵니다", missed: "기한이 지났습니다", surge: "문자가 평소보다 훨씬 많습니다" };

addEventListener("install", () => skipWaiting());
addEventListener("push", (event) => {
  let said = {};
  try { said = event.data.json(); } catch { /* nothing that can be read: shown as news all the same */ }
  const code = /^[\w-]{1,20}$/.test(said.case) ? said.case : "";
  const title = SAID[said.kind] ?? (english ? "New notification in Townline" : "새 알림이 있습니다");
  event.waitUntil(registration.showNotification(title, {
    body: code, tag: `${said.kind}:${code}`, lang: english ? "en" : "ko", requireInteraction: said.kind === "danger",
    data: said.kind === "drill" ? "/alarms/" : said.kind === "surge" ? "/surge/" : code ? `/cases/${code}/` : "/mine/",
  }));
});
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow(event.notification.data));
});
