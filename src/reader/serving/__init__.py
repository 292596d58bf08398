"""The reader in a browser on the same machine. Needs the extra ``serve``."""
