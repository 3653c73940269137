"""``townline import-texts``: an office's old texts, from its phone's file into finished cases."""
