// The rooms a person sees, with their unread marks.

import { avatar, h } from "../kit/dom.js";
import { t } from "../kit/words.js";

export function drawSide(state, here, open) {
  const row = (room, mark, label) =>
    h(
      `button.room${room.id === here ? ".here" : ""}${room.unread ? ".unread" : ""}`,
      {
        type: "button",
        onclick: () => open(room.id),
        "aria-current": room.id === here ? "page" : null,
      },
      mark,
      h("span.room-name", {}, label),
      room.unread
        ? h("span.badge", { "aria-label": `${room.unread} ${t("unread")}` }, String(room.unread))
        : null,
    );
  const channels = state.rooms
    .filter((room) => room.kind !== "im")
    .sort((a, b) => a.name.localeCompare(b.name));
  const direct = state.rooms.filter((room) => room.kind === "im");
  const sign = (room) =>
    h("span.sign", { "aria-hidden": "true" }, room.kind === "group" ? "🔒" : "#");
  document
    .getElementById("side")
    .replaceChildren(
      h("h2", {}, t("apps")),
      ...direct.map((room) =>
        row(room, avatar(state.app.user, state.app.name, true), state.app.name),
      ),
      h("h2", {}, t("channels")),
      ...channels.map((room) =>
        row(room, sign(room), room.is_archived ? `${room.name} (${t("archived")})` : room.name),
      ),
    );
}
