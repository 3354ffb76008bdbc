// The gallery: every block and element the playground knows, by chapter, with an index beside it.

import { h, read } from "../kit/dom.js";
import { speak } from "../kit/words.js";
import { knowNames } from "../blocks/mentions.js";
import { setting } from "../frame/settings.js";
import { chooseTheme, theme, THEMES } from "../frame/theme.js";
import { choice, chooseLanguage, f, inLanguage, language, translate } from "../frame/words.js";
import { example } from "./example.js";

const SURFACES = ["all", "message", "modal", "home"];
const SPOKEN = { en: "en-US", de: "de-DE" };
const index = document.getElementById("index");
const list = document.getElementById("examples");
const known = { state: null, examples: [] };
let surface = "all";

async function load() {
  const { people } = await read("state");
  const viewer = people.find((one) => !one.is_bot && !one.deleted && one.id !== "USLACKBOT");
  const [state, examples] = await Promise.all([
    read("state", { user: viewer?.id ?? "" }),
    read("gallery"),
  ]);
  Object.assign(known, { state: { rooms: [], ...state, viewer }, examples });
  drawChoices();
  draw();
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

function drawChoices() {
  const languages = { browser: null, en: "English", de: "Deutsch" };
  const speakIt = (name) => {
    chooseLanguage(name);
    draw();
  };
  const only = (name) => {
    surface = name;
    draw();
  };
  document
    .getElementById("choices")
    .replaceChildren(
      setting("surface", SURFACES, surface, only),
      setting("theme", THEMES, theme, chooseTheme),
      setting("language", Object.keys(languages), choice, speakIt, "spoken"),
    );
}

// The Slack of the gallery speaks the visitor's language: here nobody is acted as.
function draw() {
  const { state } = known;
  speak({ ...state.viewer, locale: SPOKEN[language] });
  knowNames(state.people, state.channels, goTo, state.viewer?.id, state.now);
  document.title = `${f("gallery")} · Playground`;
  const shown = known.examples.filter((one) => ["all", one.surface].includes(surface));
  const chapters = Map.groupBy(shown, (one) => inLanguage(one.chapter));
  index.replaceChildren(...[...chapters].map(([title, all]) => contents(title, all)));
  list.replaceChildren(...[...chapters].map(([title, all]) => chapter(title, all)));
  translate(document.body);
}

function goTo(room) {
  location.href = `/#${new URLSearchParams({ in: room })}`;
}

function contents(title, all) {
  const links = all.map((one) =>
    h("li", {}, h("a", { href: `#${one.name}` }, inLanguage(one.title))),
  );
  return h("section", {}, h("h2", {}, title), h("ul", {}, links));
}

function chapter(title, all) {
  const drawn = all.map((one) => example(one, known.state));
  return h("section.chapter", {}, h("h2", {}, title), drawn);
}

load();
