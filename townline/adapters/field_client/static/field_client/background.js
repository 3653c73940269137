// What runs behind the page: the worker that keeps it, the promise of the browser to keep its rows.
import { here } from "field/server";

export async function keep() {
  if (!navigator.serviceWorker) return false;
  const { dataset } = document.body;
  navigator.serviceWorker.addEventListener("message", () => { dataset.offline = "ready"; });
  // Without a line nothing is registered anew; what was there goes on.
  await navigator.serviceWorker.register(`${here}worker.js`, { scope: here }).catch((error) => {
    if (!navigator.serviceWorker.controller) throw error;
  });
  const ready = await navigator.serviceWorker.ready;
  const pages = { [here]: dataset.mark, [`${here}fill`]: dataset.mark };
  ready.active.postMessage({ keep: pages, files: JSON.parse(dataset.kept).map((one) => new URL(one, location).href) });
  return true;
}

// null: this browser does not know how.
export async function persist() {
  if (!navigator.storage?.persist) return null;
  return (await navigator.storage.persisted()) || navigator.storage.persist();
}

export const photo = (home, file) => `${here}photo/${home}/${file.sha256}`;

// Drawings of open homes; the worker keeps each once.
export async function drawings(list, most = 200) {
  const wanted = list.flatMap((one) => one.files.map((file) => photo(one.id, file))).slice(0, most);
  for (const address of wanted) await fetch(address);
}
