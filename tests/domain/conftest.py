"""Properties may take their time: a busy machine is no fault of a rule."""

from hypothesis import settings

settings.register_profile("okrbot", settings.default, deadline=None)
settings.load_profile("okrbot")
