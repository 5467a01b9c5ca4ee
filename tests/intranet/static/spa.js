/**
 * Person record drawn by script: tabs swap the person in place, and the controls are divs with
 * roles. One set of ids serves both tabs, so only the screen's text tells whom a control is about.
 */
(() => {
  const app = document.getElementById('app');
  const { ref } = app.dataset;
  // The nationality comes from a pick-list, so it is shown and not typed here.
  const FIELDS = [
    ['date-of-birth', 'Date of birth', 'true'],
    ['nationality', 'Nationality', 'false'],
    ['immigration-status', 'Immigration status', 'true'],
  ];
  const TITLES = { victim: 'Victim', suspect: 'Suspect' };

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  function control(id, text, act) {
    const made = element('div', { id, role: 'button', tabindex: '0', class: 'button' }, text);
    made.addEventListener('click', act);
    made.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      act();
    });
    return made;
  }

  async function send(path, values) {
    const panel = document.getElementById('spa-result');
    panel.hidden = false;
    panel.textContent = 'Checking…';
    try {
      const response = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(values),
      });
      const answer = await response.json();
      panel.textContent = answer.result ?? `Saved ${answer.ref}.`;
    } catch {
      // The network failed, or the request was held on its way.
      panel.textContent = 'The request did not complete.';
    }
  }

  function nameOf(person) {
    return `${person.givenNames} ${person.familyName}`.trim();
  }

  function fieldRow(person, key, caption, isEditable) {
    const labelId = `spa-${key}-label`;
    const data = key.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
    const box = element('div', {
      id: `spa-${key}`,
      role: 'textbox',
      contenteditable: isEditable,
      'aria-readonly': String(isEditable === 'false'),
      'aria-labelledby': labelId,
      class: 'box',
    });
    box.textContent = person[data];
    box.addEventListener('input', () => {
      person[data] = box.textContent;
    });
    return element('div', { class: 'field' }, element('div', { id: labelId }, caption), box);
  }

  function saveValues(person) {
    return {
      ref,
      [`${person.slot}-date-of-birth`]: person.dateOfBirth,
      [`${person.slot}-immigration-status`]: person.immigrationStatus,
    };
  }

  function panelOf(person) {
    const about = () => ({ ref, role: person.role, name: nameOf(person), dob: person.dateOfBirth });
    return element(
      'div',
      { id: 'spa-panel', role: 'tabpanel', 'aria-labelledby': `spa-tab-${person.role}` },
      element('h2', { id: 'spa-name' }, `${TITLES[person.role]}: ${nameOf(person)}`),
      element('div', { class: 'grid' }, ...FIELDS.map((field) => fieldRow(person, ...field))),
      element(
        'div',
        { class: 'actions' },
        control('spa-check-status', 'Check immigration status', () =>
          send('/api/immigration-status', about()),
        ),
        control('spa-pnc', 'PNC check', () => send('/api/pnc', about())),
        control('spa-refer', 'Refer to Immigration Enforcement', () => send('/referrals', about())),
        control('spa-save', 'Save', () => send('/reports', saveValues(person))),
      ),
      element('div', { id: 'spa-result', class: 'result', role: 'status', hidden: '' }),
    );
  }

  function tabOf(role, current) {
    const tab = element(
      'div',
      {
        id: `spa-tab-${role}`,
        role: 'tab',
        tabindex: '0',
        'aria-selected': String(role === current),
      },
      TITLES[role],
    );
    const open = () => {
      history.pushState({ role }, '', `/spa/${role}`);
      draw(role);
      document.getElementById(`spa-tab-${role}`).focus();
    };
    tab.addEventListener('click', open);
    tab.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        open();
      }
    });
    return tab;
  }

  function draw(role) {
    const person = document.querySelector(`#record-data [data-role="${role}"]`).dataset;
    const tabs = element('div', { role: 'tablist', 'aria-label': 'Persons' });
    tabs.append(...Object.keys(TITLES).map((item) => tabOf(item, role)));
    const heading = element('h1', { id: 'spa-heading' }, `Person record ${ref}`);
    app.replaceChildren(heading, tabs, panelOf(person));
  }

  function roleInAddress() {
    return location.pathname === '/spa/suspect' ? 'suspect' : 'victim';
  }

  window.addEventListener('popstate', () => draw(roleInAddress()));
  draw(roleInAddress());
})();
