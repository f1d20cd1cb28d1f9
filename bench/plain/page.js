// The page by hand: takes the printed HTML, in which all words wait, and ties the listeners to it.

import { deliver, ledger } from "../shared/delivery.js";
import { check, readForm } from "../shared/request.js";
import { EVERYTHING, followHash, hasModifier, remember, target } from "../shared/tabs.js";

const root = document.querySelector(".care-guide");
const find = (selector) => root.querySelector(selector);
const all = (selector) => [...root.querySelectorAll(selector)];
const set = (element, name, value) =>
  value === undefined ? element.removeAttribute(name) : element.setAttribute(name, value);

// The sections.

const [nav, list] = [find(".tabs"), find(".tabs ul")];
const tabs = all("[part=tab]");
const panels = all(".panel");
const ids = panels.map(({ id }) => id);
let view;
let last = ids[0];

const paintTab = (index) => {
  const shown = view !== EVERYTHING;
  const selected = view === ids[index];
  set(tabs[index], "role", shown ? "tab" : undefined);
  set(tabs[index], "aria-selected", shown ? selected : undefined);
  set(tabs[index], "aria-controls", shown ? ids[index] : undefined);
  set(tabs[index], "tabindex", shown ? (selected ? 0 : -1) : undefined);
  set(tabs[index].parentNode, "role", shown ? "none" : undefined);
  set(panels[index], "role", shown ? "tabpanel" : undefined);
  set(panels[index], "tabindex", shown ? (selected ? 0 : undefined) : -1);
  set(panels[index], "hidden", shown && !selected ? "until-found" : undefined);
};
const setView = (next) => {
  const before = view;
  view = next;
  if (next !== EVERYTHING) last = next;
  // Between one section and another only two change.
  if (before && before !== EVERYTHING && next !== EVERYTHING) {
    paintTab(ids.indexOf(before));
    paintTab(ids.indexOf(next));
    return;
  }
  const shown = next !== EVERYTHING;
  set(nav, "role", shown ? "none" : undefined);
  set(nav, "aria-labelledby", shown ? undefined : "tabs-label");
  set(list, "role", shown ? "tablist" : undefined);
  ids.forEach((_, index) => paintTab(index));
};
const show = (next) => {
  setView(next);
  remember(next);
};
list.addEventListener("click", (event) => {
  const index = tabs.indexOf(event.target.closest("a"));
  if (index < 0 || view === EVERYTHING || hasModifier(event)) return;
  event.preventDefault();
  show(ids[index]);
});
list.addEventListener("keydown", (event) => {
  if (view === EVERYTHING || hasModifier(event)) return;
  const next = target(event.key, tabs.indexOf(event.target), tabs.length);
  if (next === undefined) return;
  event.preventDefault();
  show(ids[next]);
  tabs[next].focus();
});
const [toAll, toOne] = [find(".show-everything"), find(".show-one")];
const change = (link, next, other) =>
  link.addEventListener("click", (event) => {
    if (hasModifier(event)) return;
    event.preventDefault();
    show(next());
    other.focus();
  });
change(toAll, () => EVERYTHING, toOne);
change(toOne, () => last, toAll);
find(".panels").addEventListener("beforematch", ({ target }) => show(target.id), true);

// The form.

const form = find("form");
const words = all("form .summary li");
const summary = find(".summary");
const heading = find("#summary-heading");
const [fields, failed, sent, receipt, status] = [
  form.children[1], find(".failed"), find(".consultation > .sent"), find(".receipt"), find(".status"),
];
const entries = ledger();
let sending = false;

/** The messages of each field, in the order in which they wait in the HTML. */
const WAITING = {
  name: ["name_missing", "name_long"],
  contact_by: ["contact_by_missing"],
  email: ["email_missing", "email_shape"],
  phone: ["phone_missing", "phone_digits"],
  best_time: [],
  for_whom: [],
  topics: [],
  message: ["message_long"],
  consent_contact: ["consent_missing"],
  consent_text: ["consent_text_missing"],
};
const REASONS = ["offline", "timed_out", "lost", "unavailable", "refused", "unreadable"];
const STATES = ["sending", "retrying", "offline"];

const say = (place, name, fault) => {
  const spans = [...place.children].filter((span) => !span.matches(".visually-hidden"));
  WAITING[name].forEach((waiting, index) => (spans[index].hidden = waiting !== fault));
  spans.at(-1).textContent = fault && !WAITING[name].includes(fault) ? fault : "";
};
const showFaults = (found, general = "") => {
  const faults = Object.fromEntries(found);
  Object.keys(WAITING).forEach((name, index) => {
    const fault = faults[name];
    const control = find(`#field-${name}`);
    const field = control.closest(".field");
    const error = find(`#error-${name}`);
    const marked = field.matches("fieldset") ? field : control;
    const described = [find(`#hint-${name}`)?.id, fault && error.id].filter(Boolean).join(" ");
    set(field, "data-wrong", fault ? "" : undefined);
    if (name !== "topics") set(marked, "aria-invalid", Boolean(fault));
    set(marked, "aria-describedby", described || undefined);
    error.hidden = words[index].hidden = !fault;
    say(error, name, fault);
    say(words[index].firstChild, name, fault);
  });
  summary.children[1].textContent = general;
  const wrong = found.length > 0 || general !== "";
  summary.hidden = !wrong;
  const prefix = heading.dataset.titlePrefix;
  const title = document.title.replace(prefix, "");
  document.title = wrong ? prefix + title : title;
  if (wrong) summary.focus();
};
const report = (progress) => {
  sending = Boolean(progress);
  fields.inert = sending;
  set(find(".submit .button"), "aria-disabled", sending ? "true" : undefined);
  STATES.forEach((state, index) => (status.children[index].hidden = state !== progress));
};
const fail = (reason) => {
  failed.hidden = !reason;
  find(".submit").hidden = Boolean(reason);
  REASONS.forEach((each, index) => (find("#failed-what").children[index].hidden = each !== reason));
  if (reason) failed.focus();
};
const fix = (found) => {
  const named = found.filter(([name]) => name in WAITING);
  const others = found.filter(([name]) => !(name in WAITING)).map(([, detail]) => detail);
  const rejected = heading.dataset.refused;
  showFaults(named.map(([name, detail]) => [name, detail || rejected]), others.join(" "));
};
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (sending) return;
  const request = readForm(form);
  const found = check(request);
  showFaults(found);
  fail();
  if (found.length) return;
  const end = await deliver(
    form.getAttribute("action"), entries.stamp(request), report, entries.fateUnknown,
  );
  report();
  if (end.fix) fix(end.fix);
  if (end.failed) fail(end.failed);
  if (!end.sent) return;
  find(".consultation > .sent .reference strong").textContent = end.sent;
  form.hidden = find(".consultation > div").hidden = true;
  sent.hidden = receipt.hidden = false;
  sent.focus();
});
summary.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  find(link.hash).focus();
});

setView(ids[0]);
followHash(ids, setView);
root.dataset.hydrated = root.dataset.tabs = "";
