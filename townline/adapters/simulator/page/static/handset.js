// Live updates and sending without leaving the page. Everything works without this file too.
const thread = document.getElementById("thread");
const texts = document.getElementById("texts");
const compose = document.getElementById("compose");
const problem = document.getElementById("problem");
const body = document.getElementById("body");
const photos = document.getElementById("photos");
const atPhoneWidth = matchMedia("(max-width: 767px)");
let version = thread.dataset.version;

function toEnd() {
  // On a phone the whole page scrolls: what must stay in sight is where one writes.
  if (atPhoneWidth.matches) body.scrollIntoView({ block: "nearest" });
  else thread.scrollTop = thread.scrollHeight;
}

// Who reads further up, or the network's panel further down, is not pulled away.
function nearEnd() {
  if (!atPhoneWidth.matches) return thread.scrollHeight - thread.scrollTop - thread.clientHeight < 120;
  const { top, bottom } = body.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function showText(data) {
  const fresh = parsed(data.html);
  const known = document.getElementById(fresh.id);
  const follow = nearEnd();
  document.getElementById("empty").hidden = true;
  if (known) known.replaceWith(fresh);
  else texts.append(fresh);
  if (follow) toEnd();
  if (data.said) document.getElementById("said").textContent = data.said;
}

function showNetwork(data) {
  document.getElementById("network").innerHTML = data.html;
  const troubles = document.getElementById("troubles");
  // A button that has the focus keeps it, though its form is drawn anew.
  const label = troubles.contains(document.activeElement)
    ? document.activeElement.form.elements.kind.value
    : "";
  troubles.innerHTML = data.troubles;
  if (label) troubles.querySelector(`input[value="${label}"]`).form.querySelector("button").focus();
}

function listen() {
  const source = new EventSource(`${thread.dataset.stream}?after=${version}`);
  const lost = document.getElementById("lost");
  source.addEventListener("open", () => { lost.hidden = true; });
  source.addEventListener("text", (event) => {
    version = event.lastEventId;
    showText(JSON.parse(event.data));
  });
  source.addEventListener("network", (event) => showNetwork(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    lost.hidden = false;
    // The browser tries again by itself unless it got an answer that is no stream.
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000 + Math.random() * 2000);
  });
}

async function post(form, submitter) {
  let data = new FormData(form, submitter);
  if (form !== compose) data = new URLSearchParams(data);
  // An example leaves what is being written, photos too.
  if (submitter?.value.startsWith("example-")) data.delete("photos");
  return fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
}

function renewKey() {
  compose.elements.key.value = Array.from(crypto.getRandomValues(new Uint32Array(3)), (n) => n.toString(36)).join("");
}

function say(words, box = body) {
  problem.textContent = words;
  for (const each of [body, photos]) each?.removeAttribute("aria-invalid");
  if (words) box.setAttribute("aria-invalid", "true");
}

// Photos: each choice adds to those before, and each can be taken out again.
let picked = [];

function pick(files) {
  picked = files;
  const data = new DataTransfer();
  for (const file of picked) data.items.add(file);
  photos.files = data.files;
  showPicked();
}

function showPicked() {
  const list = document.getElementById("chosen");
  const follow = !atPhoneWidth.matches && nearEnd();
  for (const image of list.querySelectorAll("img")) URL.revokeObjectURL(image.src);
  list.replaceChildren(...picked.map((file) => pickedItem(file, list.dataset.drop)));
  list.hidden = !picked.length;
  if (follow) toEnd();
}

function pickedItem(file, word) {
  const item = document.createElement("li");
  const image = document.createElement("img");
  // What this browser cannot draw shows its name instead.
  Object.assign(image, { src: URL.createObjectURL(file), alt: file.name });
  const drop = document.createElement("button");
  Object.assign(drop, { type: "button", className: "button quiet", textContent: word, ariaLabel: `${file.name} ${word}` });
  drop.addEventListener("click", () => {
    pick(picked.filter((other) => other !== file));
    say("");
    photos.focus();
  });
  item.append(image, drop);
  return item;
}

document.getElementById("chooser")?.classList.add("live");
photos?.addEventListener("change", () => {
  say("");
  pick([...picked, ...photos.files]);
});

compose.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (compose.ariaBusy === "true") return;
  compose.ariaBusy = "true";
  const typed = event.submitter?.value === "typed" || !event.submitter;
  try {
    const response = await post(compose, event.submitter);
    if (response.status === 422) {
      const said = await response.json();
      const box = (said.field === "photos" && photos) || body;
      say(said.problem, box);
      box.focus();
    } else if (response.ok) {
      say("");
      renewKey();
      if (typed) {
        body.value = "";
        if (photos) pick([]);
      }
    } else {
      say(problem.dataset.failed);
    }
  } catch {
    say(problem.dataset.failed);
  } finally {
    compose.ariaBusy = "false";
  }
});

body.addEventListener("keydown", (event) => {
  if (event.code === "Enter" && event.ctrlKey && !event.isComposing) {
    event.preventDefault();
    compose.requestSubmit(compose.querySelector(".primary"));
  }
});

document.getElementById("troubles").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const response = await post(event.target, event.submitter);
    say(response.ok ? "" : problem.dataset.failed);
  } catch {
    say(problem.dataset.failed);
  }
});

// On a phone the list of phones scrolls sideways: show the chosen one.
const chosen = document.querySelector(".phones [aria-current]");
chosen.closest("nav").scrollLeft = chosen.offsetLeft - 16;
toEnd();
listen();
