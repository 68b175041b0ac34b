"""What a statement says, held against the sentences it cites."""
