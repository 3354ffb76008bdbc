// The dialog that asks whether one is sure; Esc means no.

import { h, settleToasts } from "../kit/dom.js";
import { plain, text } from "../blocks/mrkdwn.js";

const box = document.getElementById("confirm");

// Whether the person is sure of what `source`, Slack's confirmation dialog object, asks. The answer
// is given at once: the close event comes later, when the next question may be open already.
export function ask(source) {
  return new Promise((answered) => {
    const end = (isSure) => () => {
      box.close();
      settleToasts();
      answered(isSure);
    };
    const style = source.style === "danger" ? "danger" : "primary";
    const yes = h(
      `button.button.${style}`,
      { type: "button", onclick: end(true) },
      plain(source.confirm),
    );
    box.replaceChildren(
      h("h2", { id: "confirm-title" }, plain(source.title)),
      h("p", { id: "confirm-text" }, text(source.text)),
      h(
        "div.confirm-foot",
        {},
        h("button.button", { type: "button", onclick: end(false) }, plain(source.deny)),
        yes,
      ),
    );
    box.oncancel = end(false);
    box.showModal();
    yes.focus();
    settleToasts();
  });
}

box.setAttribute("role", "alertdialog");
box.setAttribute("aria-labelledby", "confirm-title");
box.setAttribute("aria-describedby", "confirm-text");
