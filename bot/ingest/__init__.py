"""Articles in: files, pages and feeds become stored revisions."""
