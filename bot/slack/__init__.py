"""Slack: what Copydesk does there."""
