"""How far each producer has come on the way to its first order, and who is stuck where and why."""
