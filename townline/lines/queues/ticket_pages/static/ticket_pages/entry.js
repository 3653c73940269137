// In the line before the line: ask again by itself. Without a script the button does it.
const form = document.querySelector("form");
setTimeout(() => form.requestSubmit(), Number(form.dataset.again) * 1000 + Math.random() * 1000);
