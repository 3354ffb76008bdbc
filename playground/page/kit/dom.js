// Making elements, asking the control API, and the few things every file needs.

import { t } from "./words.js";

const toasts = document.getElementById("toasts");

export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name || "div");
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) set(element, key, value);
  element.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

function set(element, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
  else if (key === "value" || key === "checked" || key === "selected") element[key] = value;
  else element.setAttribute(key, value === true ? "" : value);
}

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

export async function read(name, query = {}) {
  const response = await fetch(`/control/${name}?${new URLSearchParams(query)}`);
  return response.json();
}

export async function act(name, body = {}) {
  const response = await fetch(`/control/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) toast(answer.error);
  else document.dispatchEvent(new CustomEvent("acted", { detail: { name, body } }));
  return answer;
}

// Stays six seconds, longer while the pointer or the focus is on it; at most three at a time.
export function toast(text) {
  let later = 0;
  const go = () => {
    later = setTimeout(() => box.remove(), 6000);
  };
  const stay = () => clearTimeout(later);
  const box = h(
    "p.toast",
    { onpointerenter: stay, onpointerleave: go, onfocusin: stay, onfocusout: go },
    text,
    h("button.toast-close", {
      type: "button",
      "aria-label": t("close"),
      onclick: () => box.remove(),
    }),
  );
  toasts.append(box);
  while (toasts.children.length > 3) toasts.firstChild.remove();
  settleToasts();
  go();
}

// An open modal makes everything outside of it inert and covers it: toasts move into it.
export function settleToasts() {
  const dialogs = [...document.querySelectorAll("dialog[open]")];
  (dialogs.at(-1) ?? document.body).append(toasts);
  if (toasts.matches(":popover-open")) toasts.hidePopover();
  toasts.showPopover();
}

function initials(name) {
  return name
    .split(/\s+/)
    .map((word) => word[0])
    .slice(0, 2)
    .join("")
    .toUpperCase();
}

export function avatar(id, name, isApp) {
  const box = h(
    isApp ? "span.avatar.app" : "span.avatar",
    { "aria-hidden": "true" },
    initials(name),
  );
  let hue = 0;
  for (const char of id) hue = (hue * 31 + char.charCodeAt(0)) % 360;
  if (!isApp) box.style.backgroundColor = `hsl(${hue} 42% 33%)`;
  return box;
}
