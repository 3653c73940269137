// A network made of the npm package `smpp`: commands come as JSON lines on stdin, what happens
// goes as JSON lines to stdout. It listens on a free port of 127.0.0.1.
"use strict";
const readline = require("node:readline");
const smpp = require("smpp");

const options = JSON.parse(process.argv[2] || "{}");
const state = { mode: "accept", status: 0, times: 0, submitted: 0, queryState: 2, ids: "dec" };
const sessions = new Map();
const held = [];
let counted = 0;

const tell = (event, more = {}) => process.stdout.write(JSON.stringify({ event, ...more }) + "\n");
const hex = (buffer) => (Buffer.isBuffer(buffer) ? buffer.toString("hex") : buffer);

function content(pdu) {
  const message = pdu.short_message || {};
  return {
    text: typeof message.message === "string" ? message.message : undefined,
    udh: (message.udh || []).map(hex),
    payload: pdu.message_payload && pdu.message_payload.message,
    source: pdu.source_addr,
    destination: pdu.destination_addr,
    data_coding: pdu.data_coding,
    esm_class: pdu.esm_class,
    registered_delivery: pdu.registered_delivery,
    reference: pdu.user_message_reference,
  };
}

function accept(session, pdu) {
  state.submitted += 1;
  const id = state.ids === "hex" ? (41000 + state.submitted).toString(16) : `${41000 + state.submitted}`;
  session.send(pdu.response({ message_id: id }));
}

function submit(session, pdu) {
  tell("submit", { session: session.number, sequence: pdu.sequence_number, ...content(pdu) });
  if (state.mode === "hold") held.push([session, pdu]);
  else if (state.mode === "refuse") {
    session.send(pdu.response({ command_status: state.status }));
    state.times -= 1;
    if (state.times === 0) state.mode = "accept";
  } else accept(session, pdu);
}

function bind(session, pdu) {
  const right = pdu.password === options.password;
  session.send(pdu.response(right ? { system_id: "smsc" } : { command_status: smpp.ESME_RINVPASWD }));
  tell(right ? "bound" : "wrong", { session: session.number, system_id: pdu.system_id, bind: pdu.command });
}

function welcome(session) {
  session.number = ++counted;
  sessions.set(session.number, session);
  session.on("bind_transceiver", (pdu) => bind(session, pdu));
  session.on("bind_receiver", (pdu) => bind(session, pdu));
  session.on("bind_transmitter", (pdu) => bind(session, pdu));
  session.on("enquire_link", (pdu) => session.send(pdu.response()));
  session.on("submit_sm", (pdu) => submit(session, pdu));
  session.on("query_sm", (pdu) => {
    tell("query", { message_id: pdu.message_id });
    session.send(pdu.response({ message_id: pdu.message_id, final_date: "", message_state: state.queryState, error_code: 0 }));
  });
  session.on("unbind", (pdu) => {
    session.send(pdu.response());
    tell("unbound", { session: session.number });
    session.close();
  });
  session.on("error", () => session.destroy());
  session.on("close", () => {
    sessions.delete(session.number);
    tell("closed", { session: session.number });
  });
}

// {hex: "…"} stands for bytes, anywhere in a unit.
function bytes(value) {
  if (value && typeof value === "object" && "hex" in value) return Buffer.from(value.hex, "hex");
  if (value && typeof value === "object" && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bytes(inner)]));
  return value;
}

const commands = {
  deliver: ({ session, key, pdu }) =>
    sessions.get(session).deliver_sm(bytes(pdu), (answer) =>
      tell("answered", { key, status: answer.command_status, session })),
  mode: (given) => Object.assign(state, given),
  // A request that no receiver of texts knows.
  unknown_link: ({ session }) =>
    sessions.get(session).replace_sm({}, (answer) =>
      tell("nacked", { command: answer.command, status: answer.command_status })),
  cut: ({ session }) => sessions.get(session).destroy(),
  unbind: ({ session }) => sessions.get(session).unbind(() => tell("left", { session })),
  release: () => held.splice(0).forEach(([session, pdu]) => accept(session, pdu)),
};

const tls = options.key ? { key: options.key, cert: options.cert } : {};
const server = smpp.createServer(tls, welcome);
server.on("tlsClientError", () => tell("no_tls"));
server.listen(0, "127.0.0.1", () => tell("listening", { port: server.address().port }));
readline.createInterface({ input: process.stdin })
  .on("line", (line) => { const given = JSON.parse(line); commands[given.do](given); })
  .on("close", () => process.exit(0));
