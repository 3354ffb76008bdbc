"""The emoji of absences in a Slack status."""

EMOJI: dict[str, str] = {
    "vacation": """
        palm_tree beach_with_umbrella umbrella_on_ground desert_island camping
        vacation holiday urlaub pto
    """,
    "sick": """
        face_with_thermometer thermometer sneezing_face mask face_with_head_bandage
        nauseated_face face_vomiting sick krank
    """,
    "leave": """
        baby baby_bottle breast-feeding person_feeding_baby woman-feeding-baby man-feeding-baby
        woman_feeding_baby man_feeding_baby parental-leave parental_leave
    """,
    "away": "ooo out-of-office out_of_office outofoffice",
}
"""Emoji by their names, and what workspaces like to call their own."""

PICTURES: dict[str, str] = {
    "vacation": "🌴🏖🏝⛱🏕",
    "sick": "🤒🤧😷🤕🤢🤮",
    "leave": "👶🍼🤱",
}
"""The same as they stand in a text."""
