"""What people do in Slack, one module a surface."""
