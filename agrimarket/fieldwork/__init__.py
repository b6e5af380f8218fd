"""The phone in the field: operations made offline come in once, and what changed goes out."""
