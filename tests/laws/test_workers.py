"""Whoever renders, the bytes are the same: one process, several, a cluster, and also when one of them dies."""

import logging
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from jianbao import forks, linking, workers
from jianbao.pipeline import Options, build
from jianbao.seeding import index_seeds
from jianbao.workers import Hire, Workers, hire_for
from tests.changing_site import OUTPUTS, State, written
from tests.children import children
from tests.small_site import write_small_site

EDITION = State(base_url="https://example.org", topics=("carts", "milling", "wheels"), extra=("a", "b"))


def project(root: Path) -> Path:
    """Write the project with a PDF and a card of each brief."""
    files = written(EDITION)
    files["config.yaml"] = (
        files["config.yaml"]
        .replace("pdf_kinds: []", "pdf_kinds: [brief]")
        .replace(f"outputs: [{', '.join(OUTPUTS)}]", f"outputs: [cards, {', '.join(OUTPUTS)}]")
    )
    write_small_site(root, dict(files))
    assert index_seeds(root).problems == ()
    return root


def tree(root: Path) -> Mapping[str, bytes]:
    """Return every file of the site."""
    folder = root / "output/site"
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


@pytest.fixture(scope="module", name="expected")
def _expected(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return the site as one process makes it."""
    root = project(tmp_path_factory.mktemp("one"))
    assert build(root, Options(jobs=1)).problems == ()
    return tree(root)


def hiring(executor: Executor, count: int) -> Hire:
    """Return who hires an executor that is there already."""

    @contextmanager
    def hire(_parts: int) -> Iterator[Workers]:
        yield Workers(executor, count, lost=(BrokenExecutor,))

    return hire


def built_by(
    hire: Hire, root: Path, monkeypatch: pytest.MonkeyPatch, watch: Callable[[int, str], None] | None = None
) -> Mapping[str, bytes]:
    """Build a site with these workers and return its files."""
    with monkeypatch.context() as patched:
        patched.setattr(linking, "hire_for", lambda *_: hire)
        assert build(project(root), watch=watch).problems == ()
    return tree(root)


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_processes_make_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: Mapping[str, bytes], method: str
) -> None:
    with ProcessPoolExecutor(3, mp_context=multiprocessing.get_context(method)) as executor:
        assert built_by(hiring(executor, 3), tmp_path, monkeypatch) == expected


def forking(count: int) -> Hire:
    """Return who forks, however many threads there are."""

    @contextmanager
    def hire(_parts: int) -> Iterator[Workers]:
        yield Workers(forks=count)

    return hire


@pytest.mark.skipif(sys.platform != "linux", reason="forks are used on Linux")
@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_forks_make_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: Mapping[str, bytes], count: int
) -> None:
    assert built_by(forking(count), tmp_path, monkeypatch) == expected


def awaited(sign: Path) -> None:
    """Wait until a file is there."""
    while not sign.exists():
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform != "linux", reason="forks are used on Linux")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_the_work_of_a_fork_that_dies_is_done_again(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    expected: Mapping[str, bytes],
) -> None:
    others, work, signs = children(), forks._work, tmp_path_factory.mktemp("signs")  # noqa: SLF001 -- only forks call it
    doomed: list[int] = []

    def linger(_do: Callable[[int], object], numbers: int, *ends: int) -> bool:
        """Take a task when the first process has done one, and never come to an end of it."""

        def begin(_number: int) -> None:
            (signs / str(os.getpid())).touch()
            time.sleep(600)

        awaited(signs / "go")
        return work(begin, numbers, *ends)

    def kill(_ahead: int, _path: str) -> None:
        if doomed:
            return
        doomed.extend(children() - others)
        (signs / "go").touch()
        for pid in doomed:
            awaited(signs / str(pid))
            os.kill(pid, signal.SIGKILL)

    monkeypatch.setattr(forks, "_work", linger)
    assert built_by(forking(3), tmp_path, monkeypatch, kill) == expected
    assert len(doomed) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="forks are used on Linux")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_template_that_fails_in_a_fork_leaves_the_former_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: Mapping[str, bytes]
) -> None:
    assert built_by(forking(2), tmp_path, monkeypatch) == expected
    (tmp_path / "templates/layouts/page.html").write_text("\n{{ page.nothing }}\n", "utf-8")
    monkeypatch.setattr(linking, "hire_for", lambda *_: forking(2))
    (problem,) = build(tmp_path, Options(clean=True)).problems
    assert (problem.problem.code, problem.place.line) == ("template/failed", 2)
    assert tree(tmp_path) == expected
    assert {one.name for one in (tmp_path / "output").iterdir()} == {"site", ".site.jianbao-standby"} & {
        one.name for one in (tmp_path / "output").iterdir()
    }


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_jobs_makes_the_same_bytes(tmp_path: Path, expected: Mapping[str, bytes], jobs: int) -> None:
    assert build(project(tmp_path), Options(jobs=jobs)).problems == ()
    assert tree(tmp_path) == expected


@pytest.mark.skipif(sys.platform != "linux", reason="forks are used on Linux")
def test_a_command_that_forks_makes_the_same_bytes(tmp_path: Path, expected: Mapping[str, bytes]) -> None:
    program = "import sys; from jianbao.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "--root", str(project(tmp_path)), "build", "--jobs", "2", "--quiet"]
    subprocess.run(command, check=True, cwd=Path(__file__).resolve().parents[2])
    assert tree(tmp_path) == expected


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no signal that cannot be caught")
@pytest.mark.skipif(sys.version_info < (3, 11, 5), reason="the pool of this Python may hang then (CPython 94777)")
def test_the_work_of_a_process_that_dies_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: Mapping[str, bytes]
) -> None:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as executor:
        doomed = [executor.submit(os.getpid).result()]

        def kill(_ahead: int, _path: str) -> None:
            if doomed:
                os.kill(doomed.pop(), signal.SIGKILL)

        assert built_by(hiring(executor, 2), tmp_path, monkeypatch, kill) == expected


def test_a_template_that_fails_in_a_worker_is_one_problem_at_its_line(tmp_path: Path) -> None:
    (project(tmp_path) / "templates/layouts/page.html").write_text("\n{{ page.nothing }}\n", "utf-8")
    (problem,) = build(tmp_path, Options(jobs=2)).problems
    assert (problem.problem.code, problem.place.file, problem.place.line) == (
        "template/failed",
        "templates/layouts/page.html",
        2,
    )


def test_a_small_site_is_rendered_here() -> None:
    with hire_for()(10) as workers:
        assert isinstance(workers, Workers)
        assert workers.executor is None


@pytest.mark.parametrize(("processors", "parts", "alone"), [(2, 9999, True), (4, 10, True), (4, 9999, False)])
def test_several_render_unasked_only_where_that_pays(
    monkeypatch: pytest.MonkeyPatch, processors: int, parts: int, *, alone: bool
) -> None:
    monkeypatch.setattr(workers, "_processors", lambda: processors)
    monkeypatch.setattr(workers, "can_fork", lambda: False)
    with workers.hire_for()(parts) as hired:
        assert isinstance(hired, Workers)
        assert (hired.executor is None) == alone


@pytest.mark.parametrize(("processors", "parts", "forks"), [(1, 9999, 0), (2, 10, 0), (2, 9999, 2), (8, 9999, 8)])
def test_forks_pay_from_two_processors(
    monkeypatch: pytest.MonkeyPatch, processors: int, parts: int, forks: int
) -> None:
    monkeypatch.setattr(workers, "_processors", lambda: processors)
    monkeypatch.setattr(workers, "can_fork", lambda: True)
    with workers.hire_for()(parts) as hired:
        assert isinstance(hired, Workers)
        assert (hired.executor, hired.forks) == (None, forks)


@pytest.fixture(scope="module", name="cluster")
def _cluster() -> Iterator[Any]:
    """Return a Dask cluster of two processes."""
    distributed = pytest.importorskip("distributed", reason="distributed is not installed")
    logging.disable()  # it tells of every connection
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster
    logging.disable(logging.NOTSET)


def test_a_dask_cluster_makes_the_same_bytes(tmp_path: Path, expected: Mapping[str, bytes], cluster: Any) -> None:
    assert build(project(tmp_path), Options(scheduler=cluster.scheduler_address)).problems == ()
    assert tree(tmp_path) == expected


def test_workers_of_another_version_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cluster: Any) -> None:
    project(tmp_path)
    monkeypatch.setattr(workers, "program_digest", lambda: b"another")
    report = build(tmp_path, Options(scheduler=cluster.scheduler_address))
    (problem,) = report.problems
    assert (problem.problem.code, report.is_usage) == ("cluster/refused", True)
    assert "2 of 2 workers" in problem.problem.message
    assert not (tmp_path / "output/site").exists()


def test_a_scheduler_that_does_not_answer_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="distributed is not installed")
    monkeypatch.setattr(workers, "CONNECT_SECONDS", 1)
    (problem,) = build(project(tmp_path), Options(scheduler="tcp://127.0.0.1:1")).problems
    assert problem.problem.code == "cluster/refused"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no signal that cannot be caught")
def test_a_worker_of_the_cluster_that_dies_is_survived(
    tmp_path: Path, expected: Mapping[str, bytes], cluster: Any
) -> None:
    doomed = [worker.process.pid for worker in cluster.workers.values()][:1]

    def kill(_ahead: int, _path: str) -> None:
        if doomed:
            os.kill(doomed.pop(), signal.SIGKILL)

    options = Options(scheduler=cluster.scheduler_address)
    assert build(project(tmp_path), options, watch=kill).problems == ()
    assert doomed == []
    assert tree(tmp_path) == expected
