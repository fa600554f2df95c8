// Makes and uses passkeys, which only a script can ask a browser for. The pages say what to do without it.

const form = document.querySelector("form[data-passkey]");
const words = form?.querySelector("[role=status]");

/** The server's question, fetched with the form's own token. */
async function question() {
  const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "manual" });
  if (answer.type === "opaqueredirect" || !answer.ok) { throw new DOMException("The server did not ask.", "NetworkError"); }
  return answer.json();
}

const ask = {
  create: async () => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(await question()) }),
  get: async () => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(await question()) }),
};

/** What went wrong, as far as browsers tell. */
function sentence(error) {
  switch (error.name) {
    case "NotAllowedError": case "AbortError": return "Nothing was done: it was cancelled, took too long, or this device has no passkey for this site.";
    case "InvalidStateError": return "This device has a passkey for your account already.";
    case "NetworkError": return "The server could not be asked. Reload this page and try again.";
    default: return `The browser refused: ${error.message}`;
  }
}

function begin() {
  const button = form.querySelector("button");
  button.hidden = false;
  form.addEventListener("submit", async event => {
    event.preventDefault();
    // What is missing, the server says.
    if ([...form.querySelectorAll("input[type=text]")].some(input => input.value.trim() === "")) { form.submit(); return; }
    button.disabled = true;
    words.textContent = "Your browser asks you now.";
    try {
      const credential = await ask[form.dataset.passkey]();
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch (error) {
      words.textContent = sentence(error);
      button.disabled = false;
    }
  });
}

if (form) {
  form.parentElement.querySelector("[data-without-script]")?.remove();
  if (window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.isSecureContext) { begin(); }
  else { words.textContent = "This browser can't use passkeys here: it is too old, or the site is not reached by https."; }
}
