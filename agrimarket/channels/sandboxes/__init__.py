"""Stand-ins for marketplaces that refuse, delay and review as the real ones do."""
