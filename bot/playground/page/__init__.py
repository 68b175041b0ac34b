"""The page on the local Slack: what people see of it in a browser."""
