// What this device keeps of visits for the session, and how it is sent: no page of its own, so that every page can use it.
import "./device.js";

const device = self.visitDevice;
const KEPT_FOR_MS = 14 * 24 * 60 * 60 * 1000;
let session = null;

export const possible = self.isSecureContext && "locks" in navigator && "indexedDB" in self;
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]").value;

// A signal so weak that no answer comes is none.
export async function post(path, fields, patience = 10_000) {
  const body = new URLSearchParams([["csrfmiddlewaretoken", token()], ...fields]);
  const signal = AbortSignal.timeout(patience);
  return fetch(path, { method: "POST", body, signal, redirect: "error", headers: { Accept: "application/json" } });
}

async function keyOf(id) {
  const answer = await post("/visits/device/key/", id ? [["id", id]] : [], 5000);
  if (!answer.ok) {
    if (answer.status === 403) await device.forget();
    return null;
  }
  const given = await answer.json();
  return { id: given.id, key: await device.imported(given.key), ends: Date.now() + given.seconds * 1000 };
}

// Online the server says which session this is; another session's key and pages go at once.
export async function openSession() {
  let found = null;
  try {
    found = await keyOf("");
  } catch {
    session = await device.current();
    return session;
  }
  if (found) {
    const before = await device.get("keys", "now");
    if (before && before.id !== found.id) await device.forget();
    await device.put("keys", "now", found);
  }
  session = found;
  return session;
}

export async function records() {
  const row = await device.get("answers", session.id);
  return row ? device.unseal(session.key, row) : {};
}

const counted = (all) => Object.values(all).filter((one) => one.unsent).reduce((sum, one) => sum + one.changed, 0);

// The number of answers that wait is not sealed: without it nobody could be asked before they are deleted.
export const change = (act) => navigator.locks.request("visit-answers", async () => {
  const all = await records();
  act(all);
  await device.put("answers", session.id, { ...(await device.seal(session.key, all)), waits: counted(all) });
  return all;
});

export async function keepPage(name, text) {
  await device.put("pages", name, await device.seal(session.key, { text, id: session.id }));
}

export const countWords = (count) => `${count} ${count === 1 ? "answer waits" : "answers wait"}`;
export const WAITS = "Not sent yet";
export const waitingWords = (all) => (counted(all) ? `${WAITS}: ${countWords(counted(all))} on this phone` : "");

// How many answers wait, whoever wrote them: those of this session, and those that an ended session left sealed.
export async function waiting() {
  const rows = await Promise.all((await device.ids("answers")).map(async (id) => [id, await device.get("answers", id)]));
  const sum = (wanted) => rows.filter(([id, row]) => row && wanted(id)).reduce((all, [, row]) => all + (row.waits ?? 1), 0);
  const mine = (id) => session !== null && id === session.id;
  return { mine: sum(mine), others: sum((id) => !mine(id)) };
}

export async function dropTooOld() {
  for (const id of await device.ids("answers")) {
    const row = await device.get("answers", id);
    if (row && row.at < Date.now() - KEPT_FOR_MS) await device.drop("answers", id);
  }
}

async function sendOne(subject, record) {
  const answer = await post("/visits/device/drafts/", [
    ["draft_subject", subject], ["draft_version", record.version], ["visit_key", record.visit], ...record.answers,
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
      if (answer.status === 409 || (told.recorded && same)) delete found[subject];
      else if (now) Object.assign(now, { version: told.version || "", base: record.answers, unsent: !same });
    });
  }
  return { ...told, status: answer.status, subject, record };
}

// One window sends at a time; the next finds nothing that waits. What the server said comes back page by page.
export const sendAll = () => navigator.locks.request("visit-sending", async () => {
  const told = [];
  for (const [subject, record] of Object.entries(await records()).filter(([, one]) => one.unsent)) {
    const answer = await sendOne(subject, record);
    if (!answer) break;
    told.push(answer);
  }
  return told;
});

// What the end of an earlier session left: the server gives its key to the same person only.
export async function bringBack() {
  for (const id of await device.ids("answers")) {
    if (id === session.id) continue;
    const [row, old] = [await device.get("answers", id), await keyOf(id)];
    const found = old && row ? await device.unseal(old.key, row).catch(() => null) : null;
    if (!found) continue;
    await change((all) => Object.entries(found).forEach(([subject, one]) => { all[subject] ??= one; }));
    await device.drop("answers", id);
  }
}

// The answers of a page that are newer on this device than on the page; those of a visit that is over go.
export async function newerThan(subject, visit, version) {
  const here = (await records())[subject];
  if (!here) return null;
  if (!here.unsent && here.visit !== visit) {
    await change((all) => { delete all[subject]; });
    return null;
  }
  return here.unsent || Date.parse(here.version) > (Date.parse(version) || 0) ? here : null;
}

// A visit that was kept or thrown away leaves the device; what is not sent stays.
export async function forgetFamily(family) {
  for (const name of await device.ids("pages")) {
    if (device.familyOf(name) === family) await device.drop("pages", name);
  }
  await change((all) => {
    for (const subject of Object.keys(all)) {
      if (subject.split("/")[0] === family && !all[subject].unsent) delete all[subject];
    }
  });
}
