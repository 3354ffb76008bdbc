// Pickers of days, times and moments. They speak the person's language and live in their zone.

import { h } from "../kit/dom.js";
import { t, zone } from "../kit/words.js";
import { Calendar, dayWords } from "./calendar.js";
import { Combobox } from "./combobox.js";
import { change, entered, idOf, named, shared } from "./entered.js";
import { inZone, quarters, secondsOf, timeWords, typedTime, zoneWords } from "./moments.js";
import { plain } from "./mrkdwn.js";
import { Popup } from "./popup.js";

const canClear = (block) => block.type === "input" && Boolean(block.optional);

export function datepicker(source, block, context) {
  return dayField({
    attributes: shared(source, block, context),
    label: block.type === "input" ? `${idOf(source, block, context)}-label` : null,
    placeholder: plain(source.placeholder) || t("chooseDay"),
    chosen: entered(source, block, context),
    today: inZone(context.now ?? new Date(), zone).day,
    canClear: canClear(block),
    changed: async (day) => (await change(source, block, context, day)) !== null,
  });
}

export function timepicker(source, block, context) {
  const field = timeField({
    attributes: shared(source, block, context),
    label: named(source, block),
    placeholder: plain(source.placeholder) || t("chooseTime"),
    chosen: entered(source, block, context),
    canClear: canClear(block),
    changed: async (time) => (await change(source, block, context, time)) !== null,
  });
  if (!source.timezone) return field;
  return h("div.typed", {}, field, h("p.hint", {}, zoneWords(source.timezone)));
}

export function datetimepicker(source, block, context) {
  const seconds = entered(source, block, context);
  const held = seconds ? inZone(new Date(seconds * 1000), zone) : { day: null, time: null };
  const attributes = shared(source, block, context);
  const send = async (part) => {
    // At once: the time may be chosen while the day is still being told.
    const before = { ...held };
    Object.assign(held, part);
    if (!held.day || !held.time) return true;
    const reply = await change(source, block, context, secondsOf(held.day, held.time, zone));
    if (reply === null) Object.assign(held, before);
    return reply !== null;
  };
  const day = dayField({
    attributes,
    label: block.type === "input" ? `${attributes.id}-label` : null,
    placeholder: t("chooseDay"),
    chosen: held.day,
    today: inZone(context.now ?? new Date(), zone).day,
    changed: (chosen) => send({ day: chosen }),
  });
  const time = timeField({
    attributes: {
      ...attributes,
      id: `${attributes.id}-time`,
      "aria-label": t("time"),
      "data-focus": null,
    },
    label: t("time"),
    placeholder: t("chooseTime"),
    chosen: held.time,
    changed: (chosen) => send({ time: chosen }),
  });
  return h("div.day-and-time", { role: "group", "aria-label": named(source, block) }, day, time);
}

// A button that shows the day and opens the calendar.
function dayField(spec) {
  let { chosen } = spec;
  const words = h("span.day-words");
  const field = dayButton(spec, words, () => (popup.isOpen ? leave() : enter()));
  const popup = new Popup(
    field,
    { role: "dialog", "aria-label": spec.placeholder },
    { classes: ".calendar-popup", onclose: () => field.setAttribute("aria-expanded", "false") },
  );
  const show = () => {
    words.textContent = chosen ? dayWords(chosen) : spec.placeholder;
    words.classList.toggle("placeholder", !chosen);
  };
  const leave = () => {
    popup.close();
    field.focus();
  };
  const pick = async (day) => {
    const before = chosen;
    chosen = day;
    show();
    leave();
    if (day !== before && (await spec.changed(day)) === false) chosen = before;
    show();
  };
  const enter = () => {
    const calendar = new Calendar({ chosen, today: spec.today, pick });
    const none = h("button.link", { type: "button", onclick: () => pick(null) }, t("clear"));
    popup.box.replaceChildren(calendar.box, ...(spec.canClear && chosen ? [none] : []));
    popup.open();
    field.setAttribute("aria-expanded", "true");
    calendar.focus();
  };
  popup.box.addEventListener("keydown", (event) => escaped(event, leave));
  show();
  return h("span.picker-place", {}, field, popup.box);
}

function dayButton({ attributes, label }, words, onclick) {
  return h(
    "button.picker",
    {
      ...attributes,
      type: "button",
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
      "aria-labelledby": label ? `${label} ${attributes.id}` : null,
      "aria-label": null,
      onclick,
    },
    h("span.picker-sign", { "aria-hidden": "true" }, "🗓"),
    words,
    h("span.chevron", { "aria-hidden": "true" }),
  );
}

function escaped(event, leave) {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  leave();
}

// A combobox of quarter hours that also takes every other time that is typed.
function timeField(spec) {
  const asChoice = (time) => ({ value: time, label: timeWords(time) });
  const find = (query) => {
    const typed = typedTime(query);
    const begun = quarters()
      .map(asChoice)
      .filter((choice) => choice.label.toLowerCase().startsWith(query.trim().toLowerCase()))
      .filter((choice) => choice.value !== typed);
    return { groups: [{ choices: query && typed ? [asChoice(typed), ...begun] : begun }] };
  };
  return new Combobox({
    ...spec,
    find,
    chosen: spec.chosen ? [asChoice(spec.chosen)] : [],
    changed: ([choice]) => spec.changed(choice?.value ?? null),
  }).box;
}
