"""One file for each step. A step never changes once it was released."""
