"""What is counted and timed, for Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

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
        self._jobs = Gauge(
            "copydesk_jobs", "Jobs in the store, by state.", ("state",), registry=self._registry
        )

    def page(self, jobs: Jobs) -> bytes:
        """The text that Prometheus reads."""
        for state, number in jobs.counts().items():
            self._jobs.labels(state.value).set(number)
        return generate_latest(self._registry)
