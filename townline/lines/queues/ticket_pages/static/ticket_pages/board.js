// A board reads itself anew when one of its queues changed, rings and speaks at a call, and says when it is cut off.
const root = document.documentElement, board = document.getElementById("board");
const clock = document.getElementById("clock"), since = document.getElementById("since");
const key = () => { const n = board.querySelector(".number"); return n ? n.textContent + "/" + n.dataset.again : ""; };
let last = 0, timer = 0, heard = key(), sound;
// The clock of a TV may be wrong: the time is the server's, in the district's zone.
let apart = new Date(clock.dateTime) - Date.now();
const now = () => new Date(Date.now() + apart);
const hour = (at) => at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: clock.dataset.zone });
last = now();
setInterval(() => { clock.textContent = hour(now()); }, 1000);
// A browser may hold sound back until somebody presses something once.
const loud = document.getElementById("loud");
function hear() { loud.hidden = !sound || sound.state === "running"; }
try {
  sound = new AudioContext();
  sound.onstatechange = hear;
} catch { /* a screen without sound still shows */ }
hear();
loud.addEventListener("click", () => sound.resume().then(ring));
window.speechSynthesis?.getVoices();
function ring() {
  try {
    for (const [at, tone] of [[0, 880], [0.25, 660]]) {
      const o = sound.createOscillator(), g = sound.createGain();
      o.frequency.value = tone;
      g.gain.setValueAtTime(0.3, sound.currentTime + at);
      g.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + at + 0.6);
      o.connect(g).connect(sound.destination);
      o.start(sound.currentTime + at);
      o.stop(sound.currentTime + at + 0.6);
    }
  } catch { /* a screen without sound still shows */ }
}
function speak() {
  const number = board.querySelector(".number"), to = board.querySelector(".to");
  if (!number || !window.speechSynthesis) return;
  const words = new SpeechSynthesisUtterance(board.dataset.say.replace("{n}", number.textContent).replace("{d}", to.textContent));
  words.lang = document.documentElement.lang;
  if (speechSynthesis.getVoices().some((voice) => voice.lang.startsWith(words.lang))) speechSynthesis.speak(words);
}
function found() { last = now(); root.classList.remove("lost"); }
function lost() { since.textContent = hour(last); root.classList.add("lost"); }
async function anew() {
  timer = 0;
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) return lost();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html"), next = page.getElementById("board");
    apart = new Date(page.getElementById("clock").dateTime) - Date.now();
    board.innerHTML = next.innerHTML;
    found();
    if (key() !== heard) {
      heard = key();
      board.classList.remove("new");
      void board.offsetWidth;
      board.classList.add("new");
      ring();
      setTimeout(speak, 900);
    }
  } catch { lost(); }
}
const source = new EventSource(`/live/queues?services=${board.dataset.services}`);
source.addEventListener("snapshot", () => { timer ||= setTimeout(anew, 100); });
source.addEventListener("error", lost);
setInterval(anew, 20000);
