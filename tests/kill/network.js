// A network made of the npm package `smpp`, which forgets nothing: it keeps what it was given
// until the line acknowledges it, across every cut, and remembers all that it was handed.
// Commands come as JSON lines on stdin; answers go as JSON lines to stdout.
"use strict";
const readline = require("node:readline");
const smpp = require("smpp");

const options = JSON.parse(process.argv[2]);
const waiting = []; // units not acknowledged, in the order in which they go
const flying = new Set();
const acknowledged = {}; // key of a unit -> how often it was acknowledged
const submits = [];
const counts = { binds: 0, sent: 0, again: 0, receipts: 0, refused: 0 };
let session = null;
let ids = 0;
let cutting = false;

const tell = (event, more = {}) => process.stdout.write(JSON.stringify({ event, ...more }) + "\n");

function pump() {
  while (session && flying.size < options.window && waiting.length) send(session, waiting.shift());
}

function send(on, unit) {
  flying.add(unit);
  counts.sent += 1;
  if (unit.tries) counts.again += 1;
  unit.tries = (unit.tries || 0) + 1;
  on.deliver_sm({ ...unit.pdu, short_message: Buffer.from(unit.hex, "hex") }, (answer) => {
    if (!flying.delete(unit)) return; // it went back to waiting when the session ended
    if (answer.command_status) {
      counts.refused += 1;
      waiting.push(unit);
    } else if (unit.receipt) counts.receipts += 1;
    else acknowledged[unit.key] = (acknowledged[unit.key] || 0) + 1;
    pump();
  });
}

function ended(which) {
  if (session !== which) return;
  session = null;
  // Whatever was not acknowledged comes again, in its old order.
  waiting.unshift(...[...flying].sort((a, b) => a.number - b.number));
  flying.clear();
}

let numbered = 0;
function queue(unit) {
  unit.number = numbered++;
  waiting.push(unit);
  pump();
}

function receipt(pdu, id) {
  const text = `id:${id} sub:001 dlvrd:001 submit date:2611251432 done date:2611251432 stat:DELIVRD err:000 text:`;
  return {
    receipt: true,
    hex: Buffer.from(text, "latin1").toString("hex"),
    pdu: {
      source_addr: pdu.destination_addr,
      destination_addr: pdu.source_addr,
      esm_class: 4,
      data_coding: 3,
      receipted_message_id: id,
      message_state: 2,
      user_message_reference: pdu.user_message_reference,
    },
  };
}

function submit(from, pdu) {
  const message = pdu.short_message || {};
  submits.push({
    at: Date.now(),
    to: pdu.destination_addr,
    text: typeof message.message === "string" ? message.message : message.message.toString("hex"),
    udh: (message.udh || []).map((part) => part.toString("hex")).join(""),
    reference: pdu.user_message_reference,
  });
  const id = String(70000 + ++ids);
  // A network takes a while: killed in between, the line must not send the text again.
  const while_ = Math.random() < 0.1 ? 500 : Math.random() * 30;
  setTimeout(() => {
    if (from === session) from.send(pdu.response({ message_id: id }));
    setTimeout(() => queue(receipt(pdu, id)), 100 + Math.random() * 400);
  }, while_);
  if (cutting) {
    // The worst moment: taken, and the answer never leaves.
    cutting = false;
    from.destroy();
  }
}

const server = smpp.createServer({}, (peer) => {
  peer.on("bind_transceiver", (pdu) => {
    if (pdu.password !== options.password) {
      peer.send(pdu.response({ command_status: smpp.ESME_RINVPASWD }));
      return;
    }
    if (session) session.destroy();
    ended(session);
    peer.send(pdu.response({ system_id: "network" }));
    session = peer;
    counts.binds += 1;
    pump();
  });
  peer.on("enquire_link", (pdu) => peer.send(pdu.response()));
  peer.on("submit_sm", (pdu) => submit(peer, pdu));
  peer.on("unbind", (pdu) => {
    peer.send(pdu.response());
    peer.close();
  });
  peer.on("error", () => peer.destroy());
  peer.on("close", () => ended(peer));
});

const commands = {
  queue: ({ units }) => units.forEach(queue),
  cut: () => { cutting = true; },
  open: () => tell("open", { open: waiting.length + flying.size, submits: submits.length }),
  ledger: () => tell("ledger", { acknowledged, submits, counts }),
};

server.listen(0, "127.0.0.1", () => tell("listening", { port: server.address().port }));
readline.createInterface({ input: process.stdin })
  .on("line", (line) => {
    const given = JSON.parse(line);
    commands[given.do](given);
  })
  .on("close", () => process.exit(0));
