// Words in their language, and how elements are made.
export const words = JSON.parse(document.body.dataset.words);
export const english = document.documentElement.lang === "en";
export const say = (name, ...parts) => parts.reduce((text, part) => text.replace("%s", part), words[name] ?? name);

export function make(tag, given = {}, ...children) {
  const { data, aria, ...rest } = given;
  const made = Object.assign(document.createElement(tag), rest);
  Object.assign(made.dataset, data);
  for (const [name, value] of Object.entries(aria ?? {})) made.setAttribute(`aria-${name}`, value);
  made.append(...children.filter((one) => one || one === 0));
  return made;
}

export function icon(name) {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  drawn.setAttribute("class", "tl-icon");
  drawn.setAttribute("aria-hidden", "true");
  drawn.append(use);
  return drawn;
}

export const mark = (level, sign, text) => make("span", { className: `tl-mark ${level}` }, icon(sign), text);
export const button = (text, press, className = "krds-btn medium secondary") => {
  const made = make("button", { type: "button", className, textContent: text });
  made.addEventListener("click", press);
  return made;
};

// As platform/web/moments.py writes them: 11. 27.(금) 14:32, Fri 27 Nov, 14:32.
const parts = (at, timeZone) => Object.fromEntries(new Intl.DateTimeFormat(english ? "en-GB" : "ko-KR", { month: english ? "short" : "numeric", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).formatToParts(at).map((part) => [part.type, part.value]));
const date = (at) => english ? `${at.weekday} ${at.day} ${at.month}` : `${at.month}. ${at.day}.(${at.weekday})`;
export const day = (iso) => date(parts(new Date(`${iso}T00:00Z`), "UTC"));
export const moment = (at) => { const found = parts(at); return `${date(found)}${english ? "," : ""} ${found.hour}:${found.minute}`; };
