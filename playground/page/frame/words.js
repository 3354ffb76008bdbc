// What the frame around the Slack says, in the visitor's language: the browser's, until one is
// chosen. The Slack inside speaks the language of the person who is acted as.

const WORDS = {
  en: {
    settings: "Settings",
  },
  de: {
    settings: "Einstellungen",
  },
};
const CHOICE = "playground.language";

export let language = chosen() ?? (navigator.language.startsWith("de") ? "de" : "en");

function chosen() {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(CHOICE);
  return asked in WORDS ? asked : null;
}

export function chooseLanguage(name) {
  language = name;
  localStorage.setItem(CHOICE, name);
}

/** A sentence of the frame; `{name}` in it is filled from `values`. */
export function f(key, values = {}) {
  const sentence = WORDS[language][key] ?? WORDS.en[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

/** The text in the visitor's language, of a pair such as `{en: "Start", de: "Los"}`. */
export const inLanguage = (pair) => pair[language] ?? pair.en;
