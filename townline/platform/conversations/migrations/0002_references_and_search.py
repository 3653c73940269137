from django.db import migrations

# The extension may lie in any schema, or not be installable here: search then reads every text,
# slower but with the same result.
SEARCH = """
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
    EXECUTE format('CREATE INDEX IF NOT EXISTS incoming_words ON conversations_incomingtext '
      'USING gin (body %I.gin_trgm_ops)', place);
    EXECUTE format('CREATE INDEX IF NOT EXISTS outgoing_words ON conversations_outgoingtext '
      'USING gin (body %I.gin_trgm_ops)', place);
  END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_initial")]

    operations = [
        migrations.RunSQL(
            # Two octets on the wire; 0 is left out, because some networks take it for "none".
            "CREATE SEQUENCE conversations_message_reference MAXVALUE 65535 CYCLE",
            "DROP SEQUENCE conversations_message_reference",
        ),
        migrations.RunSQL(
            SEARCH, "DROP INDEX IF EXISTS incoming_words; DROP INDEX IF EXISTS outgoing_words"
        ),
    ]
