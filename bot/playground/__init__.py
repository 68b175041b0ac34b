"""A local Slack: the Web API, Socket Mode and signed requests, kept in memory, for tests and for the demo."""
