"""Finding things: in the article at hand, and fuzzily across the library."""
