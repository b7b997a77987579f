// On every page for staff: what a visit left unsent is sent when there is signal, and before anybody signs out.
// Signing out deletes all that this device keeps of visits; what could not be sent is asked about first.
import { bringBack, countWords, dropTooOld, openSession, possible, sendAll, waiting } from "./keeping.js";

const device = self.visitDevice;
const forms = [...document.querySelectorAll("form[action='/sign-in/out/']")];

function button(words, kind, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `govuk-button ${kind}`;
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

function tell(title, words, ...parts) {
  document.querySelector("[data-visit-leaving]")?.remove();
  const box = document.createElement("section");
  box.className = "govuk-notification-banner";
  box.dataset.visitLeaving = "";
  box.tabIndex = -1;
  box.setAttribute("role", "alert");
  box.setAttribute("aria-labelledby", "visit-leaving-title");
  box.innerHTML = '<div class="govuk-notification-banner__header"><h2 class="govuk-notification-banner__title" ' +
    'id="visit-leaving-title"></h2></div><div class="govuk-notification-banner__content"><p class="govuk-body"></p>' +
    '<div class="govuk-button-group"></div></div>';
  box.querySelector("h2").textContent = title;
  box.querySelector("p").textContent = words;
  box.querySelector(".govuk-button-group").append(...parts);
  (document.querySelector("main") || document.body).prepend(box);
  box.focus();
  return box;
}

async function sendFirst() {
  const session = await openSession();
  if (!session || !navigator.onLine) return [];
  await bringBack();
  return sendAll();
}

function leftWords({ mine, others }) {
  const words = [];
  if (mine) words.push(`Not sent yet: ${countWords(mine)} on this phone. ${navigator.onLine ? "The service did not take them." : "There is no signal."}`);
  if (others) words.push(`${mine ? "Also, what" : "What"} somebody wrote on this phone in an earlier session is not sent. Only they can send it, by signing in here.`);
  return `${words.join(" ")} Signing out deletes this for good.`;
}

async function leave(event) {
  const form = event.target;
  if (form.visitGoes) return;
  event.preventDefault();
  const told = (await device.exists()) ? await sendFirst().catch(() => []) : [];
  const compare = told.find((one) => one.compare);
  if (compare) {
    tellConflict(compare);
    return;
  }
  const left = (await device.exists()) ? await waiting() : { mine: 0, others: 0 };
  if (!left.mine && !left.others) {
    await end(form);
    return;
  }
  const box = tell("Before you sign out", leftWords(left),
    button("Stay signed in and keep it", "", () => { box.remove(); form.querySelector("button").focus(); }),
    button("Delete it and sign out", "govuk-button--warning", () => end(form)));
}

async function end(form) {
  if (await device.exists()) await device.wipe();
  if (!navigator.onLine) {
    tell("You are still signed in",
      "All that this phone kept of visits is deleted. Signing out needs signal: do it again when there is some, or close the browser.");
    return;
  }
  form.visitGoes = true;
  form.requestSubmit();
}

function tellConflict(answer) {
  const link = document.createElement("a");
  link.href = answer.compare;
  link.className = "govuk-link";
  link.textContent = "Compare the two";
  tell("A page of a visit was written in two places", "Both are kept in the service. Compare them before you keep the visit.", link);
}

// Pages of a visit send by themselves; the sign-in page, where nobody is signed in, only makes the device forget.
async function start() {
  if (!(await device.exists())) return;
  await dropTooOld();
  if (!forms.length) {
    await device.forget();
    return;
  }
  const { mine, others } = await waiting();
  if (!navigator.onLine || document.querySelector("[data-visit-says]") || !(mine + others)) return;
  const compare = (await sendFirst()).find((one) => one.compare);
  if (compare) tellConflict(compare);
}

if (possible) {
  forms.forEach((form) => form.addEventListener("submit", leave));
  start().catch(() => {});
}
