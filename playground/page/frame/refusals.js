// Why Slack refuses, and how to mend it: the words for its codes and for its sentences.

const pair = (en, de) => ({ en, de });

/** What Slack says of one place in a payload; groups of the expression become {a} and {b}. */
export const PROBLEMS = [
  [
    /^must be less than (\d+) characters$/,
    pair("is longer than {less} characters", "ist länger als {less} Zeichen"),
  ],
  [
    /^must be less than (\d+) characters in all (\w+) blocks$/,
    pair(
      "have more than {less} characters in all {b} blocks",
      "haben mehr als {less} Zeichen in allen {b}-Blöcken",
    ),
  ],
  [/^must be more than 0 characters$/, pair("is empty", "ist leer")],
  [
    /^must be more than (\d+) characters$/,
    pair("has no more than {a} characters", "hat höchstens {a} Zeichen"),
  ],
  [/^missing required field: type$/, pair("has no type", "hat keinen Typ")],
  [/^missing required field: (.*)$/, pair("lacks “{a}”", "hat kein „{a}“")],
  [/^invalid additional property: (.*)$/, pair("must not have “{a}”", "darf kein „{a}“ haben")],
  [
    /^unsupported type: (.*)$/,
    pair(
      "has a type that is not allowed there: {a}",
      "hat einen Typ, der dort nicht erlaubt ist: {a}",
    ),
  ],
  [
    /^no more than (\d+) items allowed \[(\d+) given\]$/,
    pair("has {b} entries, {a} are allowed", "hat {b} Einträge, erlaubt sind {a}"),
  ],
  [
    /^no fewer than (\d+) items allowed$/,
    pair("has fewer than {a} entries", "hat weniger als {a} Einträge"),
  ],
  [
    /^must be an? (\w+)$/,
    pair("is of the wrong kind; {a} is expected", "ist von der falschen Art; erwartet wird {a}"),
  ],
  [/^must be a valid enum value: (.*)$/, pair("is none of {a}", "ist nichts davon: {a}")],
  [
    /^must be between (\d+) and (\d+)$/,
    pair("is not between {a} and {b}", "liegt nicht zwischen {a} und {b}"),
  ],
  [/^must match the pattern (.*)$/, pair("does not match {a}", "passt nicht zu {a}")],
  [
    /^block_id (.*) already exists in the payload$/,
    pair("have the block_id {a} twice", "enthalten die block_id {a} zweimal"),
  ],
  [
    /^action_id (.*) already exists in the block$/,
    pair("have the action_id {a} twice", "enthalten die action_id {a} zweimal"),
  ],
  [/^option values must be unique$/, pair("have a value twice", "enthalten einen Wert zweimal")],
  [
    /^only one table block allowed$/,
    pair("have more than one table", "enthalten mehr als eine Tabelle"),
  ],
  [
    /^no more than 2 data_visualization blocks allowed$/,
    pair("have more than two charts", "enthalten mehr als zwei Diagramme"),
  ],
];

