// Keeps a visit while it is written: on the server when there is signal, sealed on this device when there is none.
// Every page works without this file; then its own buttons keep what was typed.
import "./device.js";
import { answersOf, countChanges, fillForm, watchForm } from "./writing.js";

const device = self.visitDevice;
const form = document.querySelector("form[data-visit-subject]");
const says = document.querySelector("[data-visit-says]");
const QUIET_MS = 1500;
const KEPT_FOR_MS = 14 * 24 * 60 * 60 * 1000;
let session = null;
let signed = "";
let sending = Promise.resolve();

const say = (words) => { if (says) says.textContent = words; };
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]").value;
const alone = (act) => navigator.locks.request("visit-answers", act);

async function post(path, fields) {
  const body = new URLSearchParams([["csrfmiddlewaretoken", token()], ...fields]);
  return fetch(path, { method: "POST", body, redirect: "error", headers: { Accept: "application/json" } });
}

async function keyOf(id) {
  const answer = await post("/visits/device/key/", id ? [["id", id]] : []);
  if (!answer.ok) {
    if (answer.status === 403) await device.forget();
    return null;
  }
  const given = await answer.json();
  return { id: given.id, key: await device.imported(given.key), ends: Date.now() + given.seconds * 1000 };
}

// Online the server says which session this is; another session's key and pages go at once.
async function openSession() {
  let found = null;
  try {
    found = await keyOf("");
  } catch {
    return device.current();
  }
  if (!found) return null;
  const before = await device.get("keys", "now");
  if (before && before.id !== found.id) await device.forget();
  await device.put("keys", "now", found);
  return found;
}

async function records() {
  const row = await device.get("answers", session.id);
  return row ? device.unseal(session.key, row) : {};
}

const keepRecords = async (all) => device.put("answers", session.id, await device.seal(session.key, all));

const change = (act) => alone(async () => {
  const all = await records();
  act(all);
  await keepRecords(all);
  return all;
});

function waitingWords(all) {
  const count = Object.values(all).filter((one) => one.unsent).reduce((sum, one) => sum + one.changed, 0);
  if (!count) return "";
  return `Not sent yet: ${count} ${count === 1 ? "answer waits" : "answers wait"} on this phone`;
}

async function keepHere() {
  if (!session || !form) return;
  const answers = answersOf(form);
  if (JSON.stringify(answers) === signed) return;
  const all = await change((found) => {
    const before = found[form.dataset.visitSubject];
    const base = before && before.unsent ? before.base : form.visitBase;
    const version = before && before.unsent ? before.version : form.elements.draft_version.value;
    found[form.dataset.visitSubject] = { answers, base, version, unsent: true, changed: countChanges(base, answers) };
  });
  say(waitingWords(all));
}

async function sendOne(subject, record) {
  const answer = await post("/visits/device/drafts/", [
    ["draft_subject", subject], ["draft_version", record.version], ...record.answers,
  ]);
  if (answer.status === 403) {
    await device.forget();
    return null;
  }
  const type = answer.headers.get("Content-Type") || "";
  const told = type.includes("json") ? await answer.json() : { message: "Not saved. Keep this page open." };
  if (answer.ok || answer.status === 409) {
    await change((found) => {
      const now = found[subject];
      const same = now && JSON.stringify(now.answers) === JSON.stringify(record.answers);
      if (answer.status === 409) delete found[subject];
      else if (now) Object.assign(now, { version: told.version, base: record.answers, unsent: !same });
    });
  }
  return { ...told, status: answer.status };
}

function sendAll() {
  sending = sending.then(sendWaiting).catch(async () => say(session ? waitingWords(await records()) : ""));
  return sending;
}

async function sendWaiting() {
  const waiting = Object.entries(await records()).filter(([, one]) => one.unsent);
  let told = null;
  for (const [subject, record] of waiting) {
    const answer = await sendOne(subject, record);
    if (!answer) break;
    if (form && subject === form.dataset.visitSubject) told = seen(record, answer) || told;
    if (answer.compare) told = compareLink(answer);
    else if (answer.status >= 400) told = answer.message;
    else if (!form) location.reload();
  }
  const left = waitingWords(await records());
  if (typeof told !== "object" || told === null) say(left || told || "");
}

function seen(record, answer) {
  if (answer.version) {
    form.elements.draft_version.value = answer.version;
    form.visitBase = record.answers;
    signed = JSON.stringify(record.answers);
  }
  return answer.message;
}

