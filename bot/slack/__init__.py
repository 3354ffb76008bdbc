"""The only code that talks to Slack."""
