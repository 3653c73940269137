// The homes of this surveyor as lines of the list: what the server knows, and what this phone does.
const near = (words) => words.replace(/\s+/g, "").toLowerCase();

// known: {homes, facts}; drafts, outbox, sent: of this owner; today: YYYY-MM-DD.
export function entries({ homes, facts, drafts, outbox, sent, at }, today) {
  return homes.map((home) => {
    const own = facts.homes[home.name] ?? { building: home.address, reference: "", attributes: {}, review: false, files: [] };
    const lately = sent.filter((one) => one.home === home.name && one.at > at);
    const local = [...lately, ...outbox.filter((one) => one.home === home.name)].at(-1);
    const done = local ? !facts.outcomes.includes(local.result) : home.state === "graded" && !own.review;
    return {
      ...home, ...own, id: home.name, local, done, drafts: drafts.filter((one) => one.home === home.name),
      due: Boolean(home.day && home.day <= today), attempts: Number(home.attempts || 0),
    };
  });
}

const KEEPS = { today: (one) => one.due, open: (one) => !one.done, done: (one) => one.done, all: () => true };

export const counted = (list) => Object.fromEntries(Object.entries(KEEPS).map(([name, keeps]) => [name, list.filter(keeps).length]));

export function chosen(list, { filter, words }) {
  const wanted = near(words);
  const told = (one) => near(`${one.label} ${one.dong} ${one.reference} ${one.building}`);
  return list.filter(KEEPS[filter]).filter((one) => told(one).includes(wanted));
}

// Homes at one door stand together, where the first of them stands.
export function buildings(list) {
  const found = new Map();
  for (const one of list) found.set(one.building, [...(found.get(one.building) ?? []), one]);
  return [...found.values()];
}

// What a home is as the form engine reads it, with what this phone has said of it already: each
// further update builds on the one before (ODK Entities, offline).
export function entity(home, made, branch) {
  const trunk = Number(home.__version), own = made.filter((one) => one.home === home.name && one.trunk === trunk && one.updates);
  return { ...home, __version: String(trunk + own.length), __trunkVersion: String(trunk), __branchId: branch };
}
