"""Handbook: publish a legal handbook in many languages from one English source."""

__version__ = "0.1.0"
