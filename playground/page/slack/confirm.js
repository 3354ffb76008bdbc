// The dialog that asks whether one is sure; Esc means no.

import { h, settleToasts } from "../kit/dom.js";
import { plain, text } from "../blocks/mrkdwn.js";

const box = document.getElementById("confirm");
let leave = () => {};

// Whether the person is sure of what `source`, Slack's confirmation dialog object, asks.
export function ask(source) {
  leave();
  return new Promise((answered) => {
    let isSure = false;
    const close = (answer) => () => {
      isSure = answer;
      box.close();
    };
    const style = source.style === "danger" ? "danger" : "primary";
    const yes = h(
      `button.button.${style}`,
      { type: "button", onclick: close(true) },
      plain(source.confirm),
    );
    box.replaceChildren(
      h("h2", { id: "confirm-title" }, plain(source.title)),
      h("p", { id: "confirm-text" }, text(source.text)),
      h(
        "div.confirm-foot",
        {},
        h("button.button", { type: "button", onclick: close(false) }, plain(source.deny)),
        yes,
      ),
    );
    leave = () => answered(isSure);
    box.onclose = () => {
      if (box.open) return; // The question before was closed, and says so only now.
      settleToasts();
      leave();
    };
    box.showModal();
    yes.focus();
    settleToasts();
  });
}

box.setAttribute("role", "alertdialog");
box.setAttribute("aria-labelledby", "confirm-title");
box.setAttribute("aria-describedby", "confirm-text");
