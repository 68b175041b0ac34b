"""Pure values and rules of the news: no I/O, no clock, no randomness."""
