"""What one viewer may see of a producer: masked, revealed for a reason, noted."""
