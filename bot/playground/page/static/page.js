// The page's script: swaps the fragments that have changed, sends what is done, and keeps the focus where it belongs.
"use strict";

const sources = new WeakMap(); // an element as the server drew it, for the page itself may change it (an open menu)
const modal = document.getElementById("modal");
const toast = document.getElementById("trouble");
let opener = null;

// ---- what changes ----

function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const children = [...template.content.children];
  for (const child of children) sources.set(child, child.outerHTML);
  return children;
}

/** Show new children in a holder; those that are drawn as before stay, with their focus and open menus. */
function swap(holder, html) {
  const held = document.activeElement?.id;
  const old = new Map([...holder.children].map((child) => [child.id, child]));
  const wanted = parsed(html).map((child) => {
    const kept = old.get(child.id);
    return kept && sources.get(kept) === sources.get(child) ? kept : child;
  });
  for (const child of [...holder.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((child, place) => {
    if (holder.children[place] !== child) holder.insertBefore(child, holder.children[place] ?? null);
  });
  if (held && document.activeElement?.id !== held) document.getElementById(held)?.focus();
}

function changed({ name, html }) {
  for (const holder of document.querySelectorAll(`[data-fragment="${name}"]`)) {
    const scroll = holder.closest("[role=log]");
    const below = scroll && scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
    const typed = name === "modal" && typedIn(holder.querySelector("form"));
    swap(holder, html);
    if (typed) keepTyped(holder.querySelector("form"), typed);
    if (below) toNewest(scroll);
  }
  if (name === "modal") showModal();
}

const typing = (field) => field.matches("textarea, input[type=text], input[type=url]");

function typedIn(view) {
  if (!view) return null;
  const focused = document.activeElement;
  return {
    view: view.elements.view.value,
    names: new Set([...view.elements].map((field) => field.name)),
    fields: new FormData(view),
    scroll: view.querySelector(".content").scrollTop,
    selected: view.contains(focused) && typing(focused) ? [focused.selectionStart, focused.selectionEnd] : null,
  };
}

/** A modal that the app draws anew keeps what was typed and chosen in the inputs that stay. */
function keepTyped(view, typed) {
  if (view?.elements.view.value !== typed.view) return;
  for (const field of view.elements) {
    if (!field.name || field.type === "hidden" || field.tagName === "BUTTON" || !typed.names.has(field.name)) continue;
    const held = typed.fields.getAll(field.name);
    if (field.type === "checkbox" || field.type === "radio") field.checked = held.includes(field.value);
    else field.value = held[0];
  }
  view.querySelector(".content").scrollTop = typed.scroll;
  if (typed.selected && typing(document.activeElement)) document.activeElement.setSelectionRange(...typed.selected);
}

/** The newest message into view: its end, or its beginning where it is taller than the window. */
function toNewest(log) {
  const newest = log.querySelector("ol > :last-child");
  const top = newest ? newest.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop : Infinity;
  log.scrollTop = Math.min(log.scrollHeight - log.clientHeight, top - 8);
}

function showModal() {
  const view = modal.querySelector("form");
  if (view && !modal.open) {
    opener = document.activeElement;
    modal.showModal();
    focusIn(view);
  }
  if (view && !modal.contains(document.activeElement)) focusIn(view);
  if (!view && modal.open) {
    modal.close();
    const back = opener?.isConnected ? opener : opener?.id && document.getElementById(opener.id);
    back?.focus();
  }
}

function focusIn(view) {
  (view.querySelector(".content :is(input:not([type=hidden]), select, textarea)") ?? view.querySelector("h2")).focus();
}

// ---- what is done ----

async function act(name, fields, form) {
  const sent = await fetch(`/do/${name}`, { method: "POST", body: new URLSearchParams(fields) }).catch(() => null);
  const told = sent?.ok ? await sent.json() : { error: "The local Slack has stopped; start copydesk demo again." };
  if (told.go) location.assign(told.go);
  if (told.error) complain(told.error);
  if (told.errors && form) showErrors(form, told.errors);
  if (told.note && form) form.querySelector(".note").textContent = told.note;
  return told;
}

function complain(sentence) {
  const place = modal.open ? modal.querySelector(".trouble") : toast;
  place.textContent = sentence;
  place.classList.add("on");
  setTimeout(() => { place.classList.remove("on"); place.textContent = ""; }, 8000);
}

function showErrors(form, errors) {
  for (const [block, sentence] of Object.entries(errors)) {
    const holder = form.querySelector(`[data-input="${CSS.escape(block)}"]`);
    const input = holder?.querySelector("input, select, textarea");
    if (!input) continue;
    holder.querySelector(".hint").textContent = sentence;
    holder.classList.add("wrong");
    input.setAttribute("aria-invalid", "true");
  }
  form.querySelector("[aria-invalid=true]")?.focus();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.do) return;
  event.preventDefault();
  if (form.classList.contains("busy")) return;
  const button = event.submitter;
  if (button?.dataset.confirm && !(await confirmed(button))) return;
  const name = button?.name === "action" ? "click" : form.dataset.do;
  const fields = new FormData(form);
  if (button?.name) fields.append(button.name, button.value);
  button?.closest("details")?.removeAttribute("open");
  if (button?.classList.contains("thumb")) press(button);
  form.classList.add("busy");
  const typed = form.querySelector("textarea");
  const text = typed?.value;
  const composer = form.closest("section")?.querySelector(".composer textarea");
  if ("clears" in form.dataset && name === "say") typed.value = "";
  const told = await act(name, fields, form);
  form.classList.remove("busy");
  const behind = form.closest(".tour") && !document.querySelector(".room").checkVisibility();
  if (behind && name === "say" && !told.error && !told.go) location.assign(document.getElementById("shut").href);
  if (name === "stop") {
    document.getElementById("news").textContent = "Stopped.";
    composer.focus();
  }
  if (name === "say" && told.keep && typed) typed.value = text;
  if ("clears" in form.dataset && name === "add" && !told.error) form.reset();
});

