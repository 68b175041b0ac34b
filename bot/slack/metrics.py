"""What is counted and timed, for Prometheus."""

import logging

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.errors import CopydeskError
from bot.store.jobs import Jobs

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The metrics of one server, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.received = Counter(
            "copydesk_received_total",
            "Events, commands and clicks that Slack sent.",
            ("kind", "as"),
            registry=self._registry,
        )
        self.acks = Histogram(
            "copydesk_ack_seconds",
            "Time until something was stored and acknowledged.",
            ("kind",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.waits = Histogram(
            "copydesk_job_wait_seconds",
            "Time from arrival until a worker took it.",
            ("kind",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.work = Histogram(
            "copydesk_job_seconds",
            "Time that a worker took.",
            ("kind", "outcome"),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._database = Gauge(
            "copydesk_database_up", "Whether the database can be read.", registry=self._registry
        )
        lines = Counter(
            "copydesk_log_lines_total",
            "Lines that were logged, from warnings up.",
            ("level", "logger"),
            registry=self._registry,
        )
        self.counting = Counting(lines)
        """A handler that counts what is logged: every fault says so there, in words that a person acts on."""
        self._jobs = Gauge(
            "copydesk_jobs", "Jobs in the store, by state.", ("state",), registry=self._registry
        )

    def page(self, jobs: Jobs) -> bytes:
        """The text that Prometheus reads; while the database cannot be read, with the jobs as they were."""
        try:
            counts = jobs.counts()
        except CopydeskError:
            self._database.set(0)
            return generate_latest(self._registry)
        self._database.set(1)
        for state, number in counts.items():
            self._jobs.labels(state.value).set(number)
        return generate_latest(self._registry)


class Counting(logging.Handler):
    """Counts lines and shows none."""

    def __init__(self, lines: Counter) -> None:
        super().__init__(logging.WARNING)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        """Count it."""
        self._lines.labels(record.levelname.lower(), record.name).inc()
