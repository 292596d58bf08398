"""What reading and analyzing gave, kept so that nothing is done twice; it may be deleted at any time."""
