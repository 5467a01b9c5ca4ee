/** Statement: steps, a draft that is kept, a note of each print, a question before work is left. */
(() => {
  /** As many keys may be lost with the machine. */
  const KEYS_A_DRAFT = 20;
  const form = document.getElementById('statement-form');
  const steps = [...form.querySelectorAll('.step')];
  const problem = document.getElementById('statement-problem');
  const button = (id) => document.getElementById(id);
  let step = 0;
  let isDirty = false;
  let keys = 0;
  let lastDraft = Promise.resolve();
  let prepared = 0;

  function show(next) {
    step = next;
    steps.forEach((part, at) => {
      part.hidden = at !== step;
    });
    button('step-back').hidden = step === 0;
    button('step-next').hidden = step === steps.length - 1;
    button('statement-save').hidden = step !== steps.length - 1;
    steps[step].querySelector('input, textarea').focus();
  }

  /** The browser's own check first, then the one that it does not know. */
  function isRight() {
    problem.hidden = true;
    for (const field of steps[step].querySelectorAll('input, textarea')) {
      if (!field.reportValidity()) return false;
    }
    if (form.elements['taken-on'].value <= new Date().toISOString().slice(0, 10)) return true;
    problem.textContent = form.dataset.notYet;
    problem.hidden = false;
    return false;
  }

  function draft() {
    const texts = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
    return JSON.stringify(Object.fromEntries(texts));
  }

  function send(body) {
    return new Promise((resolve) => {
      const call = new XMLHttpRequest();
      call.open('POST', `${form.action}/draft`);
      call.setRequestHeader('Content-Type', 'application/json');
      call.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
      call.onloadend = () => resolve();
      call.send(body);
    });
  }

  /** One after the other, or an older draft could overtake a newer one. */
  function keepDraft() {
    const body = draft();
    const mine = lastDraft.then(() => send(body));
    lastDraft = mine;
    mine.then(() => {
      if (lastDraft === mine) button('draft-state').textContent = form.dataset.kept;
    });
  }

  form.addEventListener('input', () => {
    isDirty = true;
    keys += 1;
    button('draft-state').textContent = '';
    if (keys % KEYS_A_DRAFT === 0) keepDraft();
  });
  form.addEventListener('change', keepDraft);
  form.addEventListener('submit', (event) => {
    if (!isRight()) event.preventDefault();
    else isDirty = false;
  });
  button('step-next').addEventListener('click', () => {
    if (isRight()) show(step + 1);
  });
  button('step-back').addEventListener('click', () => show(step - 1));

  button('statement-print').addEventListener('click', () => window.print());
  window.addEventListener('beforeprint', () => {
    prepared += 1;
    for (const part of steps) part.hidden = false;
  });
  window.addEventListener('afterprint', () => {
    steps.forEach((part, at) => {
      part.hidden = at !== step;
    });
    navigator.sendBeacon(`${form.action}/printed`, JSON.stringify({ prepared, step }));
  });

  window.addEventListener('beforeunload', (event) => {
    if (isDirty) event.preventDefault();
  });
  window.addEventListener('pagehide', () => {
    if (isDirty) navigator.sendBeacon(`${form.action}/draft`, draft());
  });
})();
