/* Tells the page of a source which number of a sentence a reader has followed, so that it stands
   out among the others. Nothing depends on it: without it they are all marked. */
"use strict";

(() => {
  const key = "tieout-asked";

  /* The number that was followed to get here, told once by the page that was left. The browser's
     history keeps it, for a reader who comes back. Storage may be refused to pages on a disk. */
  const taken = () => {
    try {
      const id = localStorage.getItem(key);
      localStorage.removeItem(key);
      if (id) history.replaceState({ asked: id }, "");
    } catch {
      return null;
    }
    return history.state?.asked ?? null;
  };

  const show = () => {
    for (const it of document.querySelectorAll(".asked")) it.classList.remove("asked");
    const id = taken();
    if (!id) return;
    const name = CSS.escape(id);
    const sentence = document.getElementById(location.hash.slice(1));
    const mark = sentence?.querySelector(`mark[data-fact="${name}"]`);
    if (!mark) return;
    mark.classList.add("asked");
    document.querySelector(`.apparatus li[data-entry="${name}"]`)?.classList.add("asked");
  };

  const follow = (event) => {
    const link = event.target.closest?.("a.fact[data-fact]");
    if (!link) return;
    try {
      localStorage.setItem(key, link.dataset.fact);
    } catch {
      /* The numbers of the sentence stay alike. */
    }
  };

  for (const type of ["click", "auxclick"]) document.addEventListener(type, follow, true);
  window.addEventListener("hashchange", show);
  show();
})();

/* Shows how a derived number was made beside it, from the notes below the text. */
(() => {
  let card = null;
  let leaving = 0;

  const close = () => {
    card?.remove();
    card = null;
  };

  const open = (link) => {
    const name = CSS.escape(link.dataset.derived);
    const note = document.querySelector(`.derived-notes li[data-entry="${name}"]`);
    if (!note || note.contains(link)) return;
    close();
    card = document.createElement("div");
    card.className = "derived-card md-typeset";
    card.append(...[...note.childNodes].map((it) => it.cloneNode(true)));
    card.addEventListener("pointerenter", () => clearTimeout(leaving));
    card.addEventListener("pointerleave", later);
    document.body.append(card);
    const at = link.getBoundingClientRect();
    const widest = document.documentElement.clientWidth - card.offsetWidth - 16;
    card.style.left = `${Math.max(16, Math.min(at.left, widest)) + scrollX}px`;
    const below = at.bottom + 6 + card.offsetHeight < innerHeight;
    const top = below ? at.bottom + 6 : at.top - 6 - card.offsetHeight;
    card.style.top = `${top + scrollY}px`;
  };

  const later = () => {
    clearTimeout(leaving);
    leaving = setTimeout(close, 200);
  };

  const over = (event) => {
    if (event.pointerType === "touch") return;
    const link = event.target.closest?.("a.derived[data-derived]");
    if (!link || link.closest(".derived-card")) return;
    clearTimeout(leaving);
    open(link);
    link.addEventListener("pointerleave", later, { once: true });
  };

  document.addEventListener("pointerover", over);
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest?.("a.derived[data-derived]");
    if (link && !link.closest(".derived-card")) open(link);
    else if (!event.target.closest?.(".derived-card")) close();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
})();
