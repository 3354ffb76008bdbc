"""okrbot: OKR check-ins in Slack."""
