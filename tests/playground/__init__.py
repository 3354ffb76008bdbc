"""The local Slack, tried by the official clients over real connections."""