/** What to do about an error code. */
export const MENDS = {
  channel_not_found: pair(
    "Check the channel's id; a private channel is only found by its members.",
    "Prüfe die Id des Kanals; einen privaten finden nur seine Mitglieder.",
  ),
  not_in_channel: pair(
    "Invite the app to the channel, or call conversations.join first.",
    "Lade die App in den Kanal ein, oder rufe vorher conversations.join auf.",
  ),
  is_archived: pair(
    "Choose another channel: this one is archived.",
    "Wähle einen anderen Kanal: dieser ist archiviert.",
  ),
  no_text: pair("Send text or blocks.", "Sende text oder blocks."),
  msg_too_long: pair(
    "Shorten the text to 40,000 characters, or send several messages.",
    "Kürze den Text auf 40.000 Zeichen, oder sende mehrere Nachrichten.",
  ),
  expired_trigger_id: pair(
    "Open the modal within 3 seconds of the press; load its content later with views.update.",
    "Öffne das Modal binnen 3 Sekunden nach dem Druck; lade den Inhalt später mit views.update nach.",
  ),
  exchanged_trigger_id: pair(
    "Use each trigger_id once; for the next modal use the one of the next press.",
    "Verwende jede trigger_id nur einmal; für das nächste Modal die des nächsten Drucks.",
  ),
  hash_conflict: pair(
    "The view has changed since: read its hash again, or leave the hash out.",
    "Die Ansicht hat sich inzwischen geändert: lies ihren hash neu, oder lass ihn weg.",
  ),
  not_found: pair(
    "The view is closed or was never open: open it again.",
    "Die Ansicht ist zu oder war nie offen: öffne sie neu.",
  ),
  push_limit_reached: pair(
    "A stack holds three views: update the top one instead.",
    "Ein Stapel fasst drei Ansichten: ändere stattdessen die oberste.",
  ),
  view_too_large: pair(
    "Keep the view below 250 kB; put data elsewhere than into private_metadata.",
    "Halte die Ansicht unter 250 kB; lege Daten anderswo ab als in private_metadata.",
  ),
  message_not_found: pair(
    "Check channel and ts; the message may be deleted.",
    "Prüfe channel und ts; die Nachricht ist vielleicht gelöscht.",
  ),
  user_not_found: pair("Check the person's id.", "Prüfe die Id der Person."),
  user_not_in_channel: pair(
    "An ephemeral message reaches only members of the channel.",
    "Eine flüchtige Nachricht erreicht nur Mitglieder des Kanals.",
  ),
  unknown_method: pair(
    "The playground does not know this method; see its README for those it knows.",
    "Der Playground kennt diese Methode nicht; seine README nennt, was er kennt.",
  ),
  timeout: pair(
    "Acknowledge within 3 seconds and do the work afterwards.",
    "Bestätige binnen 3 Sekunden und tu die Arbeit danach.",
  ),
  dispatch_failed: pair(
    "Is the app running? Its log says why it did not answer with 200.",
    "Läuft die App? Ihr Protokoll sagt, warum sie nicht mit 200 geantwortet hat.",
  ),
  limit: pair(
    "Wait that long, then send again. Slack takes about one message a second and channel.",
    "Warte so lange und sende dann erneut. Slack nimmt etwa eine Nachricht je Sekunde und Kanal.",
  ),
  scope: pair(
    "Add the scope to oauth_config.scopes.bot in the manifest and install the app again.",
    "Ergänze den Scope im Manifest unter oauth_config.scopes.bot und installiere die App neu.",
  ),
  blocks: pair(
    "Change the highlighted place and send it again: one bad place refuses the whole.",
    "Ändere die markierte Stelle und sende es erneut: eine falsche Stelle genügt zur Ablehnung.",
  ),
  fault: pair(
    "Nothing to mend: the app should bear it and try again. The switch is under “Things that go wrong”.",
    "Nichts zu reparieren: die App sollte es aushalten und es erneut versuchen. Der Schalter steht unter „Was schiefgeht“.",
  ),
  token: pair(
    "Use the token that the playground printed when it started; if the app was uninstalled, install it again.",
    "Nimm das Token, das der Playground beim Start gezeigt hat; wurde die App deinstalliert, installiere sie neu.",
  ),
};

/** Why a call was refused, when it is not about one place. */
export const WHYS = {
  limit: pair(
    "too many calls; the next is welcome in {seconds} s (Retry-After).",
    "zu viele Aufrufe; der nächste ist in {seconds} s willkommen (Retry-After).",
  ),
  scope: pair(
    "the scope {needed} is missing. Granted are: {provided}.",
    "der Scope {needed} fehlt. Gewährt sind: {provided}.",
  ),
  fault: pair("because the switch “{fault}” is on.", "weil der Schalter „{fault}“ an ist."),
  planned: pair("it was told to fail ({fault}).", "er sollte fehlschlagen ({fault})."),
  fault_wait: pair(
    "because the switch “{fault}” is on; Retry-After says {seconds} s.",
    "weil der Schalter „{fault}“ an ist; Retry-After sagt {seconds} s.",
  ),
  token: pair("the token is not taken ({code}).", "das Token gilt nicht ({code})."),
  timeout: pair(
    "the app did not answer within 3 seconds.",
    "die App hat nicht binnen 3 Sekunden geantwortet.",
  ),
  dispatch_failed: pair(
    "the app did not answer, or not with 200.",
    "die App hat nicht geantwortet, oder nicht mit 200.",
  ),
};
