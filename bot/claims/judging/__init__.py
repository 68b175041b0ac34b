"""What `status` and `independence` weigh: voices, credits, and the words of a verdict."""
