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
  archived: "archived",
  members: "members",
  noMessages: "Nothing here yet.",
  noHome: "The app has not published a Home tab yet.",
  more: "More actions",
  reply: "Reply in thread",
  replies: "replies",
  oneReply: "1 reply",
  inThread: "Reply to the thread",
  showAll: "Show all rows",
  unread: "unread",
  today: "Today",
  yesterday: "Yesterday",
  private: "private",
  menu: "Show the sidebar",
  typeToSearch: "Type to search",
  waiting: "Others with unread messages",
  link: "Copy link",
  copied: "Link copied",
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
  archived: "archiviert",
  members: "Mitglieder",
  noMessages: "Hier ist noch nichts.",
  noHome: "Die App hat noch keine Startseite veröffentlicht.",
  more: "Weitere Aktionen",
  reply: "Im Thread antworten",
  replies: "Antworten",
  oneReply: "1 Antwort",
  inThread: "Im Thread antworten",
  showAll: "Alle Zeilen zeigen",
  unread: "ungelesen",
  today: "Heute",
  yesterday: "Gestern",
  private: "privat",
  menu: "Seitenleiste zeigen",
  typeToSearch: "Zum Suchen tippen",
  waiting: "Andere mit ungelesenen Nachrichten",
  link: "Link kopieren",
  copied: "Link kopiert",
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

export const t = (key) => words[key] ?? key;

export function time(moment, options) {
  return new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(moment);
}

export const at = (ts) => time(new Date(Number(ts) * 1000), { hour: "2-digit", minute: "2-digit" });
export const dayOf = (moment) =>
  time(moment, { year: "numeric", month: "2-digit", day: "2-digit" });

export function dayName(ts, now) {
  const moment = new Date(Number(ts) * 1000);
  if (dayOf(moment) === dayOf(now)) return t("today");
  if (dayOf(moment) === dayOf(new Date(now - 86400000))) return t("yesterday");
  return time(moment, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}
