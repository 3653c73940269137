// In the line before the line: ask again by itself. Without a script the button does it.
const again = Number(document.currentScript.dataset.again) * 1000;
setTimeout(() => document.querySelector("form").requestSubmit(), again + Math.random() * 1000);
