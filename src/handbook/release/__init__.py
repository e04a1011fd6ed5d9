"""Editions: what is stale, what is built, and how it takes the place of the last one."""