function press(button) {
  for (const each of button.parentElement.querySelectorAll(".thumb")) each.setAttribute("aria-pressed", each === button);
}

/** Ask once more, where a button says so. */
function confirmed(button) {
  const sure = document.getElementById("sure");
  const { confirm, title, yes, no, style } = button.dataset;
  sure.querySelector("h2").textContent = title;
  sure.querySelector("p").textContent = confirm;
  const [deny, go] = sure.querySelectorAll("footer button");
  deny.textContent = no;
  go.textContent = yes;
  go.classList.toggle("danger", style === "danger");
  sure.returnValue = "";
  sure.showModal();
  return new Promise((answer) => sure.addEventListener("close", () => answer(sure.returnValue === "yes"), { once: true }));
}

function tell(field) {
  const fields = new FormData(field.form);
  fields.append("action", field.dataset.act);
  act("click", fields);
}

document.addEventListener("change", ({ target }) => {
  if (target.dataset.act && !typing(target)) tell(target);
});

// Enter in a modal's line tells the app of it, where the app asked for that; else it sends the modal in.
modal.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.isComposing || field.tagName !== "INPUT") return;
  event.preventDefault();
  if (field.dataset.act && typing(field)) tell(field);
  else modal.querySelector("footer .primary")?.click();
});

document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-close]");
  if (close) act("close", { view: close.dataset.close });
  for (const menu of document.querySelectorAll("details.overflow[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const menu = event.target.closest(".opener");
  if (menu) openSide(menu.getAttribute("aria-expanded") !== "true");
  else if (!event.target.closest(".side")) openSide(false);
});

// A menu opens to where there is room for it.
document.addEventListener("toggle", ({ target }) => {
  if (!target.open || !target.matches("details.overflow")) return;
  target.classList.remove("rightwards", "upwards");
  const menu = target.querySelector(".menu").getBoundingClientRect();
  const room = target.closest(".scroll, .modal")?.getBoundingClientRect() ?? document.body.getBoundingClientRect();
  target.classList.toggle("rightwards", menu.left < room.left);
  target.classList.toggle("upwards", menu.bottom > room.bottom);
}, true);

function openSide(open) {
  document.querySelector(".opener").setAttribute("aria-expanded", open);
  document.body.classList.toggle("side-open", open);
  if (open) document.querySelector(".side a").focus();
}

modal.addEventListener("cancel", (event) => {
  event.preventDefault();
  act("close", { view: modal.querySelector("[name=view]").value });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || document.querySelector("dialog[open]") || event.defaultPrevented) return;
  const menu = document.querySelector("details.overflow[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (document.body.classList.contains("side-open")) {
    openSide(false);
    document.querySelector(".opener").focus();
  } else {
    document.getElementById("shut")?.click();
  }
});

// ---- the composer ----

for (const area of document.querySelectorAll(".composer textarea")) {
  const list = document.getElementById(area.getAttribute("aria-controls"));
  const shown = () => [...list.children].filter((each) => !each.hidden);
  let chosen = 0;

  const choose = (place) => {
    const options = shown();
    chosen = (place + options.length) % Math.max(options.length, 1);
    options.forEach((each, index) => each.setAttribute("aria-selected", index === chosen));
    if (options[chosen]) area.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen]?.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    list.hidden = true;
    area.removeAttribute("aria-activedescendant");
  };
  const complete = () => {
    const start = /(^\/\S*|@\w*)$/.exec(area.value.slice(0, area.selectionStart));
    if (!start) return close();
    for (const each of list.children) each.hidden = !each.dataset.insert.startsWith(start[0]) || each.dataset.insert.trim() === start[0];
    list.hidden = shown().length === 0;
    if (list.hidden) return close();
    choose(0);
    document.getElementById("news").textContent = `${shown().length} to choose from; arrow keys choose, Tab takes.`;
  };
  const take = (option) => {
    const end = area.selectionStart;
    const start = end - /(^\/\S*|@\w*)$/.exec(area.value.slice(0, end))[0].length;
    area.setRangeText(option.dataset.insert, start, end, "end");
    close();
    area.focus();
  };

  area.addEventListener("input", complete);
  area.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    take(event.target.closest("[role=option]"));
  });
  area.addEventListener("keydown", (event) => {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (!list.hidden && event.key in moves) {
      event.preventDefault();
      choose(chosen + moves[event.key]);
    } else if (!list.hidden && (event.key === "Tab" || event.key === "Enter")) {
      event.preventDefault();
      take(shown()[chosen]);
    } else if (!list.hidden && event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      area.form.requestSubmit();
    }
  });
}

// ---- the beginning ----

for (const holder of document.querySelectorAll("[data-fragment]")) {
  for (const child of holder.children) sources.set(child, child.outerHTML);
}
for (const log of document.querySelectorAll(".scroll[role=log]")) toNewest(log);
const target = location.hash && document.getElementById(location.hash.slice(1));
if (target) {
  target.scrollIntoView({ block: "center" });
  (target.querySelector(".replies") ?? target).focus();
}
showModal();
const events = new EventSource(`/events?at=${encodeURIComponent(document.body.dataset.at)}`);
events.addEventListener("message", (event) => changed(JSON.parse(event.data)));
addEventListener("pagehide", () => events.close());
