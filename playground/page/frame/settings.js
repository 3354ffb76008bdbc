// The menu of settings: colours, language, start over, what keys there are.

import { act, h } from "../kit/dom.js";
import { choice, chooseLanguage, translate } from "./words.js";
import { chooseTheme, theme, THEMES } from "./theme.js";

const LANGUAGES = { browser: null, en: "English", de: "Deutsch" };
const KEYS = {
  "Alt+N": "nextDue",
  "Alt+U": "acting",
  "Alt+T": "tours",
  "Alt+I": "happened",
  "Alt+S": "settings",
  "Ctrl+K": "keyRooms",
  "Alt+↑ ↓": "keyNext",
  F6: "keyPart",
  "↑ ↓": "keyRows",
  Esc: "keyClose",
};

let state = null;

/** Remembers what the menu shows when it opens. */
export const drawSettings = (newest) => (state = newest);

/** Fills the panel, and puts the focus on its first field. */
export function settings(panel, refresh, close) {
  const takeLanguage = (name) => {
    chooseLanguage(name);
    forget("lang");
    refresh();
    translate(panel);
  };
  const takeTheme = (name) => {
    chooseTheme(name);
    forget("theme");
  };
  const first = setting("theme", THEMES, theme, takeTheme);
  panel.replaceChildren(
    first,
    setting("language", Object.keys(LANGUAGES), choice, takeLanguage),
    h("p.quiet", { "data-f": "slackSpeaks" }),
    h("a.link", { href: "/gallery", "data-f": "gallery" }),
    state.can_start_over ? startOver(refresh, close) : "",
    keys(),
  );
  translate(panel);
  first.querySelector("select").focus();
}

// A choice made here wins over the one in the address.
function forget(name) {
  const address = new URL(location);
  address.searchParams.delete(name);
  history.replaceState(null, "", address);
}

/** A menu of the choices `values`, called `word`; `take(value)` is told of a new one. */
export function setting(name, values, chosen, take, word = name) {
  const options = values.map((value) => {
    const own = name === "language" && LANGUAGES[value];
    return h("option", own ? { value, lang: value } : { value, "data-f": value }, own || "");
  });
  const field = h("select", { onchange: (event) => take(event.target.value) }, options);
  field.value = chosen;
  return h("label.setting", {}, h("span", { "data-f": word }), field);
}

function startOver(refresh, close) {
  const asked = h("div.sure", { hidden: true }, h("p", { "data-f": "sure" }));
  const ask = h("button.plain-button", { type: "button", "data-f": "startOver" });
  const show = (isAsked) => {
    asked.hidden = !isAsked;
    ask.hidden = isAsked;
    (isAsked ? asked.querySelector("button") : ask).focus();
  };
  ask.addEventListener("click", () => show(true));
  const go = async () => {
    close();
    await act("start_over");
    refresh();
  };
  asked.append(
    h(
      "div.sure-answers",
      {},
      h("button.plain-button", {
        type: "button",
        "data-f": "cancel",
        onclick: () => show(false),
      }),
      h("button.plain-button.danger", { type: "button", "data-f": "startOver", onclick: go }),
    ),
  );
  return h("div.start-over", {}, ask, asked);
}

function keys() {
  const rows = Object.entries(KEYS).flatMap(([key, word]) => [
    h("dt", {}, h("kbd", {}, key)),
    h("dd", { "data-f": word }),
  ]);
  return h("section.keys", {}, h("h2", { "data-f": "shortcuts" }), h("dl", {}, rows));
}
