"""What people do: commands, clicks, forms, messages — and the payloads Slack makes of it."""
