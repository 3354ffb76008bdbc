// What the frame around the Slack says, in the visitor's language: the browser's, until one is
// chosen. The Slack inside speaks the language of the person who is acted as.

const LANGUAGES = ["en", "de"];
const WORDS = {
  acting: ["Acting as", "Du bist"],
  find: ["Find a person", "Person suchen"],
  nobody: ["Nobody is called that.", "So heißt niemand."],
  unread: ["{n} unread", "{n} ungelesen"],
  waiting: ["Others with unread messages: {n}", "Andere mit ungelesenen Nachrichten: {n}"],

  time: ["Time", "Zeit"],
  live: ["real time", "echte Zeit"],
  standing: ["standing", "steht"],
  moving: ["moving …", "läuft …"],
  stands: ["The clock stands until you move it", "Die Uhr steht, bis du sie bewegst"],
  nextDue: ["Next due", "Nächster Termin"],
  moment: ["moment", ""],
  nothingDue: ["Nothing is due", "Nichts steht an"],
  hour: ["+1 hour", "+1 Stunde"],
  day: ["+1 day", "+1 Tag"],
  week: ["+1 week", "+1 Woche"],
  realTime: ["Real time", "Echte Zeit"],
  quarter: ["Run the quarter", "Quartal abspielen"],
  stop: ["Stop", "Anhalten"],
  itIs: ["It is now {moment}.", "Jetzt ist {moment}."],

  tours: ["Tours", "Touren"],
  noTours: ["There are no tours here.", "Hier gibt es keine Touren."],
  tourBegins: ["One moment, the demo starts over …", "Einen Moment, die Demo beginnt von vorn …"],
  tourNamed: ["Tour: {title}", "Tour: {title}"],
  tourStep: ["{n} of {all}", "{n} von {all}"],
  tourDo: ["Do it, or press Next.", "Tu es, oder drücke auf Weiter."],
  tourNext: ["Next", "Weiter"],
  tourEnd: ["End the tour", "Tour beenden"],
  tourLost: [
    "What comes next did not appear. Please start the tour again.",
    "Was als Nächstes kommt, ist nicht erschienen. Bitte beginne die Tour von vorn.",
  ],
  tourAgain: ["Start the tour again", "Tour von vorn beginnen"],
  tourDone: ["Done", "Geschafft"],
  tourFollowing: ["Next tour: {title}", "Nächste Tour: {title}"],
  tourClose: ["Close", "Schließen"],
  gallery: ["Gallery of all blocks", "Galerie aller Blöcke"],
  toExamples: ["Skip to the examples", "Zu den Beispielen springen"],
  contents: ["Contents", "Inhalt"],
  surface: ["Surface", "Oberfläche"],
  spoken: ["Language", "Sprache"],
  message: ["Message", "Nachricht"],
  modal: ["Modal", "Modal"],
  home: ["Home", "Startseite"],
  sentBlocks: ["Blocks the app sends", "Blöcke, die die App sendet"],
  wouldSend: ["Slack would send at once", "Slack würde sofort senden"],
  wouldSubmit: ["Slack would send with the form", "Slack würde mit dem Formular senden"],
  settings: ["Settings", "Einstellungen"],
  theme: ["Colours", "Farben"],
  system: ["As the system", "Wie das System"],
  light: ["Light", "Hell"],
  dark: ["Dark", "Dunkel"],
  language: ["Language of this frame", "Sprache dieses Rahmens"],
  browser: ["As the browser", "Wie der Browser"],
  slackSpeaks: [
    "The Slack inside speaks the language of the person you are.",
    "Das Slack darin spricht die Sprache der Person, die du bist.",
  ],
  startOver: ["Start over", "Von vorn beginnen"],
  sure: [
    "Everything that happened here is forgotten. Start over?",
    "Alles, was hier geschah, wird vergessen. Von vorn beginnen?",
  ],
  cancel: ["Cancel", "Abbrechen"],
  shortcuts: ["Keyboard", "Tastatur"],
  keyRooms: ["Find a conversation", "Unterhaltung suchen"],
  keyNext: ["Next conversation", "Nächste Unterhaltung"],
  keyPart: ["Next part of the page", "Nächster Teil der Seite"],
  keyRows: ["Rows of “What happened”", "Zeilen von „Was geschah“"],
  keyClose: ["Close what is open", "Schließen, was offen ist"],

  happened: ["What happened", "Was geschah"],
  refusals: ["Refused since you looked: {n}", "Abgelehnt, seit du hinsahst: {n}"],
  close: ["Close", "Schließen"],
  all: ["All", "Alles"],
  refused: ["Refused", "Abgelehnt"],
  deliveries: ["Slack → app", "Slack → App"],
  calls: ["App → Slack", "App → Slack"],
  show: ["Show", "Zeigen"],
  search: ["Search", "Suchen"],
  pause: ["Pause", "Pause"],
  goOn: ["Go on", "Weiter"],
  clear: ["Clear", "Leeren"],
  nothingYet: [
    "Nothing yet. Type a command, press a button or move the clock.",
    "Noch nichts. Tippe einen Befehl, drücke einen Knopf oder bewege die Uhr.",
  ],
  ok: ["ok", "ok"],
  retry: ["retry", "Wiederholung"],
  faultMark: ["fault", "Störung"],
  request: ["Request", "Anfrage"],
  response: ["Answer", "Antwort"],
  empty: ["empty", "leer"],
  refusedFor: ["Refused:", "Abgelehnt:"],
  mend: ["What helps:", "Was hilft:"],
  blockN: ["block {n}", "Block {n}"],
  elementN: ["element {n}", "Element {n}"],
  optionN: ["option {n}", "Option {n}"],
  fieldN: ["field {n}", "Feld {n}"],
  pointer: ["Place in the payload", "Stelle in der Anfrage"],
  forgotten: ["This entry is no longer kept.", "Dieser Eintrag ist nicht mehr da."],

  faults: ["Things that go wrong", "Was schiefgeht"],
  faultOn: ["Going wrong: {names}", "Es geht schief: {names}"],
  429: ["Rate limit", "Ratenlimit"],
  "429About": [
    "Each call is answered 429: wait 5 seconds.",
    "Auf jeden Aufruf folgt 429: 5 Sekunden warten.",
  ],
  500: ["Error 500", "Fehler 500"],
  "500About": ["Slack answers with an internal error.", "Slack antwortet mit internem Fehler."],
  drop: ["Dropped connections", "Abgebrochene Verbindungen"],
  dropAbout: [
    "The line breaks before a call has any effect.",
    "Die Leitung bricht, bevor ein Aufruf wirkt.",
  ],
  slow: ["Slow", "Langsam"],
  slowAbout: ["Each answer takes 4 seconds.", "Jede Antwort braucht 4 Sekunden."],
  uninstalled: ["Uninstalled", "Deinstalliert"],
  uninstalledAbout: [
    "The app is removed and its token refused; off installs it again.",
    "Die App ist entfernt, ihr Token gilt nicht; aus installiert sie wieder.",
  ],
};
const CHOICE = "playground.language";

