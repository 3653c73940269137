-- What the phones show.
CREATE TABLE IF NOT EXISTS texts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  phone TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('sent', 'received')),
  body TEXT NOT NULL,
  parts INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('sent', 'taken', 'refused', 'arrived')),
  at TEXT NOT NULL,
  version INTEGER NOT NULL,
  form_key TEXT UNIQUE
);
CREATE INDEX IF NOT EXISTS texts_by_phone ON texts (phone, version);
CREATE INDEX IF NOT EXISTS texts_by_version ON texts (version);

-- What the line submitted, one row for each submit_sm that was accepted.
CREATE TABLE IF NOT EXISTS segments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  phone TEXT NOT NULL,
  source_addr TEXT NOT NULL,
  reference INTEGER,
  total INTEGER NOT NULL,
  number INTEGER NOT NULL,
  data_coding INTEGER NOT NULL,
  payload BLOB NOT NULL,
  user_message_reference INTEGER,
  at TEXT NOT NULL,
  text_id INTEGER REFERENCES texts
);
CREATE INDEX IF NOT EXISTS segments_open ON segments (phone, reference) WHERE text_id IS NULL;

-- What the network still owes the line: texts (by part) and receipts, as ready units.
CREATE TABLE IF NOT EXISTS outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('text', 'receipt')),
  text_id INTEGER REFERENCES texts,
  pdu BLOB NOT NULL,
  due REAL NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'refused', 'lost')),
  attempts INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS outbox_waiting ON outbox (due) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS outbox_in_order ON outbox (state, id);
CREATE INDEX IF NOT EXISTS outbox_by_text ON outbox (text_id);

-- Photos that a phone sent with a text.
CREATE TABLE IF NOT EXISTS photos (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  text_id INTEGER NOT NULL REFERENCES texts,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  data BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS photos_by_text ON photos (text_id);

-- What the network owes the line's other door: one call for each text with photos.
CREATE TABLE IF NOT EXISTS calls (
  text_id INTEGER PRIMARY KEY REFERENCES texts,
  due REAL NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'refused')),
  attempts INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS calls_waiting ON calls (due) WHERE state = 'waiting';

CREATE TABLE IF NOT EXISTS trouble (kind TEXT PRIMARY KEY, times INTEGER NOT NULL);
