// Fetches both telephones' parts when they changed, and sends their forms without a new page.
const parts = document.querySelectorAll("[data-part]");
let version = document.querySelector("[data-version]").dataset.version;

const draw = (part, html) => {
  const open = part.querySelector("details")?.open;
  const held = part.contains(document.activeElement) && document.activeElement.value;
  part.innerHTML = html;
  if (open) part.querySelector("details").open = true;
  if (held) part.querySelector(`button[value="${held}"]`)?.focus();
};

const look = async () => {
  try {
    const answer = await (await fetch(`/demo/call/parts?since=${version}`)).json();
    version = answer.version;
    for (const part of parts) if (answer[part.dataset.part]) draw(part, answer[part.dataset.part]);
  } catch {
    // The demo is being restarted; the next look may find it.
  }
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.action.endsWith("/language")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  await look();
});

setInterval(look, 500);
