// An entity list as text, and as rows.
export function rows(text) {
  const found = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at], row = found.at(-1);
    if (quoted && sign === '"' && text[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; }
    else if (sign === '"') quoted = !quoted;
    else if (quoted) row[row.length - 1] += sign;
    else if (sign === ",") row.push("");
    else if (sign === "\n") found.push([""]);
    else if (sign !== "\r") row[row.length - 1] += sign;
  }
  const [head, ...rest] = found.filter((row) => row.length > 1 || row[0]);
  return rest.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ""])));
}

const cell = (value) => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

export function text(list) {
  const head = Object.keys(list[0]);
  return [head, ...list.map((row) => head.map((name) => row[name]))].map((row) => row.map(cell).join(",")).join("\n");
}
