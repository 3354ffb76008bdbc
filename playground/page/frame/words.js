// What the frame around the Slack says, in the visitor's language: the browser's, until one is
// chosen. The Slack inside speaks the language of the person who is acted as.

const LANGUAGES = ["en", "de"];
const WORDS = {
  settings: ["Settings", "Einstellungen"],
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

/** A sentence of the frame; `{name}` in it is filled from `values`. */
export function f(key, values = {}) {
  return fill(WORDS[key]?.[LANGUAGES.indexOf(language)] ?? key, values);
}

/** A sentence with its `{name}`s filled from `values`. */
export const fill = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

/** The text in the visitor's language, of a pair such as `{en: "Start", de: "Los"}`. */
export const inLanguage = (pair) => pair[language] ?? pair.en;
