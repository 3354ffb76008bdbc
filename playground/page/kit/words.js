// What the page itself says, in the language of the person who is acted as.

const ENGLISH = {
  acting: "Acting as",
  find: "Find a person",
  channels: "Channels",
  apps: "Apps",
  messages: "Messages",
  home: "Home",
  message: "Message",
  send: "Send",
  shortcuts: "Shortcuts",
  noShortcuts: "The app has no shortcuts.",
  onlyYou: "Only visible to you",
  edited: "(edited)",
  hour: "+1 hour",
  day: "+1 day",
  week: "+1 week",
  nextDue: "Next due moment",
  live: "Real time",
  running: "Working …",
  stands: "The clock stands until you move it",
  app: "APP",
  close: "Close",
  cancel: "Cancel",
  optional: "(optional)",
  choose: "Choose an option",
  chooseMany: "Choose options",
  chooseDay: "Select a date",
  chooseTime: "Select a time",
  chosen: "Chosen",
  clear: "Clear",
  remove: "Remove",
  atMost: "You can choose at most {n}.",
  typeMore: "Type at least {n} characters.",
  loading: "Loading …",
  noResults: "No results found",
  noAnswer: "This app did not answer. Try again.",
  pressEnter: "Press Enter to send",
  lettersLeft: "{n} characters left",
  time: "Time",
  monthBefore: "Previous month",
  monthAfter: "Next month",
  back: "Back",
  archived: "archived",
  members: "members",
  noMessages: "Nothing here yet.",
  noHome: "The app has not published a Home tab yet.",
  more: "More actions",
  reply: "Reply in thread",
  replies: "replies",
  oneReply: "1 reply",
  inThread: "Reply to the thread",
  seeMore: "See more",
  seeLess: "See less",
  notDrawn: "This playground does not draw “{type}” blocks.",
  elementNotDrawn: "“{type}” is not drawn here",
  drawnWrong: "This “{type}” block is not as Slack describes it.",
  json: "Show its JSON",
  alert_default: "Note",
  alert_info: "Information",
  alert_warning: "Warning",
  alert_error: "Error",
  alert_success: "Success",
  taskDone: "Done",
  taskOpen: "Open",
  table: "Table",
  rowsOf: "{from}–{to} of {all}",
  pageBefore: "Previous page",
  pageAfter: "Next page",
  asTable: "Show as table",
  value: "Value",
  chart_pie: "Pie chart",
  chart_bar: "Bar chart",
  chart_line: "Line chart",
  chart_area: "Area chart",
  unread: "unread",
  today: "Today",
  yesterday: "Yesterday",
  private: "private",
  menu: "Show the sidebar",
  waiting: "Others with unread messages",
  link: "Copy link",
  copied: "Link copied",
  new: "New",
  latest: "Jump to latest",
  beginning: "This is the very beginning of {room}.",
  thread: "Thread",
  closeThread: "Close thread",
  lastReply: "Last reply",
  onDay: "{day} at {time}",
  react: "Add reaction",
  reactions: "Reactions",
  you: "you",
  messageTools: "Message actions",
  suggestions: "Suggestions",
  isArchived: "This channel is archived. Nobody can post here any more.",
  sidebar: "Channels and apps",
  jumpTo: "Jump to a channel",
  skip: "Skip to the conversation",
  reconnecting: "Reconnecting …",
};
const GERMAN = {
  acting: "Du bist",
  find: "Person suchen",
  channels: "Kanäle",
  apps: "Apps",
  messages: "Nachrichten",
  home: "Startseite",
  message: "Nachricht an",
  send: "Senden",
  shortcuts: "Shortcuts",
  noShortcuts: "Die App hat keine Shortcuts.",
  onlyYou: "Nur für dich sichtbar",
  edited: "(bearbeitet)",
  hour: "+1 Stunde",
  day: "+1 Tag",
  week: "+1 Woche",
  nextDue: "Nächster Termin",
  live: "Echte Zeit",
  running: "Läuft …",
  stands: "Die Uhr steht, bis du sie bewegst",
  app: "APP",
  close: "Schließen",
  cancel: "Abbrechen",
  optional: "(optional)",
  choose: "Option auswählen",
  chooseMany: "Optionen auswählen",
  chooseDay: "Datum auswählen",
  chooseTime: "Uhrzeit auswählen",
  chosen: "Ausgewählt",
  clear: "Leeren",
  remove: "Entfernen:",
  atMost: "Du kannst höchstens {n} auswählen.",
  typeMore: "Gib mindestens {n} Zeichen ein.",
  loading: "Wird geladen …",
  noResults: "Keine Ergebnisse gefunden",
  noAnswer: "Diese App hat nicht geantwortet. Versuch es noch einmal.",
  pressEnter: "Zum Senden die Eingabetaste drücken",
  lettersLeft: "noch {n} Zeichen",
  time: "Uhrzeit",
  monthBefore: "Vorheriger Monat",
  monthAfter: "Nächster Monat",
  back: "Zurück",
  archived: "archiviert",
  members: "Mitglieder",
  noMessages: "Hier ist noch nichts.",
  noHome: "Die App hat noch keine Startseite veröffentlicht.",
  more: "Weitere Aktionen",
  reply: "Im Thread antworten",
  replies: "Antworten",
  oneReply: "1 Antwort",
  inThread: "Im Thread antworten",
  seeMore: "Mehr anzeigen",
  seeLess: "Weniger anzeigen",
  notDrawn: "Dieser Playground zeichnet keine „{type}“-Blöcke.",
  elementNotDrawn: "„{type}“ wird hier nicht gezeichnet",
  drawnWrong: "Dieser „{type}“-Block ist nicht so, wie Slack ihn beschreibt.",
  json: "JSON zeigen",
  alert_default: "Hinweis",
  alert_info: "Information",
  alert_warning: "Warnung",
  alert_error: "Fehler",
  alert_success: "Erfolg",
  taskDone: "Erledigt",
  taskOpen: "Offen",
  table: "Tabelle",
  rowsOf: "{from}–{to} von {all}",
  pageBefore: "Vorherige Seite",
  pageAfter: "Nächste Seite",
  asTable: "Als Tabelle zeigen",
  value: "Wert",
  chart_pie: "Kreisdiagramm",
  chart_bar: "Balkendiagramm",
  chart_line: "Liniendiagramm",
  chart_area: "Flächendiagramm",
  unread: "ungelesen",
  today: "Heute",
  yesterday: "Gestern",
  private: "privat",
  menu: "Seitenleiste zeigen",
  waiting: "Andere mit ungelesenen Nachrichten",
  link: "Link kopieren",
  copied: "Link kopiert",
  new: "Neu",
  latest: "Zum Neuesten",
  beginning: "Hier beginnt {room}.",
  thread: "Thread",
  closeThread: "Thread schließen",
  lastReply: "Letzte Antwort",
  onDay: "{day} um {time}",
  react: "Reaktion hinzufügen",
  reactions: "Reaktionen",
  you: "du",
  messageTools: "Aktionen für die Nachricht",
  suggestions: "Vorschläge",
  isArchived: "Dieser Kanal ist archiviert. Niemand kann hier mehr schreiben.",
  sidebar: "Kanäle und Apps",
  jumpTo: "Zu einem Kanal springen",
  skip: "Zur Unterhaltung springen",
  reconnecting: "Verbindung wird wiederhergestellt …",
};

