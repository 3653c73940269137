// The list of homes, which is also what lies on the map.
import { day, make, mark, say } from "field/dom";
import { buildings } from "field/entries";

const MARKS = { listed: ["calm", "ring"], graded: ["success", "tick"], excluded: ["calm", "pause"] };

export function states(one) {
  const found = [];
  if (one.drafts.length) found.push(mark("warning", "clock", say("drafting")));
  if (one.local && !one.local.at) found.push(mark("warning", "pause", say("to_send", say(`result_${one.local.result}`))));
  else if (one.local) found.push(mark("success", "tick", say("just_sent", say(`result_${one.local.result}`))));
  else if (one.review) found.push(mark("warning", "eye", say("second_look")));
  else found.push(mark(...(MARKS[one.state] ?? MARKS.listed), say(`state_${one.state}`) + (one.grade ? ` ${one.grade}` : "")));
  return found;
}

export function hours(one) {
  const { not_before: from, not_after: to } = one;
  if (!from && !to) return "";
  return say("appointment", from && to ? `${from}~${to}` : from ? say("from", from) : say("until", to));
}

const tried = (one, most) => (one.attempts && !one.done ? say("tried", one.attempts, most, say(`result_${one.last_outcome}`)) : "");

function line(one, most) {
  const number = one.due && one.position ? make("b", { className: "fc-number" }, one.position) : "";
  const facts = [one.day && !one.done ? day(one.day) : "", hours(one), tried(one, most), one.come_back_on && !one.done ? say("again_on", day(one.come_back_on)) : ""];
  const link = make("a", { href: `#home/${one.id}` }, number, one.label);
  const item = make("li", { className: "fc-home" }, link, make("p", { className: "fc-states" }, ...states(one)),
    facts.some(Boolean) ? make("p", { className: "meta" }, facts.filter(Boolean).join(" · ")) : "");
  const [latitude, longitude] = one.geometry.split(" ");
  if (longitude) {
    const kind = one.done ? "done" : one.due ? "here" : "case";
    Object.assign(item.dataset, { mapAt: `${latitude},${longitude}`, mapId: one.id, mapKind: kind, mapName: one.label });
    if (one.due && one.position) item.dataset.mapMark = one.position;
  }
  return item;
}

export function draw(list, most) {
  return buildings(list).flatMap((own) => {
    const lines = own.map((one) => line(one, most));
    if (own.length === 1) return lines;
    const head = make("p", { className: "fc-door" }, say("same_door", own[0].building, own.length));
    return [make("li", {}, head, make("ul", { className: "fc-homes" }, ...lines))];
  });
}
