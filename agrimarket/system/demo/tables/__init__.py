"""The demo province as tables people can read and change; every person and firm is invented."""
