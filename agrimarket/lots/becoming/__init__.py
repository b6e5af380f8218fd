"""Lots that become other lots: parted, mixed, or made into something else."""
