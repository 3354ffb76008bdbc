// Arrow keys go from message to message; the list is one stop of the Tab key.

export function walkIn(box) {
  box.addEventListener("focusin", ({ target }) => {
    if (!target.matches(".message")) return;
    for (const one of box.querySelectorAll(".message[tabindex='0']")) one.tabIndex = -1;
    target.tabIndex = 0;
  });
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || !event.target.matches(".message")) return;
    const all = [...box.querySelectorAll(".message")];
    const next = all[all.indexOf(event.target) + step];
    event.preventDefault();
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  });
}

/** Lets Tab come to the newest message, unless one was walked to. */
export function letIn(box) {
  if (box.querySelector(".message[tabindex='0']")) return;
  const newest = [...box.querySelectorAll(".message")].at(-1);
  if (newest) newest.tabIndex = 0;
}
