"""One file per feature; each function is one transaction."""
