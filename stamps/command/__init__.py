"""The verbs of `python -m stamps`, a file each sort; the parts they do not need stay unloaded."""
