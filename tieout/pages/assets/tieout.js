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