export let choice = chosen();
export let language = spoken();

function chosen() {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(CHOICE);
  return LANGUAGES.includes(asked) ? asked : "browser";
}

function spoken() {
  if (choice !== "browser") return choice;
  return navigator.language.startsWith("de") ? "de" : "en";
}

/** Speaks "en", "de" or as the "browser" does, from now on. */
export function chooseLanguage(name) {
  choice = name;
  language = spoken();
  localStorage.setItem(CHOICE, name);
}

const NAMED = {
  "data-f-label": "aria-label",
  "data-f-title": "title",
  "data-f-placeholder": "placeholder",
};

/** Says again what `data-f` (the text), `data-f-label`, -title and -placeholder name in `root`. */
export function translate(root) {
  for (const one of root.querySelectorAll("[data-f]")) one.textContent = f(one.dataset.f);
  for (const [name, attribute] of Object.entries(NAMED))
    for (const one of [root, ...root.querySelectorAll(`[${name}]`)])
      if (one.hasAttribute(name)) one.setAttribute(attribute, f(one.getAttribute(name)));
}

/** A sentence of the frame; `{name}` in it is filled from `values`. */
export function f(key, values = {}) {
  return fill(WORDS[key]?.[LANGUAGES.indexOf(language)] ?? key, values);
}

/** A sentence with its `{name}`s filled from `values`. */
export const fill = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

/** The text in the visitor's language, of a pair such as `{en: "Start", de: "Los"}`. */
export const inLanguage = (pair) => pair[language] ?? pair.en;

const SPEAKS = { en: "en-US", de: "de-DE" };

// Making a format takes longer than using it a hundred times.
const formats = new Map();

/** A moment in the visitor's language, as a clock in `zone` shows it. */
export function momentIn(zone, moment, options) {
  const key = JSON.stringify([language, zone, options]);
  if (!formats.has(key))
    formats.set(
      key,
      new Intl.DateTimeFormat(SPEAKS[language], { timeZone: zone || "UTC", ...options }),
    );
  return formats.get(key).format(moment);
}