function compareLink(answer) {
  const link = document.createElement("a");
  link.href = answer.compare;
  link.className = "govuk-link";
  link.textContent = "Compare the two";
  says.replaceChildren(`${answer.message} `, link);
  return link;
}

// What the end of an earlier session left: the server gives its key to the same person only.
async function bringBack() {
  for (const id of await device.ids("answers")) {
    if (id === session.id) continue;
    const [row, old] = [await device.get("answers", id), await keyOf(id)];
    if (row && row.at < Date.now() - KEPT_FOR_MS) await device.drop("answers", id);
    const found = old && row ? await device.unseal(old.key, row).catch(() => null) : null;
    if (!found) continue;
    await change((all) => Object.entries(found).forEach(([subject, one]) => { all[subject] ??= one; }));
    await device.drop("answers", id);
  }
}

async function keepPages() {
  const worker = await navigator.serviceWorker.register("/visits/worker.js", { scope: "/visits/" });
  await navigator.serviceWorker.ready;
  const links = [...document.querySelectorAll("nav[aria-label='Pages of this visit'] a")].map((link) => link.pathname);
  for (const path of [...links, location.pathname]) {
    if (!/^\/visits\/new\/\d+\/(\d+\/)?$/.test(path) || (await device.get("pages", path))) continue;
    const answer = await fetch(path, { redirect: "error" });
    if (answer.ok) {
      const text = await answer.text();
      await device.put("pages", path, await device.seal(session.key, { text, id: session.id }));
    }
  }
  const shelf = await caches.open(device.STATIC);
  const used = performance.getEntriesByType("resource").map((one) => new URL(one.name)).filter(
    (url) => url.origin === location.origin && (url.pathname.startsWith("/static/") || url.pathname === "/council.css"));
  await Promise.all(used.map((url) => shelf.add(url.href)));
  document.documentElement.dataset.visitReady = "offline";
  return worker;
}

async function goOn(event) {
  const on = event.submitter;
  if (form.visitGoes) return;
  event.preventDefault();
  await keepHere();
  await sendAll();
  const waits = (await records())[form.dataset.visitSubject];
  if (says.querySelector("a")) return;
  if (navigator.onLine && !(waits && waits.unsent)) {
    form.visitGoes = true;
    form.requestSubmit(on);
    return;
  }
  if (on && on.name === "add") form.dispatchEvent(new CustomEvent("visit-add"));
  else if (!on || on.name !== "go") {
    const links = [...document.querySelectorAll("nav[aria-label='Pages of this visit'] a")];
    const next = links[links.findIndex((link) => link.ariaCurrent === "page") + 1];
    if (next) location.assign(next.href);
  }
}

async function signOut(event) {
  if (event.target.visitGoes) return;
  event.preventDefault();
  await sendAll();
  const left = waitingWords(await records());
  if (left && !event.target.visitAsked) {
    event.target.visitAsked = true;
    say(`${left}. Signing out deletes them: press “Sign out” again if you want that.`);
    return;
  }
  await device.wipe();
  event.target.visitGoes = true;
  event.target.requestSubmit();
}

// A page that came from this device is older than what was sent since; one from the server is not.
async function fillWithKept() {
  const here = (await records())[form.dataset.visitSubject];
  if (!here || !(here.unsent || "visitKept" in document.documentElement.dataset)) return;
  fillForm(form, here.answers);
  form.visitBase = here.base;
  if (!here.unsent) form.elements.draft_version.value = here.version;
}

async function start() {
  session = await openSession();
  if (!session) return;
  document.querySelector("form[action='/sign-in/out/']")?.addEventListener("submit", signOut);
  if (navigator.onLine) await bringBack();
  if (form) {
    form.visitBase = answersOf(form);
    await fillWithKept();
    signed = JSON.stringify(form.visitBase);
    let timer = 0;
    watchForm(form, () => {
      keepHere();
      window.clearTimeout(timer);
      timer = window.setTimeout(sendAll, QUIET_MS);
    });
    form.addEventListener("submit", goOn);
  }
  say(waitingWords(await records()));
  window.addEventListener("online", sendAll);
  await sendAll();
  document.documentElement.dataset.visitReady = "writing";
  if (navigator.onLine && "serviceWorker" in navigator) await keepPages().catch(() => {});
}

if (self.isSecureContext && "locks" in navigator && "indexedDB" in self) start();