let words = ENGLISH;
export let locale = "en-US";
export let zone = "UTC";

export function speak(person) {
  locale = person?.locale || "en-US";
  zone = person?.tz || "UTC";
  words = locale.startsWith("de") ? GERMAN : ENGLISH;
  document.documentElement.lang = locale;
}

export const t = (key, values = {}) =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

// Making a format takes longer than using it a hundred times.
const formats = new Map();

function format(options) {
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  if (!formats.has(key))
    formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
  return formats.get(key);
}

export const time = (moment, options) => format(options).format(moment);

const momentOf = (ts) => new Date(Number(ts) * 1000);

export const at = (ts) => time(momentOf(ts), { hour: "numeric", minute: "2-digit" });
export const dayOf = (moment) =>
  time(moment, { year: "numeric", month: "2-digit", day: "2-digit" });
export const fullTime = (moment) => time(moment, { dateStyle: "full", timeStyle: "short" });
export const listed = (words) => new Intl.ListFormat(locale).format(words);

export function dayName(ts, now) {
  const day = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  return nearDay(ts, now) ?? time(momentOf(ts), day);
}

/** A moment within a sentence: "today at 9:00 AM". */
export function dayPhrase(ts, now) {
  const near = nearDay(ts, now)?.toLocaleLowerCase(locale);
  const day = near ?? time(momentOf(ts), { day: "numeric", month: "short", year: "numeric" });
  return t("onDay", { day, time: at(ts) });
}

function nearDay(ts, now) {
  const day = dayOf(momentOf(ts));
  if (day === dayOf(now)) return t("today");
  return day === dayOf(new Date(now - 86400000)) ? t("yesterday") : null;
}
