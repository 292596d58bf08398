"""Annotations: passages marked by the user, found again when the article has changed."""
