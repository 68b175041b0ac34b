"""A refusal in Slack's words, raised anywhere below a Web API method."""

from collections.abc import Mapping, Sequence
from typing import Any


class RefusalError(Exception):
    """Why Slack says no: the error word, details with JSON pointers, and for HTTP the status and headers."""

    def __init__(
        self,
        error: str,
        details: Sequence[str] = (),
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        fields: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(error)
        self.error = error
        self.details = list(details)
        self.status = status
        self.headers = dict(headers or {})
        self.fields = dict(fields or {})

    def body(self) -> dict[str, Any]:
        """The reply as the Web API words it."""
        said: dict[str, Any] = {"ok": False, "error": self.error, **self.fields}
        if self.details:
            if self.error == "invalid_blocks":
                said["errors"] = self.details
            said["response_metadata"] = {"messages": [f"[ERROR] {detail}" for detail in self.details]}
        return said


def missing(*names: str) -> RefusalError:
    """Arguments that were not given."""
    return RefusalError("invalid_arguments", [f"missing required field: {name}" for name in names])


def ratelimited(seconds: int) -> RefusalError:
    """HTTP 429, with the seconds to wait."""
    return RefusalError("ratelimited", status=429, headers={"Retry-After": str(seconds)})
