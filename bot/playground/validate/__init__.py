"""What Slack refuses in blocks, messages and views, in its words."""
