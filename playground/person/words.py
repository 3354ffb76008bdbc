"""What Slack itself says to a person, in the person's language."""

from __future__ import annotations

ENGLISH = {
    "command_failed": '{command} failed with the error "{error}"',
    "unknown_command": "{command} is not a valid command.",
    "no_answer": "This app did not answer. Try again.",
    "trouble": "We had some trouble connecting. Try again?",
    "required": "Please complete this required field.",
    "not_a_number": "Enter a number.",
    "not_whole": "Enter a whole number.",
    "too_small": "Enter {bound} or more.",
    "too_big": "Enter {bound} or less.",
    "too_short": "Enter at least {bound} characters.",
    "too_long": "Enter at most {bound} characters.",
}
GERMAN = {
    "command_failed": "{command} ist mit dem Fehler „{error}“ fehlgeschlagen",
    "unknown_command": "{command} ist kein gültiger Befehl.",
    "no_answer": "Diese App hat nicht geantwortet. Versuch es noch einmal.",
    "trouble": "Bei der Verbindung gab es ein Problem. Noch einmal versuchen?",
    "required": "Bitte fülle dieses Pflichtfeld aus.",
    "not_a_number": "Gib eine Zahl ein.",
    "not_whole": "Gib eine ganze Zahl ein.",
    "too_small": "Gib {bound} oder mehr ein.",
    "too_big": "Gib {bound} oder weniger ein.",
    "too_short": "Gib mindestens {bound} Zeichen ein.",
    "too_long": "Gib höchstens {bound} Zeichen ein.",
}


def say(locale: str, key: str, **values: object) -> str:
    """The sentence in German for German locales, in English for all others."""
    words = GERMAN if locale.lower().startswith("de") else ENGLISH
    return words[key].format(**values)
