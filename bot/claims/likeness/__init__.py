"""How much two texts are alike: fingerprints of events, runs of words."""
