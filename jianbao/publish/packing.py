"""
Pack files into a ZIP, and take over from the former one what it holds already.

In: files in their order, and what a former archive holds. Out: the bytes of the archive, the same with a former one as
without: what is taken over is what the same compressor has made of the same bytes.
"""

import errno
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from msgspec import Struct

from jianbao.publish.manifest import MANIFEST_NAME, Entry, decode_manifest

LEVEL: Final = 6
PACKER: Final = f"zlib {zlib.ZLIB_RUNTIME_VERSION}, level {LEVEL}"
"""Another compressor makes other bytes of the same files."""

MOMENT: Final = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can hold
PLAIN_FILE: Final = 0o100644 << 16  # Unix: a regular file, its owner may write, everybody may read
UNIX: Final = 3
HEADER_BYTES: Final = 30  # APPNOTE.TXT 4.3.7: the header of a file, before its name and its extra field
_LENGTHS: Final = struct.Struct("<26xHH")  # of these two, in that header


class Packed(Struct, frozen=True):
    """A file of an archive: its path, the digest of its bytes, and where they are."""

    path: str
    sha256: str
    body: bytes | Path

    def read(self) -> bytes:
        """Return the bytes; raises ``OSError`` where those on disk are not the ones that were published."""
        if isinstance(self.body, bytes):
            return self.body
        body = self.body.read_bytes()
        if sha256(body).hexdigest() != self.sha256:
            raise OSError(errno.ESTALE, f"“{self.path}” was changed while it was packed", str(self.body))
        return body

    def entry(self) -> Entry:
        """Return its row of the manifest."""
        size = len(self.body) if isinstance(self.body, bytes) else self.body.stat().st_size
        return Entry(self.path, self.sha256, size)


class Deflated(Struct, frozen=True):
    """A file as it lies in an archive: compressed, with its size and checksum."""

    data: memoryview
    size: int
    crc: int


def pack(entries: Iterable[Packed], comment: bytes, former: Mapping[str, Deflated] | None = None) -> bytes:
    """
    Pack files in this order; the same files give the same bytes with the same version of zlib.

    ``former`` is what need not be compressed again, by the digest of the file.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for one in entries:
            info = zipfile.ZipInfo(one.path, MOMENT)
            info.create_system = UNIX
            info.external_attr = PLAIN_FILE
            info.compress_type = zipfile.ZIP_DEFLATED
            if former and (known := former.get(one.sha256)):
                _take_over(archive, out, info, known)
            else:
                archive.writestr(info, one.read())
        archive.comment = comment
    return out.getvalue()


def _take_over(archive: zipfile.ZipFile, out: io.BytesIO, info: zipfile.ZipInfo, known: Deflated) -> None:
    # What ``writestr`` does, but for the compressing.
    info.CRC, info.file_size, info.compress_size = known.crc, known.size, len(known.data)
    info.header_offset = out.tell()
    out.write(info.FileHeader())
    out.write(known.data)
    archive.filelist.append(info)
    archive.NameToInfo[info.filename] = info
    archive.start_dir = out.tell()


def packed_in(archive: Path, packer: str, digest: str) -> Mapping[str, Deflated]:
    """
    Return what an archive of ours holds, by the digest of each file; nothing where it cannot be relied on.

    It can where this compressor has packed it, and it has the digest that was noted then.
    """
    if packer != PACKER:
        return {}
    try:
        body = archive.read_bytes()
        return _held(body) if sha256(body).hexdigest() == digest else {}
    except (OSError, zipfile.BadZipFile):
        return {}


def _held(body: bytes) -> Mapping[str, Deflated]:
    view = memoryview(body)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        infos = {info.filename.partition("/")[2]: info for info in archive.infolist()}
        manifest = decode_manifest(archive.read(infos[MANIFEST_NAME])) if MANIFEST_NAME in infos else None
    listed = manifest.entries if manifest else {}
    return {one.sha256: _deflated(view, infos[path]) for path, one in listed.items() if path in infos}


def _deflated(view: memoryview, info: zipfile.ZipInfo) -> Deflated:
    name, extra = _LENGTHS.unpack_from(view, info.header_offset)
    start = info.header_offset + HEADER_BYTES + name + extra
    return Deflated(view[start : start + info.compress_size], info.file_size, info.CRC)
