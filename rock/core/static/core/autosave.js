// Saves what was typed after two seconds of quiet, and says so. Without JavaScript the form's own button does the same.
const QUIET_MS = 2000;

export function startAutosave(form) {
  const says = form.querySelector("[data-draft-says]");
  let timer = 0;
  let latest = 0;

  async function save() {
    const turn = ++latest;
    const body = new URLSearchParams(new FormData(form));
    body.set("draft_form", form.dataset.draft);
    body.set("draft_subject", form.dataset.draftSubject || "");
    try {
      const answer = await fetch(form.dataset.draftUrl, {
        method: "POST", body, redirect: "error", headers: { Accept: "application/json" },
      });
      const told = await answer.json();
      if (turn === latest) says.textContent = told.message;
    } catch {
      says.textContent = form.dataset.draftFailed;
    }
  }

  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, QUIET_MS);
  });
  form.addEventListener("submit", () => {
    window.clearTimeout(timer);
    latest += 1;
  });
}
