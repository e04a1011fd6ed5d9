"""The law as data: authorities, agencies, terms, notices and scope."""

import os

# What other packages install is not looked for at each start, and never hooks into our models.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
