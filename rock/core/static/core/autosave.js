// Saves what was typed after two seconds of quiet, and says so. Without JavaScript the form's own button does the same.
const QUIET_MS = 2000;

export function startAutosave(form) {
  const says = form.querySelector("[data-draft-says]");
  let timer = 0;
  let latest = 0;

  async function save() {
    const turn = ++latest;
    let told = form.dataset.draftFailed;
    try {
      const answer = await fetch(form.dataset.draftUrl, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        redirect: "error",
        headers: { Accept: "application/json" },
      });
      told = (await answer.json()).message;
    } catch {
      // The connection or the session is gone: the words above say so, and what was typed stays on the page.
    }
    if (turn === latest) says.textContent = told;
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
