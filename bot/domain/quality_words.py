"""The words by which the checks of `quality` know an output, a habit or a vague wish.

English and German stand side by side, as a team writes in either. English says what is done at the
beginning, German also at the end ("Ein neues Portal einführen").
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OUTPUT_VERBS = _words(
    """
    add automate build create define deliver deploy design develop document draft establish hire
    implement install introduce launch migrate organise organize plan prepare produce publish
    redesign release replace roll ship update upgrade write
    anlegen aufbauen aufsetzen ausliefern ausrollen automatisieren bauen definieren dokumentieren
    einführen einrichten einstellen entwerfen entwickeln erarbeiten ersetzen erstellen
    implementieren installieren liefern migrieren organisieren planen schreiben umsetzen umstellen
    veröffentlichen vorbereiten
    """
)
OUTPUT_PHRASES = ("set up", "put in place", "go live")
HABIT_VERBS = _words(
    """
    continue ensure keep maintain remain stay support sustain
    aufrechterhalten beibehalten betreiben bleiben fortführen fortsetzen gewährleisten halten
    sicherstellen unterstützen weiterführen weitermachen
    """
)
HABIT_PHRASES = ("business as usual",)
VAGUE_WORDS = _words(
    """
    better boost enhance enhanced faster grow higher improve improved increase less lower more
    nicer optimise optimised optimize optimized quicker reduce strengthen strong
    besser bessere bessern höher intensivieren mehr optimal optimieren optimiert reduzieren
    schneller senken stärken steigern verbessern verbessert verringern weniger
    """
)
DONE_WORDS = _words(
    """
    complete completed delivered done finished introduced launched live released rolled shipped
    abgeschlossen ausgerollt beendet eingeführt erledigt fertig fertiggestellt geliefert umgesetzt
    veröffentlicht
    """
)
