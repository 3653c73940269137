"""The parts of a backup, as a tar stream within the encrypted file."""

import io
import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast

from townline.platform.backup import ageing, sealing
from townline.platform.backup.manifest import Manifest
from townline.platform.backup.problems import UnreadableBackup
from townline.platform.backup.secret import Secret

MANIFEST, DATABASE, PROVIDERS = "manifest.json", "database.dump", "providers.json"
MEDIA = "media"


def write(out: Path, secret: Secret, fill: Callable[[tarfile.TarFile], None]) -> None:
    """Make the file whole or not at all; it is on the disk when this returns."""
    partial = out.with_name(f".{out.name}.partial")
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            # What tarfile asks of a stream is `write`.
            with (
                closing(ageing.Sealer(file, secret)) as sealer,
                tarfile.open(fileobj=cast("IO[bytes]", sealer), mode="w|") as tar,
            ):
                fill(tar)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(out)
    finally:
        partial.unlink(missing_ok=True)
    _flush_folder(out.parent)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    """Put bytes in under a name."""
    member = tarfile.TarInfo(name)
    member.size = len(data)
    tar.addfile(member, io.BytesIO(data))


def add_file(tar: tarfile.TarFile, name: str, path: Path) -> None:
    """Put a file in under a name, without its owner."""
    member = tarfile.TarInfo(name)
    with path.open("rb") as file:
        member.size = os.fstat(file.fileno()).st_size
        tar.addfile(member, file)


@contextmanager
def reading(path: Path, secret: Secret) -> Iterator[tuple[Manifest, tarfile.TarFile]]:
    """Open a backup; the manifest is read, the other parts follow in order."""
    try:
        # What tarfile asks of a stream is `read`.
        with (
            path.open("rb") as file,
            closing(_opener(file, secret)) as opener,
            tarfile.open(fileobj=cast("IO[bytes]", opener), mode="r|") as tar,
        ):
            first = tar.next()
            if first is None or first.name != MANIFEST:
                raise UnreadableBackup("the backup has no manifest")
            yield Manifest.from_bytes(content(tar, first)), tar
            while opener.read(1 << 20):
                pass  # to the end: only the last piece says that nothing was cut off
    except (OSError, tarfile.TarError) as error:
        raise UnreadableBackup(f"{path} cannot be read: {error}") from error


def _opener(file: BinaryIO, secret: Secret) -> ageing.Opener | sealing.Opener:
    """Know the format by its first bytes. Raises Unreadable."""
    begin = file.read(len(ageing.MARK))
    file.seek(0)
    if begin == ageing.MARK:
        return ageing.Opener(file, secret)
    return sealing.Opener(file, secret)


def rest(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Give the parts after the manifest, in order."""
    while (member := tar.next()) is not None:
        yield member


def content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    """Give the bytes of a part."""
    file = tar.extractfile(member)
    if file is None:
        raise UnreadableBackup(f"the backup's part {member.name} is no file")
    return file.read()


def safe_name(name: str) -> PurePosixPath:
    """Give the path of a photo below its folder. Raises Unreadable for one that leads elsewhere."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or path.parts[:1] != (MEDIA,):
        raise UnreadableBackup("the backup holds a part with a strange name")
    return path


def look(path: Path, secret: Secret) -> Manifest:
    """Read a backup to its end, writing nothing; give its manifest. Raises Unreadable."""
    with reading(path, secret) as (manifest, tar):
        for _ in rest(tar):
            pass
        return manifest
