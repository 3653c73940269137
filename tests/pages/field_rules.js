// What the page's own modules answer to cases by hand (test_field_client.py).
async () => {
  const [csv, entries, outbox, tiles, xml] = await Promise.all(
    ['csv', 'entries', 'outbox', 'tiles', 'xml'].map((name) => import(`field/${name}`)));
  const home = (name, more) => ({ name, label: name, address: name, dong: '', __version: '3', state: 'listed', day: '', attempts: '0', ...more });
  const facts = { outcomes: ['refused'], homes: {
    a: { building: 'X', reference: '7-1', attributes: {}, files: [] },
    c: { building: 'X', reference: '', attributes: {}, files: [], review: true } } };
  const sent = [{ id: '1', home: 'b', result: 'refused', at: 50 }, { id: '2', home: 'd', result: 'surveyed', at: 150 }];
  const list = entries.entries({ homes: [home('a', { day: '2026-11-30' }), home('b'), home('c', { state: 'graded' }), home('d')],
    facts, drafts: [], outbox: [], sent, at: 100 }, '2026-11-30');
  const shown = (filter, words = '') => entries.chosen(list, { filter, words }).map((one) => one.id).join('');
  const made = [{ home: 'a', trunk: 3, updates: true }, { home: 'a', trunk: 2, updates: true }, { home: 'b', trunk: 3, updates: true }];
  const filled = '<data><visit_result>refused</visit_result><photo>1.png</photo><meta><instanceID>uuid:x</instanceID><deprecatedID>uuid:y</deprecatedID></meta></data>';
  const plain = xml.settled(filled, { id: 'n', renamed: { '1.png': '1.jpg' } });
  return {
    rows: csv.rows(csv.text([{ a: 'x, "y"', b: 'two\nlines' }])),
    doors: entries.buildings(list).map((own) => own.map((one) => one.id).join('')),
    shown: [shown('today'), shown('open'), shown('done'), shown('all', '7 - 1')],
    local: list.map((one) => one.local?.id ?? null),
    entity: entries.entity(home('a'), made, 'chain'),
    parts: outbox.parts([700e3, 400e3, 500e3, 2e6].map((size) => ({ blob: { size } }))).map((own) => own.length),
    none: outbox.parts([]).length,
    tiles: tiles.wanted([[36.62, 125.33]], 14, 14),
    plain, edit: xml.settled(plain, { id: 'm', edits: 'n' }), result: xml.answer(plain, 'visit_result'),
  };
}
