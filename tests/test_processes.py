"""Work shared among processes: the same results as alone, and a failure that is told."""

from __future__ import annotations

import os
import signal
from multiprocessing import Pipe, active_children

import pytest

from generator.processes import ProcessFailedError, begun, beside, number_of_jobs, shared


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    # A closure, which cannot be pickled: the processes inherit it.
    factor = 3
    assert list(shared(lambda item: item * factor, range(40), jobs)) == [n * 3 for n in range(40)]


def test_work_is_done_elsewhere_only_where_several_processes_are_asked_for() -> None:
    here = os.getpid()
    assert set(shared(lambda _: os.getpid(), range(4), 1)) == {here}
    assert here not in set(shared(lambda _: os.getpid(), range(4), 2))


def test_work_begun_is_done_while_this_process_does_something_else() -> None:
    receiver, sender = Pipe(duplex=False)
    with begun(sender.send, ["a"], 2):
        # Its result is never asked for here.
        assert receiver.poll(60)
        assert receiver.recv() == "a"


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_of_work_begun_come_in_the_order_of_the_items(jobs: int) -> None:
    with begun(str, range(5), jobs) as results:
        assert list(results) == ["0", "1", "2", "3", "4"]


def test_a_failure_while_sharing_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(shared(lambda item: 1 // item, [1, 0], 2))


@pytest.mark.parametrize(("jobs", "is_here"), [(1, True), (2, False)])
def test_what_is_done_beside_gives_its_result_when_asked(jobs: int, is_here: bool) -> None:
    with beside(os.getpid, jobs) as result:
        assert (result() == os.getpid()) is is_here


def test_a_process_that_ends_without_its_result_is_a_failure() -> None:
    with beside(lambda: os.kill(os.getpid(), signal.SIGKILL), 2) as result:  # noqa: SIM117
        with pytest.raises(ProcessFailedError):
            result()


def test_a_result_nobody_waits_for_ends_with_the_block() -> None:
    with beside(signal.pause, 2):
        assert len(active_children()) == 1
    assert active_children() == []


def test_other_work_is_shared_while_some_is_done_beside() -> None:
    with beside(lambda: "beside", 2) as result:
        assert list(shared(str, range(3), 2)) == ["0", "1", "2"]
        assert result() == "beside"


def test_jobs_are_as_asked_and_at_least_one() -> None:
    assert number_of_jobs(3) == 3
    assert number_of_jobs(None) >= 1
