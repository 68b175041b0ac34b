"""Copydesk: a Slack bot for news briefings whose every quote is copied from a stored article."""
