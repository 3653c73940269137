// The work that a ticket costs is done while one reads the form. Whoever presses sooner waits for
// it; where it cannot be done the form goes as it is, and the server says what else to do.
const form = document.querySelector("form[data-hashes]"), proof = form.elements.proof;
const note = document.getElementById("work");
let wanted = "go" in form.dataset, done = false, pressed = null;

function end(shown) {
  proof.value = shown;
  done = true;
  note.hidden = true;
  if (wanted) form.requestSubmit(pressed);
}
try {
  const worker = new Worker(form.dataset.worker);
  worker.onmessage = ({ data }) => end(data);
  worker.onerror = () => end("");
  worker.postMessage({ challenge: form.dataset.challenge, hashes: Number(form.dataset.hashes), pieces: Number(form.dataset.pieces) });
} catch { end(""); }
note.hidden = done || !wanted;
form.addEventListener("submit", (event) => {
  if (done) return;
  event.preventDefault();
  wanted = true;
  pressed = event.submitter;
  note.hidden = false;
});
