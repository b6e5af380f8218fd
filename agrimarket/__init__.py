"""The service: rooms named for the nouns its users say."""
