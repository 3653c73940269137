"""The index of words follows what it is an index of."""

from django.db import migrations

# The extension may lie in any schema, or not be installable here: search then reads every text,
# slower but with the same result.
FRAGMENTS = """
DO $$
DECLARE place text;
BEGIN
  BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
  EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'pg_trgm is not available: %', SQLERRM;
  END;
  SELECT n.nspname INTO place FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'pg_trgm';
  IF place IS NOT NULL THEN
    EXECUTE format('CREATE INDEX search_fragments ON cases_searchtext '
      'USING gin (body %I.gin_trgm_ops)', place);
  END IF;
END $$
"""

# The index follows the rows by triggers, so that no way of writing a text, moving it to another
# case or erasing it can forget the search. Numbers and links that open a page stay out of it.
FOLLOWING = r"""
CREATE FUNCTION cases_search_words(words text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_replace(regexp_replace(words,
    '(?<![\w.:-])(\+?82[-. ]?|\(?0)\d{1,3}[-. )]{0,2}\d{3,4}[-. ]?\d{4}(?!\d)', '…', 'g'),
    '/[a-z]/[\w~.-]{16,}', '…', 'g')
$$;

CREATE FUNCTION cases_search_put(
  what text, which bigint, about text, words text, moment timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF about !~ '^case:[0-9]{1,18}$' OR words IN ('', '(지워짐 · erased)') THEN
    DELETE FROM cases_searchtext WHERE kind = what AND ref = which;
    RETURN;
  END IF;
  INSERT INTO cases_searchtext (kind, ref, case_id, body, at)
  VALUES (what, which, substr(about, 6)::bigint, cases_search_words(words), moment)
  ON CONFLICT (kind, ref) DO UPDATE SET
    case_id = excluded.case_id, body = excluded.body, at = excluded.at,
    tokens = CASE WHEN cases_searchtext.body = excluded.body THEN cases_searchtext.tokens END,
    depth = CASE WHEN cases_searchtext.body = excluded.body THEN cases_searchtext.depth ELSE 0 END;
END $$;

CREATE FUNCTION cases_search_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM cases_searchtext WHERE kind = TG_ARGV[0] AND ref = OLD.id;
  ELSIF TG_ARGV[0] = 'text' THEN
    PERFORM cases_search_put('text', NEW.id, NEW.reference, NEW.body, NEW.received_at);
  ELSIF TG_ARGV[0] = 'answer' THEN
    PERFORM cases_search_put('answer', NEW.id,
      CASE WHEN NEW.state = 'cancelled' THEN '' ELSE NEW.reference END, NEW.body, NEW.queued_at);
  ELSIF TG_ARGV[0] = 'note' THEN
    PERFORM cases_search_put('note', NEW.id, 'case:' || NEW.case_id, NEW.body, NEW.at);
  ELSE
    PERFORM cases_search_put('title', NEW.id, 'case:' || NEW.id, NEW.title, NEW.first_text_at);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER search_insert AFTER INSERT ON conversations_incomingtext FOR EACH ROW
  WHEN (NEW.reference LIKE 'case:%') EXECUTE FUNCTION cases_search_follow('text');
CREATE TRIGGER search_update AFTER UPDATE OF body, reference ON conversations_incomingtext
  FOR EACH ROW WHEN (OLD.body <> NEW.body OR OLD.reference <> NEW.reference)
  EXECUTE FUNCTION cases_search_follow('text');
CREATE TRIGGER search_delete AFTER DELETE ON conversations_incomingtext FOR EACH ROW
  EXECUTE FUNCTION cases_search_follow('text');

CREATE TRIGGER search_insert AFTER INSERT ON conversations_outgoingtext FOR EACH ROW
  WHEN (NEW.reference LIKE 'case:%' AND NEW.kind <> 'automatic')
  EXECUTE FUNCTION cases_search_follow('answer');
CREATE TRIGGER search_update AFTER UPDATE OF body, reference, state ON conversations_outgoingtext
  FOR EACH ROW WHEN (NEW.kind <> 'automatic' AND (OLD.body <> NEW.body
    OR OLD.reference <> NEW.reference OR (NEW.state = 'cancelled') <> (OLD.state = 'cancelled')))
  EXECUTE FUNCTION cases_search_follow('answer');
CREATE TRIGGER search_delete AFTER DELETE ON conversations_outgoingtext FOR EACH ROW
  EXECUTE FUNCTION cases_search_follow('answer');

CREATE TRIGGER search_insert AFTER INSERT ON cases_note FOR EACH ROW
  EXECUTE FUNCTION cases_search_follow('note');
CREATE TRIGGER search_update AFTER UPDATE OF body, case_id ON cases_note FOR EACH ROW
  WHEN (OLD.body <> NEW.body OR OLD.case_id <> NEW.case_id)
  EXECUTE FUNCTION cases_search_follow('note');
CREATE TRIGGER search_delete AFTER DELETE ON cases_note FOR EACH ROW
  EXECUTE FUNCTION cases_search_follow('note');

CREATE TRIGGER search_insert AFTER INSERT ON cases_case FOR EACH ROW
  EXECUTE FUNCTION cases_search_follow('title');
CREATE TRIGGER search_update AFTER UPDATE OF title ON cases_case FOR EACH ROW
  WHEN (OLD.title <> NEW.title) EXECUTE FUNCTION cases_search_follow('title');
CREATE TRIGGER search_delete AFTER DELETE ON cases_case FOR EACH ROW
  EXECUTE FUNCTION cases_search_follow('title');
"""

ALONE = (
    "".join(
        f"DROP TRIGGER search_{deed} ON {table};"
        for table in (
            "conversations_incomingtext",
            "conversations_outgoingtext",
            "cases_note",
            "cases_case",
        )
        for deed in ("insert", "update", "delete")
    )
    + """
DROP FUNCTION cases_search_follow();
DROP FUNCTION cases_search_put(text, bigint, text, text, timestamptz);
DROP FUNCTION cases_search_words(text);
"""
)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_tables"),
        ("cases", "0001_tables"),
        ("conversations", "0001_tables"),
    ]

    operations = [
        migrations.RunSQL(FRAGMENTS, "DROP INDEX IF EXISTS search_fragments"),
        migrations.RunSQL(FOLLOWING, ALONE),
    ]
