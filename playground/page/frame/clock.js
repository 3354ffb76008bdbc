// The workspace's time, and the buttons that move it.

import { act, h } from "../kit/dom.js";
import { t, time, zone } from "../kit/words.js";

let isMoving = false;

export function drawClock(state, refresh) {
  const now = new Date(state.now);
  const due = state.next_due ? new Date(state.next_due) : null;
  const move = async (body) => {
    isMoving = true;
    drawClock(state, refresh);
    await act("time", body);
    isMoving = false;
    await refresh();
  };
  const button = (label, body, extra = {}) =>
    h(
      "button.step",
      { type: "button", disabled: isMoving, onclick: () => move(body), ...extra },
      label,
    );
  const moment = time(now, {
    weekday: "short",
    day: "2-digit",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  const dueLabel = due
    ? `${t("nextDue")} · ${time(due, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" })}`
    : t("nextDue");
  document
    .getElementById("clock")
    .replaceChildren(
      h(
        "span.now",
        { title: `${zone}${state.is_live ? "" : ` · ${t("stands")}`}` },
        h("span", { "aria-hidden": "true" }, state.is_live ? "🕐" : "⏸"),
        ` ${isMoving ? t("running") : moment}`,
      ),
      h(
        "button.step.due",
        { type: "button", disabled: isMoving || !due, onclick: () => move({ next_due: true }) },
        dueLabel,
      ),
      button(t("hour"), { seconds: 3600 }),
      button(t("day"), { seconds: 86400 }),
      button(t("week"), { seconds: 604800 }),
      state.is_live || state.is_followed ? "" : button(t("live"), { live: true }),
    );
}
