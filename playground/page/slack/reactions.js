// Reactions below a message, and the emoji one can react with.

import { act, h } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { emoji } from "../blocks/emoji.js";
import { menu } from "../blocks/menu.js";
import { personName } from "../blocks/mentions.js";
import { listed, t } from "../kit/words.js";

// prettier-ignore
const OFFERED = [
  "white_check_mark", "eyes", "raised_hands", "tada", "+1", "clap",
  "rocket", "fire", "heart", "pray", "bulb", "thinking_face",
];

/** The pills below a message; pressing one takes part or leaves. */
export function reactions(message, place) {
  if (!message.reactions?.length) return null;
  const pills = message.reactions.map((one) => pill(one, message, place));
  const all = [...pills, reactionMenu("pill.add", message.ts, place)];
  return h("div.pills", { role: "group", "aria-label": t("reactions") }, all);
}

function pill({ name, count, users }, message, place) {
  const who = listed(users.map((user) => (user === place.user ? t("you") : personName(user))));
  return h(
    "button.pill",
    {
      type: "button",
      "aria-pressed": String(users.includes(place.user)),
      "aria-label": `${spoken(name)}, ${count}: ${who}`,
      title: `${who} · :${name}:`,
      "data-action": `react-${name}`,
      onclick: () => react(name, message.ts, place),
    },
    emoji(name),
    h("span.pill-count", {}, String(count)),
  );
}

/** The button that offers emoji. */
export function reactionMenu(tag, ts, place) {
  const items = OFFERED.map((name) => ({
    label: emoji(name),
    name: spoken(name),
    run: () => react(name, ts, place),
  }));
  const label = { "aria-label": t("react"), title: t("react"), "data-action": "react" };
  const offered = menu(label, icon("smile"), items);
  offered.classList.add("emoji-menu");
  offered.firstChild.classList.add(...tag.split("."));
  return offered;
}

function react(name, ts, { user, room }) {
  return act("react", { user, channel: room.id, ts, name });
}

const spoken = (name) => name.replaceAll("_", " ");
