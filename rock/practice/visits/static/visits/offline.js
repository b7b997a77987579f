// Keeps a visit while it is written: on the server when there is signal, sealed on this device when there is none.
// Every page works without this file; then its own buttons keep what was typed.
import {
  bringBack, change, forgetFamily, keepPage, newerThan, openSession, possible, records, sendAll, WAITS, waitingWords,
} from "./keeping.js";
import { showTaken, startWorker, take, watchList } from "./taking.js";
import { fillTogether, keepTogether, nextOf } from "./together.js";
import { answersOf, countChanges, fillForm, offerOriginals, watchForm } from "./writing.js";

const form = document.querySelector("form[data-visit-subject]");
const together = document.querySelector("form[data-visit-together]");
const list = document.querySelector("[data-visit-list]");
const ends = document.querySelectorAll("form[data-visit-ends]");
const says = document.querySelector("[data-visit-says]");
const QUIET_MS = 1500;
// Another window of the same visit can be quicker to send what waited.
const SENT = "Nothing waits any more: it was sent.";
let session = null;
let opening = null;
let signed = "";
let written = "";

const say = (words) => { if (says) says.textContent = words; };
const isUnsent = async (subject) => Boolean((await records())[subject]?.unsent);

async function keepHere() {
  if (!session || !form) return;
  const answers = answersOf(form);
  if (JSON.stringify(answers) === signed) return;
  const all = await change((found) => {
    const before = found[form.dataset.visitSubject];
    // Another window may have sent meanwhile what this one wrote: then that is what this one goes on from.
    if (before && !before.unsent && JSON.stringify(before.answers) === written) seen(before.version, before.answers);
    const goesOn = before && before.unsent;
    const base = goesOn ? before.base : form.visitBase;
    const version = goesOn ? before.version : form.elements.draft_version.value;
    const visit = goesOn ? before.visit : form.elements.visit_key.value;
    found[form.dataset.visitSubject] = { answers, base, version, visit, unsent: true, changed: countChanges(base, answers) };
    written = JSON.stringify(answers);
  });
  say(waitingWords(all));
}

async function send() {
  const told = await sendAll().catch(() => []);
  told.filter((one) => form && one.version && one.subject === form.dataset.visitSubject)
    .forEach((one) => seen(one.version, one.record.answers));
  const left = waitingWords(await records());
  const special = told.find((one) => one.compare) || told.find((one) => one.recorded);
  if (special) sayWithLink(special);
  else if (left || told.length || says?.textContent.startsWith(WAITS)) say(left || told.at(-1)?.message || SENT);
  if (told.some((one) => one.status === 200) && !form && !together && !special && !list) location.reload();
  return told;
}

function seen(version, answers) {
  form.elements.draft_version.value = version;
  form.visitBase = answers;
  signed = JSON.stringify(answers);
}

function sayWithLink(answer) {
  const link = document.createElement("a");
  link.href = answer.compare || location.href;
  link.className = "govuk-link";
  link.textContent = answer.compare ? "Compare the two" : "Open this page again";
  says?.replaceChildren(`${answer.message} `, link);
}

function submitNow(one, submitter) {
  one.visitGoes = true;
  one.requestSubmit(submitter);
}

async function goOn(event) {
  const on = event.submitter;
  if (form.visitGoes) return;
  event.preventDefault();
  await keepHere();
  await send();
  if (says.querySelector("a")) return;
  if (navigator.onLine && !(await isUnsent(form.dataset.visitSubject))) {
    submitNow(form, on);
    return;
  }
  if (on && on.name === "add") form.dispatchEvent(new CustomEvent("visit-add"));
  else if (!on || on.name !== "go") {
    const links = [...document.querySelectorAll("nav[aria-label='Pages of this visit'] a")];
    const next = links[links.findIndex((link) => link.ariaCurrent === "page") + 1];
    if (next) location.assign(next.href);
  }
}

async function goOnTogether(event) {
  event.preventDefault();
  await keepTogether(together);
  await send();
  const refused = navigator.onLine && (await isUnsent(together.dataset.visitTogether));
  if (!says.querySelector("a") && !refused) location.assign(nextOf(together, event.submitter));
}

// Keeping a visit, or throwing it away, needs signal; then it leaves this device.
async function end(event) {
  const ending = event.target;
  if (ending.visitGoes) return;
  event.preventDefault();
  // Whoever is quicker than this device would leave the pages of a visit that is over on it.
  if (!(await opening)) {
    submitNow(ending, event.submitter);
    return;
  }
  if (!navigator.onLine) {
    say("There is no signal. What you wrote stays on this phone: try again when there is some.");
    return;
  }
  await sendAll().catch(() => []);
  const family = ending.dataset.visitEnds;
  const left = Object.entries(await records()).some(([subject, one]) => one.unsent && subject.split("/")[0] === family);
  if (left && "visitKeep" in ending.dataset) {
    say(waitingWords(await records()));
    return;
  }
  await forgetFamily(family);
  submitNow(ending, event.submitter);
}

// A page that came from this device is older than what was sent since; one from the server is not.
async function fillWithKept() {
  const here = await newerThan(form.dataset.visitSubject, form.elements.visit_key.value, form.elements.draft_version.value);
  if (!here) return;
  fillForm(form, here.answers);
  form.visitBase = here.base;
  if (!here.unsent) form.elements.draft_version.value = here.version;
}

async function startForm() {
  form.visitBase = answersOf(form);
  const [family, child] = form.dataset.visitSubject.split("/");
  const who = (await records())[family];
  if (child && who && who.visit === form.elements.visit_key.value) offerOriginals(form, child, who.answers);
  await fillWithKept();
  signed = JSON.stringify(form.visitBase);
  watchForm(form, keepSoon(keepHere));
  form.addEventListener("submit", goOn);
}

async function startTogether() {
  await fillTogether(together);
  together.addEventListener("input", keepSoon(async () => say(waitingWords(await keepTogether(together)))));
  together.addEventListener("submit", goOnTogether);
}

function keepSoon(keep) {
  let timer = 0;
  return () => {
    keep();
    window.clearTimeout(timer);
    timer = window.setTimeout(send, QUIET_MS);
  };
}

async function keepPages() {
  const family = self.visitDevice.familyOf(self.visitDevice.nameOf(new URL(location.href)));
  const taken = await self.visitDevice.families();
  // Not from where a visit ends: what is fetched while it leaves this device would stay.
  if (family && !ends.length && !taken.includes(family)) await take(family);
  await startWorker();
  if (list && !(await self.visitDevice.get("pages", location.pathname))) await keepList();
  document.documentElement.dataset.visitReady = "offline";
}

async function keepList() {
  const answer = await fetch(location.pathname, { redirect: "error" });
  if (answer.ok) await keepPage(location.pathname, await answer.text());
}

async function start() {
  ends.forEach((one) => one.addEventListener("submit", end));
  opening = openSession();
  session = await opening;
  if (!session) return;
  if (navigator.onLine) await bringBack();
  if (form) await startForm();
  if (together) await startTogether();
  if (list) watchList(list, session, say);
  say(waitingWords(await records()));
  window.addEventListener("online", async () => {
    await send();
    if (document.querySelector("[data-visit-reload]")) location.reload();
  });
  await send();
  if (list) await showTaken(list, session);
  document.documentElement.dataset.visitReady = "writing";
  if (navigator.onLine && "serviceWorker" in navigator) await keepPages().catch(() => {});
}

if (possible) start();
