// One home: what is known of it, its drawings, and what can be done at its door.
import { photo } from "field/background";
import { button, day, make, moment, say, words } from "field/dom";
import { hours, states } from "field/list";
import * as store from "field/store";
import { here } from "field/server";

const DONE = ["surveyed"];

// A new draft, which the page of the form opens.
async function begin(one, known, owner, { preset = {}, xml = "", files = [], edits = "", form } = {}) {
  const chosen = form ?? known.forms.find((other) => known.facts.forms[other.id] === one.kind);
  if (!chosen) return alert(say("no_form"));
  const id = crypto.randomUUID();
  await store.put("drafts", { id, owner, home: one.id, label: one.label, form: { id: chosen.id, version: chosen.version }, preset, xml, files, edits, at: Date.now() });
  location.assign(`${here}fill#${id}`);
}

export const correct = (one, known, owner, sent) => begin(one, known, owner, { xml: sent.xml, files: sent.files, edits: sent.id, form: sent.form });

function acts(one, known, owner) {
  const { outcomes, exclusions } = known.facts;
  const press = (result, look) => button(say(`do_${result}`), () => begin(one, known, owner, { preset: { visit_result: result } }), `krds-btn medium ${look}`);
  return [
    make("div", { className: "fc-acts" }, ...DONE.map((result) => press(result, "primary"))),
    make("h2", {}, say("not_met")),
    make("p", { className: "meta" }, say("not_met_about", known.facts.attempts)),
    make("div", { className: "fc-acts" }, ...outcomes.map((result) => press(result, "secondary"))),
    make("h2", {}, say("not_there")),
    make("p", { className: "meta" }, say("not_there_about")),
    make("div", { className: "fc-acts" }, ...exclusions.map((result) => press(result, "tertiary"))),
  ];
}

function facts(one, known) {
  const rows = [
    [say("kind"), known.facts.kinds[one.kind]], [say("reference"), one.reference], [say("dong"), one.dong],
    ...Object.entries(one.attributes).map(([name, value]) => [words[`field_${name}`] ?? name, String(value)]),
    [say("visit_day"), [one.day && day(one.day), hours(one)].filter(Boolean).join(" · ")],
    [say("attempts"), one.attempts ? say("tried", one.attempts, known.facts.attempts, say(`result_${one.last_outcome}`)) : ""],
    [say("come_back"), one.come_back_on && day(one.come_back_on)], [say("note"), one.note],
  ].filter(([, value]) => value);
  return make("dl", { className: "fc-facts" }, ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
}

function drawings(one) {
  if (!one.files.length) return "";
  const shown = one.files.map((file) => {
    const word = [say(`purpose_${file.purpose}`), file.name].filter(Boolean).join(" · ");
    const picture = make("img", { src: photo(one.id, file), alt: word, loading: "lazy" });
    return make("li", {}, make("a", { href: photo(one.id, file), target: "_blank" }, picture), make("span", { className: "meta" }, word));
  });
  return make("section", {}, make("h2", {}, say("drawings")), make("ul", { className: "fc-drawings" }, ...shown));
}

function drafts(one) {
  if (!one.drafts.length) return "";
  const lines = one.drafts.map((draft) => make("li", {}, make("a", { className: "krds-btn medium primary", href: `${here}fill#${draft.id}` }, say("go_on", moment(draft.at))),
    button(say("drop_draft"), () => { if (confirm(say("drop_draft_ask"))) store.drop("drafts", draft.id).then(() => location.reload()); }, "krds-btn medium text")));
  return make("section", {}, make("h2", {}, say("drafting")), make("ul", { className: "fc-list" }, ...lines));
}

function sentOnes(one, state) {
  const own = state.sent.filter((other) => other.home === one.id);
  if (!own.length) return "";
  const lines = own.map((sent) => make("li", {}, `${moment(sent.at)} ${say(`result_${sent.result}`)} `,
    button(say("correct"), () => correct(one, state.known, state.owner, sent), "krds-btn small tertiary")));
  return make("section", {}, make("h2", {}, say("sent_from_here")), make("ul", { className: "fc-list" }, ...lines));
}

export function draw(one, state) {
  const { known, owner } = state, [latitude, longitude] = one.geometry.split(" ");
  return [
    make("p", {}, make("a", { href: "#" }, say("to_list"))),
    make("h1", {}, one.label),
    make("p", { className: "fc-states" }, ...states(one)),
    drafts(one),
    ...(known.let === "in" ? acts(one, known, owner) : []),
    make("section", {}, make("h2", {}, say("known")), facts(one, known),
      longitude ? make("p", {}, make("a", { href: `geo:${latitude},${longitude}?q=${latitude},${longitude}` }, say("way"))) : ""),
    drawings(one),
    sentOnes(one, state),
  ].filter(Boolean);
}
