"""Digests: dated editions of what the stories of a stretch of time say."""
