"""Whether what the playground and the app send fits Slack's official types for TypeScript."""
