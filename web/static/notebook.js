/* Notes that survive a lost network or a closed tab: kept in this browser until the site has them. */
"use strict";
(() => {
  const PREFIX = "matrice-notes-";
  const forget = () => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  };
  for (const form of document.querySelectorAll('form[action="/deconnexion"]')) form.addEventListener("submit", forget);

  // Notes of a new interview are forgotten once the site shows that it has them.
  const heard = document.querySelector("[data-heard]");
  if (heard) {
    try {
      const kept = JSON.parse(localStorage.getItem(PREFIX + "nouveau"));
      if (kept && kept.text.trim() === heard.textContent.trim()) localStorage.removeItem(PREFIX + "nouveau");
    } catch { localStorage.removeItem(PREFIX + "nouveau"); }
  }

  const box = document.querySelector("textarea[data-notes]");
  if (!box) return;
  const form = box.form;
  const status = document.getElementById("notes-etat");
  const version = form.elements.version;
  const key = PREFIX + box.dataset.notes;
  const say = (text) => { status.textContent = text; };
  let stored = null;
  try { stored = JSON.parse(localStorage.getItem(key)); } catch { stored = null; }
  let timer = 0;
  let sending = false;
  let conflict = false;
  let saved = box.value;

  if (stored && stored.text !== box.value) {
    const offer = document.getElementById("notes-reprise");
    offer.hidden = false;
    offer.querySelector("[data-reprendre]").addEventListener("click", () => {
      box.value = stored.text;
      offer.hidden = true;
      changed();
      box.focus();
    });
    offer.querySelector("[data-jeter]").addEventListener("click", () => {
      localStorage.removeItem(key);
      offer.hidden = true;
    });
  }

  function keep() {
    try {
      localStorage.setItem(key, JSON.stringify({ text: box.value, version: version ? version.value : "", at: Date.now() }));
    } catch {
      say("Ce navigateur ne peut rien garder : enregistrez souvent.");
    }
  }

  function changed() {
    keep();
    if (!version) { say("Gardé dans ce navigateur jusqu'à l'enregistrement."); return; }
    say("…");
    clearTimeout(timer);
    timer = setTimeout(send, 900);
  }

  async function send() {
    if (sending || conflict || !version || box.value === saved) return;
    sending = true;
    const text = box.value;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams({ notes: text, version: version.value }),
      });
      if (answer.redirected) throw new Error("signed out");
      const said = await answer.json();
      if (answer.ok) {
        version.value = said.version;
        saved = text;
        if (box.value === text) localStorage.removeItem(key);
        say("Enregistré à " + new Date().toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit" }));
      } else if (answer.status === 409) {
        conflict = true;
        say("Quelqu'un d'autre a modifié ces notes. Les vôtres sont gardées ici : appuyez sur Enregistrer pour comparer.");
      } else {
        say("Non enregistré : le texte est gardé dans ce navigateur.");
      }
    } catch {
      say("Pas de réseau ou session fermée : le texte est gardé dans ce navigateur et repartira.");
      clearTimeout(timer);
      timer = setTimeout(send, 10000);
    } finally {
      sending = false;
    }
    if (!conflict && box.value !== text) changed();
  }

  box.addEventListener("input", changed);
  window.addEventListener("online", send);
  form.addEventListener("submit", () => { clearTimeout(timer); keep(); });
  // Once the whole form has been taken by the site, this page is not shown again with it.
  if (stored && stored.text === box.value) localStorage.removeItem(key);
})();
