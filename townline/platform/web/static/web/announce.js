// What a press or a key did is written into the region for it after the page has loaded: a region
// that is loaded with its words is read aloud by no screen reader.
(() => {
  "use strict";
  const done = [...document.querySelectorAll(".tl-said, [data-announce]")].map((box) => box.textContent.trim());
  if (done.length) setTimeout(() => tl.say(done.join(" ")), 300);
})();
