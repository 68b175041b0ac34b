"""Search: passages of stored articles, found by words, dates and outlets."""
