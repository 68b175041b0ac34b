"""Who says what: attributions read from the text of an article by rules."""
