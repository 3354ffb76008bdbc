"""Block Kit: what Slack accepts, what it stores, what a person can do with it."""
