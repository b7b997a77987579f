// Hands each passkey button to the sign-in library; what the library needs stands in the button's data.
const forms = window.allauth.webauthn.forms;

document.querySelectorAll("[data-passkey]").forEach((button) => {
  const { passkey, options, credential, passwordless } = button.dataset;
  const ids = { login: button.id, authenticate: button.id, add: button.id, credential, passwordless };
  forms[passkey]({ ids, data: options ? JSON.parse(options) : null });
});

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelectorAll("[data-passkey-failed]").forEach((note) => {
    note.textContent = note.dataset.passkeyFailed;
  });
});
