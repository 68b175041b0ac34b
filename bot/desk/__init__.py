"""The desk: from a question to an answer whose every quote is verbatim."""
