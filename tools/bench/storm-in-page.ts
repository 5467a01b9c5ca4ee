/** A storm of changes, in the page's own world. Sent to the page as text: it uses its argument only. */

export interface StormPlan {
  readonly part: 'table' | 'insert' | 'typing';
  readonly rounds: number;
}

/** Puts what the part changes on the page. */
export function prepareStorm({ part }: StormPlan): void {
  const stage = document.querySelector('#stage');
  if (!stage) throw new Error('no stage on the page');
  stage.innerHTML =
    part === 'typing' ? '<p id="typed">0</p><textarea id="typing"></textarea>' : '<div></div>';
  const field = stage.querySelector('textarea');
  const counter = stage.querySelector('#typed');
  field?.addEventListener('input', () => {
    if (counter) counter.textContent = `${field.value.length}`;
    counter?.setAttribute('title', `${field.value.length} typed`);
  });
  field?.focus();
}

/** Draws a table of 500 rows and 1,500 controls again and again, or inserts 1,200 nodes at a time. */
export async function storm({ part, rounds }: StormPlan): Promise<void> {
  const place = document.querySelector('#stage > div');
  if (!place) throw new Error('the stage is not set');
  const rows = Array.from(
    { length: 500 },
    (_, row) =>
      `<tr><td><input name="a${row}"></td><td><input name="b${row}"></td><td><button type="button">Open ${row}</button></td></tr>`,
  ).join('');
  const fields = Array.from(
    { length: 200 },
    (_, at) =>
      `<div><label for="n${at}"><span>Field ${at}</span></label><input id="n${at}" name="n${at}"></div>`,
  ).join('');
  for (let round = 0; round < rounds; round++) {
    if (part === 'table')
      place.innerHTML = `<table><tr><th>Item</th><th>Value</th><th></th></tr>${rows}</table>`;
    else {
      const part = document.createElement('section');
      part.innerHTML = fields;
      place.append(part);
    }
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** The limit: an observer that touches every control that was added. Made in the extension's world. */
export function touchAdded(): void {
  let touched = 0;
  new MutationObserver((records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes)
        if (node instanceof Element)
          for (const control of node.querySelectorAll('input,select,textarea,button,a,[role]'))
            touched += control.nodeName.length;
    Reflect.set(globalThis, 'touched', touched);
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
}
