// A month to choose a day from. Arrows move by days and weeks, Page Up and Page Down by months
// (with Shift by years), Home and End within the week. Days are "2026-01-05", without any zone.

import { h } from "../kit/dom.js";
import { locale, t } from "../kit/words.js";

const DAY = 86_400_000;
const asDate = (day) => new Date(`${day}T00:00:00Z`);
const asDay = (date) => date.toISOString().slice(0, 10);
const said = (date, options) =>
  new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(date);

export const dayWords = (day) => said(asDate(day), { dateStyle: "medium" });

// Monday is 1 and Sunday 7; where the browser does not know, it is Monday.
function weekStart() {
  const known = new Intl.Locale(locale);
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
}

const plusDays = (day, days) => asDay(new Date(asDate(day).getTime() + days * DAY));

function plusMonths(day, months) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return asDay(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))));
}

const intoWeek = (day) => (asDate(day).getUTCDay() - weekStart() + 7) % 7;

function weeks(day) {
  const first = `${day.slice(0, 8)}01`;
  const start = plusDays(first, -intoWeek(first));
  const next = plusMonths(first, 1);
  const rows = [];
  for (let monday = start; monday < next; monday = plusDays(monday, 7))
    rows.push([0, 1, 2, 3, 4, 5, 6].map((days) => plusDays(monday, days)));
  return rows;
}

export class Calendar {
  constructor({ chosen, today, pick }) {
    Object.assign(this, { chosen, today, pick });
    this.day = chosen ?? today;
    this.title = h("strong.calendar-title", { "aria-live": "polite" });
    this.grid = h("table.calendar-grid", { role: "grid" });
    this.grid.addEventListener("keydown", (event) => this.key(event));
    this.box = h("div.calendar", {}, this.head(), this.grid);
    this.draw();
  }

  head() {
    const turn = (months, sign, name) =>
      h(
        "button.icon",
        {
          type: "button",
          "aria-label": name,
          onclick: () => this.show(plusMonths(this.day, months)),
        },
        sign,
      );
    return h(
      "div.calendar-head",
      {},
      turn(-1, "‹", t("monthBefore")),
      this.title,
      turn(1, "›", t("monthAfter")),
    );
  }

  show(day) {
    this.day = day;
    this.draw();
  }

  draw() {
    const rows = weeks(this.day);
    this.title.textContent = said(asDate(this.day), { month: "long", year: "numeric" });
    this.grid.setAttribute("aria-label", this.title.textContent);
    const names = rows[0].map((day) =>
      h(
        "th",
        { scope: "col", abbr: said(asDate(day), { weekday: "long" }) },
        said(asDate(day), { weekday: "short" }),
      ),
    );
    this.grid.replaceChildren(
      h("thead", {}, h("tr", {}, names)),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            {},
            row.map((day) => this.cell(day)),
          ),
        ),
      ),
    );
  }

  cell(day) {
    const isOther = day.slice(0, 7) !== this.day.slice(0, 7);
    const classes = `${isOther ? ".other" : ""}${day === this.today ? ".today" : ""}`;
    return h(
      "td",
      { role: "gridcell", "aria-selected": String(day === this.chosen) },
      h(
        `button.day-of-month${classes}`,
        {
          type: "button",
          tabindex: day === this.day ? "0" : "-1",
          "data-day": day,
          "aria-label": said(asDate(day), { dateStyle: "full" }),
          "aria-current": day === this.today ? "date" : null,
          onclick: () => this.pick(day),
        },
        String(Number(day.slice(8))),
      ),
    );
  }

  key(event) {
    const next = {
      ArrowLeft: () => plusDays(this.day, -1),
      ArrowRight: () => plusDays(this.day, 1),
      ArrowUp: () => plusDays(this.day, -7),
      ArrowDown: () => plusDays(this.day, 7),
      Home: () => plusDays(this.day, -intoWeek(this.day)),
      End: () => plusDays(this.day, 6 - intoWeek(this.day)),
      PageUp: () => plusMonths(this.day, event.shiftKey ? -12 : -1),
      PageDown: () => plusMonths(this.day, event.shiftKey ? 12 : 1),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    this.show(next());
    this.focus();
  }

  focus() {
    this.grid.querySelector("[tabindex='0']").focus();
  }
}
