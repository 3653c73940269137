// What would go out: with the words that ask for a rating, as the server adds them.
tl.goes = (box, bytes) => {
  const text = box.elements.body.value, tail = document.getElementById("tail");
  if (!tail) return text;
  const { words, kinds, known } = tail.dataset, written = text.trimEnd(), longer = `${written}\n\n${words}`;
  const wanted = kinds.split(" ").includes(box.elements.kind.value) && !JSON.parse(known).some((one) => written.endsWith(one));
  const fits = bytes(longer) <= 2000;
  tail.querySelector("[data-goes]").hidden = !wanted || !fits;
  tail.querySelector("[data-later]").hidden = !wanted || fits;
  return wanted && fits && written ? longer : text;
};
// The box may have been counted before these words were there.
if (document.getElementById("tail")) document.getElementById("draft")?.dispatchEvent(new Event("input", { bubbles: true }));
