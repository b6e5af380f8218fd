"""Lots on their way to somebody else: proposed, sent, received, disputed, cancelled."""
