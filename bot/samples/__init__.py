"""Articles of invented outlets, for the demo and the tests."""
