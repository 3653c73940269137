// On the spot without a line: the pages of spots and orders as they were shown last, a day at most.
// What is written there waits in the page's own store (queue.js), not here.
const PAGE = /^\/(?:hazards\/\d+\/spot\/|w\/[\w-]+(?:\/\d+)?|works\/spot\/\d+\/)$/;
const { page, file } = keptPages({
  name: "townline-field", owner: "/hazards/owner", life: 24 * 3600e3, wait: 4000,
  home: { ko: "연결되면 다시 열어 주세요.", en: "Open it again with a connection." },
});

addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || request.method !== "GET") return;
  if (pathname.startsWith("/static/")) return event.respondWith(file(request));
  if (request.mode === "navigate" && PAGE.test(pathname)) event.respondWith(page(event, pathname));
});
