"""Rendering: values into Block Kit, without any I/O."""
