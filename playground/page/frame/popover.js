// A button that opens a panel; Escape and a press elsewhere close it, and the focus returns.

/** Lets `button` open and close `panel`; answers with the function that closes it. */
export function popover(button, panel, { onopen = () => {} } = {}) {
  panel.hidden = true;
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", panel.id);
  const set = (isOpen) => {
    panel.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
  };
  const close = () => {
    if (panel.hidden) return;
    if (panel.contains(document.activeElement)) button.focus();
    set(false);
  };
  button.addEventListener("click", () => {
    set(panel.hidden);
    if (!panel.hidden) onopen();
  });
  document.addEventListener("click", (event) => {
    if (!event.composedPath().includes(panel) && !button.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  return close;
}
