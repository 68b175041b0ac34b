"""Answers drawn from the sentences of articles, without a model."""
