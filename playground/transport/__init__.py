"""The three ways a payload reaches the app: Socket Mode, signed HTTP, and a plain function."""
