"""What a person sees, as Block Kit JSON with holes, and its translations."""
