// Times of day in a person's way of writing, and moments in a person's zone.

import { locale } from "../kit/words.js";

const QUARTERS = Array.from({ length: 96 }, (_, index) => index * 15);
const padded = (number) => String(number).padStart(2, "0");
const asTime = (minutes) => `${padded(Math.floor(minutes / 60))}:${padded(minutes % 60)}`;

export const quarters = () => QUARTERS.map(asTime);

export function timeWords(time) {
  const moment = new Date(`2026-01-01T${time}:00Z`);
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", timeStyle: "short" })
    .format(moment)
    .replace("\u202f", " ");
}

// "9", "907", "9:07", "9.07 pm", "21:07 Uhr" → "09:07"; null for what is no time.
export function typedTime(text) {
  const found = /^\s*(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am?|pm?|uhr)?\s*$/i.exec(text);
  if (!found) return null;
  const half = (found[3] ?? "").toLowerCase()[0];
  let hour = Number(found[1]);
  if (half === "p" && hour < 12) hour += 12;
  if (half === "a" && hour === 12) hour = 0;
  const minute = Number(found[2] ?? 0);
  return hour < 24 && minute < 60 ? asTime(hour * 60 + minute) : null;
}

// A moment (Date) as {day, time} on the clocks of a zone.
export function inZone(moment, zone) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(moment);
  const { year, month, day, hour, minute } = Object.fromEntries(
    parts.map(({ type, value }) => [type, value]),
  );
  return { day: `${year}-${month}-${day}`, time: `${hour}:${minute}` };
}

// Seconds since 1970 at which the clocks of a zone show this. Where they skip it, an hour later.
export function secondsOf(day, time, zone) {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const shown = (at) => {
    const { day: onDay, time: atTime } = inZone(new Date(at), zone);
    return Date.parse(`${onDay}T${atTime}:00Z`);
  };
  const first = wanted - (shown(wanted) - wanted);
  const second = first - (shown(first) - wanted);
  return (shown(second) === wanted ? second : first) / 1000;
}

export function zoneWords(zone, moment = new Date()) {
  const parts = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    timeZoneName: "long",
  }).formatToParts(moment);
  return parts.find((part) => part.type === "timeZoneName").value;
}
