// "Waiting now" reads itself anew, but never takes a link away from whoever stands on it.
setInterval(async () => {
  const box = document.getElementById("waiting");
  if (document.hidden || box.contains(document.activeElement)) return;
  try {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    box.innerHTML = next.getElementById("waiting").innerHTML;
  } catch { /* the time that stands there tells how old it is */ }
}, 20000);
