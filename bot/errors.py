"""One tree of errors; each carries its subject, whether a retry helps, and a sentence a user may see."""


class CopydeskError(Exception):
    """Something a person can act on.

    `subject` is what it is about (a path, a URL, a setting), `retry` says whether the same call may go
    through later, `str(error)` is one plain sentence: what is wrong, where, and what to do.
    """

    exit_code = 2

    def __init__(self, sentence: str, *, subject: str = "", retry: bool = False) -> None:
        super().__init__(sentence)
        self.subject = subject
        self.retry = retry


class ConfigError(CopydeskError):
    """A setting, `desk.toml` or a command-line value is unusable."""


class TargetError(CopydeskError):
    """One target of `ingest` cannot be read; the others go on."""

    exit_code = 1


class PolicyError(TargetError):
    """The outlet's policy, or a site's robots.txt, forbids what was asked."""


class MissingPageError(TargetError):
    """There is no page at an address; `for_good` says that its server calls it taken down."""

    def __init__(self, sentence: str, *, subject: str, for_good: bool = False) -> None:
        super().__init__(sentence, subject=subject)
        self.for_good = for_good


class StoreError(CopydeskError):
    """The database cannot be opened, read or written."""


class SearchError(CopydeskError):
    """The search index cannot be read, and rebuilding did not help."""


class ModelError(CopydeskError):
    """The model gave no usable reply; the extractive desk answers instead."""


class PromptError(ConfigError):
    """A prompt file is missing or its placeholders are not the expected ones."""


class SlackError(CopydeskError):
    """Slack refused a call; `reason` is its word for why, `retry_after_s` how long it asks to wait."""

    def __init__(self, sentence: str, *, reason: str, retry: bool = False, retry_after_s: float = 0) -> None:
        super().__init__(sentence, subject=reason, retry=retry)
        self.reason = reason
        self.retry_after_s = retry_after_s
