"""Time the stages of a build, for its report only."""

import time


class Clock:
    """Seconds of wall time by stage."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """Close the stage that has just ended."""
        now = time.perf_counter()
        self.laps[stage] = now - self._last
        self._last = now
