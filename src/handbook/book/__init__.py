"""The book floor: from the rendered pages of one language to an accessible PDF."""
