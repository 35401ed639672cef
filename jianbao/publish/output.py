"""
Publish a site: build it aside, swap it in.

In: artifacts and a folder. Out: the folder holds these files and ``manifest.json``, and the counts say
what had to be done; or a problem, and the folder is as it was. Touches no file that the manifest does
not own, and writes no file again whose bytes are published already.

With the record of the last build, a file is known without being read, and what is swapped in is the standby: the
site before the last one, brought up to date by what has changed. So an edit costs what it changes, not what there is.
"""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from msgspec import Struct

from jianbao.lock import Holder, hold
from jianbao.model.artifact import Artifact, Kept
from jianbao.problems import Problem
from jianbao.publish.draft import Draft, Places, Standing, draft_of, retire
from jianbao.publish.exchange import discard, heal, swap_in
from jianbao.publish.manifest import MANIFEST_NAME, About, Entry, decode_manifest, encode_manifest
from jianbao.publish.ownership import find_misplacement, find_strangers, refused
from jianbao.publish.paths import Claims, find_fault
from jianbao.publish.stamps import Record, Stamp, as_noted, folders_of, is_touched, look_through, stamp

WRITING: Final = os.O_WRONLY | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
ANEW: Final = os.O_EXCL
"""There must not be such a file: two sites may share it."""
FRESHLY: Final = os.O_TRUNC
"""In the folder of new files there may be one, which a process left that died."""


class Published(Struct, frozen=True, kw_only=True):
    """What a build did to the files of a site; ``manifest.json`` is not counted."""

    written: int
    kept: int
    removed: int
    total: int
    bytes: int


class Put(Struct, frozen=True, array_like=True, gc=False):
    """A file of the site that has been written, or that stands already and was not."""

    path: str
    stamp: Stamp
    is_new: bool


class Done(Struct, frozen=True):
    """A site that stands, and the record by which the next build knows it again."""

    published: Published
    record: Record


def publish(
    artifacts: Iterable[Artifact], folder: Path, *, sources: Sequence[Path] = (), clean: bool = False
) -> Published | Problem:
    """
    Make a folder hold exactly these artifacts, all at once or not at all, and leave nothing beside it.

    ``sources`` are folders that the output may not lie in or enclose; ``clean`` writes every file again.
    """
    with opened(folder, sources=sources, clean=clean) as output:
        if isinstance(output, Problem):
            return output
        for artifact in artifacts:
            if problem := output.take(artifact):
                return problem
        done = output.finish(keeps_standby=False)
    return done.published if isinstance(done, Done) else done


@contextmanager
def opened(
    folder: Path, *, sources: Sequence[Path] = (), record: Record | None = None, clean: bool = False
) -> Iterator["Output | Problem"]:
    """
    Hold an output folder while a site is made for it.

    ``record`` is what the last build left; without one every file is compared, and ``clean`` does not even do that.
    Leaving the block before ``finish`` leaves the former site.
    """
    live = Path(os.path.abspath(folder))  # noqa: PTH100 -- resolve() would follow the symlink that is to be refused
    if problem := find_misplacement(live, sources):
        yield problem
        return
    places = Places(live)
    with ExitStack() as held:
        found: Output | Problem
        try:
            live.parent.mkdir(parents=True, exist_ok=True)
            holder = held.enter_context(hold(places.lock))
            if holder is None:
                held.callback(_tidy, places)
            found = _busy(live, holder) if holder else _open_held(places, record or Record(), clean=clean)
        except OSError as error:
            found = _unwritable(live, error)
        yield found


def _tidy(places: Places) -> None:
    # What cannot be removed now is removed by the next build.
    with suppress(OSError):
        heal(places.live, places.aside)
        discard(places.fresh)


