"""What channels do on others' events."""
