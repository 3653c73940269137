// An ESME not written with the simulator: the npm package smpp, driven over stdin and stdout.
// In:  {"do": "bind"|"submit"|"query"|"unbind"|"hold"|"drop", …}   Out: {"event": …}
"use strict";
const path = require("node:path");
const readline = require("node:readline");
const smpp = require(path.resolve(process.argv[2], "node_modules", "smpp"));

let session;
// "ok" answers each delivery, "hold" never does, a number answers with that status.
let manner = "ok";

function tell(event, data = {}) {
  process.stdout.write(`${JSON.stringify({ event, ...data })}\n`);
}

function onDelivery(pdu) {
  const message = pdu.short_message.message ?? pdu.message_payload?.message ?? "";
  tell("deliver_sm", {
    source_addr: pdu.source_addr,
    source_ton: pdu.source_addr_ton,
    destination_addr: pdu.destination_addr,
    esm_class: pdu.esm_class,
    data_coding: pdu.data_coding,
    text: Buffer.isBuffer(message) ? message.toString("latin1") : message,
    udh: pdu.short_message.udh ? pdu.short_message.udh.map((e) => e.toString("hex")) : [],
    id: pdu.receipted_message_id,
    state: pdu.message_state,
    reference: pdu.user_message_reference,
  });
  if (manner === "hold") return;
  session.send(pdu.response(manner === "ok" ? {} : { command_status: manner }));
}

const actions = {
  bind({ port, system_id, password }) {
    session = smpp.connect({ host: "127.0.0.1", port });
    session.on("close", () => tell("closed"));
    session.on("error", (error) => tell("error", { message: String(error) }));
    session.on("deliver_sm", onDelivery);
    session.on("enquire_link", (pdu) => session.send(pdu.response()));
    session.on("unbind", (pdu) => {
      tell("unbind");
      session.send(pdu.response());
    });
    session.on("connect", () => {
      session.bind_transceiver({ system_id, password, interface_version: 0x34 }, (pdu) =>
        tell("bound", { status: pdu.command_status, version: pdu.sc_interface_version }));
    });
  },
  submit(job) {
    const { hex, udh, ...pdu } = job.pdu;
    if (hex !== undefined) {
      const message = Buffer.from(hex, "hex");
      pdu.short_message = udh ? { udh: Buffer.from(`0${(udh.length / 2).toString(16)}${udh}`, "hex"), message } : message;
    }
    session.submit_sm(pdu, (answer) =>
      tell("submitted", { status: answer.command_status, id: answer.message_id ?? "" }));
  },
  query({ message_id }) {
    session.query_sm({ message_id }, (pdu) =>
      tell("queried", { status: pdu.command_status, state: pdu.message_state, date: pdu.final_date }));
  },
  enquire() {
    session.enquire_link({}, (pdu) => tell("alive", { status: pdu.command_status }));
  },
  unbind() {
    session.unbind({}, (pdu) => tell("unbound", { status: pdu.command_status }));
  },
  manner(job) {
    manner = job.manner;
    tell("manner");
  },
  drop() {
    session.destroy();
  },
};

readline.createInterface({ input: process.stdin })
  .on("line", (line) => {
    const job = JSON.parse(line);
    actions[job.do](job);
  })
  .on("close", () => process.exit(0));
