"""What people ask of a library, as values: pure functions over articles and what was found in them."""
