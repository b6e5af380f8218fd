"""What stands behind a producer: members, heads, land, pictures, wishes and how it is paid."""
