// A form to try in the office: drawn as phones draw it, with an invented home; nothing is sent or kept.
import { text as csv } from "field/csv";
import { say, words } from "field/dom";
import { ready, root, speak } from "field/engine";
import { translate } from "field/speech";
import { answer, unsized } from "field/xml";

const box = document.getElementById("form"), said = document.querySelector("[data-said]");
const { xform, label } = document.body.dataset;
const home = { name: "00000000-0000-4000-8000-000000000000", label, __version: "1", __trunkVersion: "1", __branchId: "" };

async function done({ data: [data] }) {
  const xml = await data.get("xml_submission_file").text();
  const grade = answer(xml, "grade");
  said.textContent = [say("trial_done"), grade].filter(Boolean).join(" ");
  scrollTo(0, 0);
}

async function open() {
  const form = await fetch(xform);
  if (!form.ok) throw new Error(`the form answers ${form.status}`);
  const formXml = unsized(await form.text());
  const [{ createApp, h }, { OdkWebForm, webFormsPlugin }] = await Promise.all([import("vue"), import("web-forms")]);
  const app = createApp({
    render: () => h(OdkWebForm, {
      formXml,
      fetchFormAttachment: async () => new Response(csv([home]), { headers: { "Content-Type": "text/csv" } }),
      onSubmit: done,
    }),
  });
  app.use(webFormsPlugin);
  const mounted = app.mount(box);
  translate(box, words.engine);
  const engine = () => root(mounted.$.subTree);
  await ready(engine);
  speak(engine());
  document.body.dataset.shown = "ready";
}

await open().catch((error) => { said.textContent = say("form_broken"); throw error; });
