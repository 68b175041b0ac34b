"""The map: countries, subdivisions, cities, the names they go by, and names in a text that mean them."""