def _open_held(places: Places, record: Record, *, clean: bool) -> "Output | Problem":
    live = places.live
    heal(live, places.aside)
    discard(places.fresh)
    notes = {} if clean else record.live
    manifest = _read_manifest(live)
    listed = decode_manifest(manifest)
    names = {MANIFEST_NAME, *listed.entries} if listed else set()
    look = look_through(live, folders_of(names))
    if problem := find_strangers(live, look, names):
        return problem
    now = places.lock.stat().st_mtime_ns
    standing = Standing(
        at=now,
        look=look,
        manifest=manifest,
        owned=listed.entries if listed else {},
        # A clock that was set back shows times again that it has shown before.
        intact=as_noted(live, look, notes, min(record.at, now)),
    )
    return Output(places, standing, Record() if clean else record, compares=not clean)


class Output:
    """The site that is being made for one folder; grows by ``take`` and is published, once, by ``finish``."""

    def __init__(self, places: Places, standing: Standing, record: Record, *, compares: bool) -> None:
        self._places = places
        self._standing = standing
        self._record = record
        self._compares = compares
        self._claims = Claims()
        self._stamps: dict[str, Stamp] = {}
        self._written: list[str] = []
        self._fresh = str(places.fresh)
        self._kept: list[str] = []

    @property
    def former(self) -> Mapping[str, Entry]:
        """Return the files that stand when the site is not to be made from nothing, by path."""
        return self._standing.owned if self._compares else {}

    @property
    def folder(self) -> Path:
        """Return where the site stands."""
        return self._places.live

    def holds(self, paths: Iterable[str]) -> bool:
        """Tell whether files are published as the last build wrote them."""
        return all(path in self._standing.intact for path in paths)

    def put(self, artifact: Artifact) -> Put:
        """
        Write a file of the site, unless its bytes are published already; it belongs to the site when it is taken.

        Changes nothing in memory, so that forked processes can do it. Raises ``OSError``, also for a path that would
        lead out of the folder.
        """
        if find_fault(artifact.path):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), artifact.path)
        return Put(artifact.path, *self._stored(artifact.path, artifact.body))

    def take(self, one: Artifact | Kept | Put) -> Problem | None:
        """Add a file to the site, and write it where that has not been done."""
        path, is_new = one.path, False
        if path in self._stamps:
            return self._faulty(path, "it is there already")
        if isinstance(one, Kept):
            self._stamps[path] = self._standing.intact[path]
            self._kept.append(path)
            return None
        is_put = isinstance(one, Put)  # then its path has been looked at
        if fault := self._claims.claim_faultless(path) if is_put else self._claims.claim(path):
            return self._faulty(path, fault)
        if isinstance(one, Put):
            self._stamps[path], is_new = one.stamp, one.is_new
        else:
            try:
                self._stamps[path], is_new = self._stored(path, one.body)
            except OSError as error:
                return self.unwritable(error)
        if is_new:
            self._written.append(path)
        return None

    def _stored(self, path: str, body: bytes) -> tuple[Stamp, bool]:
        """Have these bytes in a file of the site; say what it is known by, and whether it had to be written."""
        digest, standing = sha256(body).hexdigest(), self._standing
        if standing.owned:
            known = standing.intact.get(path)
            if known is None and self._compares and standing.owned.get(path) == Entry(path, digest, len(body)):
                known = _compared(f"{self._places.live}/{path}", body, digest)
            if known is not None and known.sha256 == digest:
                return known, False
        return stamp(digest, self._written_to(path, body)), True

    def unwritable(self, error: OSError) -> Problem:
        """Say that the site cannot be written."""
        return _unwritable(self._places.live, error)

    def _written_to(self, path: str, body: bytes) -> os.stat_result:
        """Write a new file; that its folder is not there shows when it is opened."""
        name = f"{self._fresh}/{path}"
        try:
            return _write(name, body, FRESHLY)
        except FileNotFoundError:
            os.makedirs(name.rpartition("/")[0], exist_ok=True)  # noqa: PTH103 - paths are strings where there is one a file
            return _write(name, body, FRESHLY)

    def finish(self, about: About | None = None, *, keeps_standby: bool = True) -> Done | Problem:
        """Publish what was taken as this site; ``keeps_standby`` leaves a second copy for the next build."""
        try:
            return self._clashes() or self._finish(about, keeps_standby=keeps_standby)
        except OSError as error:
            return _unwritable(self._places.live, error)

    def _clashes(self) -> Problem | None:
        """Hold the kept paths against the new ones: files that were published together do not clash."""
        if all(path in self._standing.owned for path in self._written):
            return None
        faults = ((path, self._claims.claim(path)) for path in self._kept)
        return next((self._faulty(path, fault) for path, fault in faults if fault), None)

    def _finish(self, about: About | None, *, keeps_standby: bool) -> Done | Problem:
        standing, places = self._standing, self._places
        entries = (Entry(path, one.sha256, one.size) for path, one in self._stamps.items())
        listing = encode_manifest(entries, about)
        if not self._written and listing == standing.manifest:
            if not keeps_standby:
                discard(places.standby)
            sealed = stamp(sha256(listing).hexdigest(), (places.live / MANIFEST_NAME).stat())
            return Done(
                self._count(), Record(standing.at, {**self._stamps, MANIFEST_NAME: sealed}, self._record.standby)
            )
        draft = draft_of(places, self._record, self._stamps, self._written, standing.look.files)
        sealed = stamp(sha256(listing).hexdigest(), _write(str(draft.folder / MANIFEST_NAME), listing, ANEW))
        # Again: a file that came while we wrote would be lost with the former site.
        if is_touched(places.live, standing.look, standing.at) and (problem := _strangers_of(places.live, standing)):
            return problem
        swap_in(draft.folder, places.live, places.aside)
        has_standby = retire(draft.folder, places, keeps_standby=keeps_standby)
        return Done(self._count(), _record(draft, sealed, standing if has_standby else None))

    def _count(self) -> Published:
        return Published(
            written=len(self._written),
            kept=len(self._stamps) - len(self._written),
            removed=sum(path not in self._stamps for path in self._standing.owned),
            total=len(self._stamps),
            bytes=sum(one.size for one in self._stamps.values()),
        )

    def _faulty(self, path: str, fault: str) -> Problem:
        return refused(
            self._places.live,
            f"the address {path!r} cannot be a file of the site: {fault}",
            "rename the record or file it is made from",
        )


