"""How somebody is quoted, reported or named: what `attribution` and `actors` are made of."""
