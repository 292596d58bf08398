"""An article with everything found in it and marked in it, as a page to hand on: one module a format."""
