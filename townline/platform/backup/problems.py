"""What can be wrong with a backup; the words say what to do."""


class BackupProblem(RuntimeError):
    """A backup cannot be made, read or put back. Nothing was changed."""


class UnreadableBackup(BackupProblem):
    """The file is not a backup, is damaged or cut short, or was made with another key."""
