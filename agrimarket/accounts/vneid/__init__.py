"""Signing in by an identity that another authority vouches for, such as VNeID."""
