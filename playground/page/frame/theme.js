// Light, dark or as the system has it; asked for by ?theme=, else remembered.

const CHOICE = "playground.theme";
export const THEMES = ["system", "light", "dark"];

export let theme = chosen();
show();

function chosen() {
  const asked = new URLSearchParams(location.search).get("theme") ?? localStorage.getItem(CHOICE);
  return THEMES.includes(asked) ? asked : "system";
}

export function chooseTheme(name) {
  theme = name;
  localStorage.setItem(CHOICE, name);
  show();
}

function show() {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
