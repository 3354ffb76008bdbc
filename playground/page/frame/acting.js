// Who is acted as: the switch at the top right, with everybody's local time.

import { avatar, h } from "../kit/dom.js";
import { t } from "../kit/words.js";

let isChoosing = false;

export function drawActing(state, user, become) {
  const box = document.getElementById("acting");
  const person = state.people.find((one) => one.id === user);
  if (isChoosing && box.dataset.user === user) return fillPeople(box, state, user, become);
  box.dataset.user = user;
  isChoosing = false;
  const list = h("div.popover.people", { id: "people", hidden: true });
  const toggle = () => setOpen(box, list.hidden);
  const search = h("input", {
    type: "search",
    placeholder: t("find"),
    "aria-label": t("find"),
    oninput: () => filter(list),
  });
  list.append(search, h("div.people-list"));
  box.replaceChildren(
    h(
      "button.who",
      {
        type: "button",
        onclick: toggle,
        "aria-haspopup": "true",
        "aria-expanded": "false",
        "aria-controls": "people",
      },
      avatar(user, person.real_name),
      h("span.who-label", {}, h("small", {}, t("acting")), h("strong", {}, person.real_name)),
      h("span.waiting"),
      h("span", { "aria-hidden": "true" }, "▾"),
    ),
    list,
  );
  fillPeople(box, state, user, become);
}

function setOpen(box, isOpen) {
  isChoosing = isOpen;
  box.querySelector(".people").hidden = !isOpen;
  box.querySelector(".who").setAttribute("aria-expanded", String(isOpen));
  if (isOpen) box.querySelector("input").focus();
}

function fillPeople(box, state, user, become) {
  const list = box.querySelector(".people-list");
  const others = state.people.filter(
    (person) => !person.is_bot && person.id !== "USLACKBOT" && !person.deleted,
  );
  const now = new Date(state.now);
  const waiting = others.filter((person) => person.unread && person.id !== user).length;
  box.querySelector(".waiting").replaceChildren(
    waiting
      ? h(
          "span.badge",
          {
            role: "img",
            title: `${t("waiting")}: ${waiting}`,
            "aria-label": `${t("waiting")}: ${waiting}`,
          },
          String(waiting),
        )
      : "",
  );
  others.sort((a, b) => Boolean(b.unread) - Boolean(a.unread));
  list.replaceChildren(
    ...others.map((person) => {
      const clock = person.tz
        ? new Intl.DateTimeFormat(person.locale, {
            timeZone: person.tz,
            weekday: "short",
            hour: "2-digit",
            minute: "2-digit",
          }).format(now)
        : "";
      const choose = () => {
        setOpen(box, false);
        become(person.id);
      };
      return h(
        `button.person${person.id === user ? ".here" : ""}`,
        {
          type: "button",
          onclick: choose,
          "data-find": `${person.real_name} ${person.title}`.toLowerCase(),
        },
        avatar(person.id, person.real_name),
        h(
          "span.person-name",
          {},
          h("strong", {}, person.real_name),
          h("small", {}, [person.title, clock].filter(Boolean).join(" · ")),
        ),
        person.unread
          ? h(
              "span.badge",
              { "aria-label": `${person.unread} ${t("unread")}` },
              String(person.unread),
            )
          : null,
      );
    }),
  );
  filter(box.querySelector(".people"));
}

function filter(list) {
  const wanted = list.querySelector("input").value.trim().toLowerCase();
  for (const row of list.querySelectorAll(".person"))
    row.hidden = !row.dataset.find.includes(wanted);
}

document.addEventListener("click", (event) => {
  const box = document.getElementById("acting");
  if (isChoosing && !box.contains(event.target)) setOpen(box, false);
});
document.addEventListener("keydown", (event) => {
  const box = document.getElementById("acting");
  if (event.key === "Escape" && isChoosing) setOpen(box, false);
});
