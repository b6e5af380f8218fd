"""People who sign in, their roles, the places they may see, their tokens."""
