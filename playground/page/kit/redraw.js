// Puts newly drawn content in the place of old, and the focus and what was being typed back into
// it.

const CONTROLS = "a, button, input, select, textarea, summary, [tabindex]";
const FIELDS = "textarea, input:not([type=checkbox], [type=radio])";
const typed = new WeakSet();

/** Puts `fresh` in the place of the node `old`; `moved` goes from one to the other. */
export function swap(old, fresh, moved) {
  keeping(old, fresh, () => {
    old.replaceWith(fresh);
    if (moved) fresh.append(moved);
  });
}

/** Fills `box` with `nodes`. */
export function refill(box, nodes) {
  keeping(box, box, () => box.replaceChildren(...nodes));
}

function keeping(old, fresh, change) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const place = focused && placeOf(focused, old);
  const caret = focused?.matches(FIELDS) ? [focused.selectionStart, focused.selectionEnd] : null;
  const written = [...old.querySelectorAll(FIELDS)].filter((one) => typed.has(one));
  const kept = written.map((one) => [placeOf(one, old), one.value]);
  change();
  for (const [where, value] of kept) restore(find(where, fresh), value);
  if (!focused) return;
  const again = focused.isConnected ? focused : find(place, fresh);
  again?.focus({ preventScroll: true });
  if (caret?.[0] !== undefined && caret?.[0] !== null) again?.setSelectionRange?.(...caret);
}

// Ids of blocks may be new each time: a control is known by what it does, and by which of those.
function nameOf(control) {
  const { tagName, dataset, name, ariaLabel } = control;
  return `${tagName} ${dataset.action ?? (name || ariaLabel)}`;
}

function placeOf(control, root) {
  if (control === root) return null;
  const name = nameOf(control);
  const same = [...root.querySelectorAll(CONTROLS)].filter((one) => nameOf(one) === name);
  return { name, number: same.indexOf(control) };
}

function find(place, root) {
  if (!place) return root;
  const same = [...root.querySelectorAll(CONTROLS)].filter((one) => nameOf(one) === place.name);
  return same[place.number];
}

function restore(field, value) {
  if (!field) return;
  field.value = value;
  typed.add(field);
}

document.addEventListener("input", (event) => typed.add(event.target));
// What was changed is with the app, which may say that it is something else now.
document.addEventListener("change", (event) => typed.delete(event.target));