def _record(draft: Draft, sealed: Stamp, former: Standing | None) -> Record:
    """Note the site that has been swapped in, and the former one where it is the standby now."""
    # What was written in the tick in which the build began might have been changed in it, too.
    settled = {path: one for path, one in former.intact.items() if one.mtime_ns < former.at} if former else {}
    return Record(sealed.mtime_ns, {**draft.stamps, MANIFEST_NAME: sealed}, settled)


def _strangers_of(live: Path, standing: Standing) -> Problem | None:
    names = {MANIFEST_NAME, *standing.owned} if standing.manifest else set()
    return find_strangers(live, look_through(live, folders_of(names)), names)


def _compared(file: str, body: bytes, digest: str) -> Stamp | None:
    """Note a published file that holds these bytes."""
    try:
        with open(file, "rb", buffering=0) as published:  # noqa: PTH123 -- for speed, once a file
            return stamp(digest, os.fstat(published.fileno())) if published.read(len(body) + 1) == body else None
    except OSError:  # missing or unreadable: it is written anew
        return None


def _write(target: str, body: bytes, how: int) -> os.stat_result:
    file = os.open(target, WRITING | how, 0o666)  # bare descriptors: half the time of a file object, once a file
    try:
        done = os.write(file, body)
        while done < len(body):
            done += os.write(file, body[done:])
        return os.fstat(file)
    finally:
        os.close(file)


def _read_manifest(live: Path) -> bytes:
    try:
        return (live / MANIFEST_NAME).read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        return b""


def _unwritable(live: Path, error: OSError) -> Problem:
    return refused(
        live,
        f"the site could not be written to “{live}”: {error.strerror or error}",
        "the former site is as it was; free the space or grant the right to write, and build again",
    )


def _busy(live: Path, holder: Holder) -> Problem:
    return refused(
        live,
        f"another build is writing to “{live}”: process {holder.pid or 'unknown'}, since {holder.since or 'just now'}",
        "wait until it has finished, or end it",
    )
