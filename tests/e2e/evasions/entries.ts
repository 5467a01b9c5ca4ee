/** Ways to choose, tick, type, fill and send. */
import { type Area, ASK, LOOK_UP, press, pressKey, victim } from './evasion.ts';

const PERSON =
  '<dl><dt>Name</dt><dd>Ines Marques</dd><dt>Date of birth</dt><dd>7 June 1991</dd></dl>';

export const ENTRIES: Area = {
  title: 'Choosing and entering',
  evasions: [
    {
      id: 'label-of-box',
      trick: 'a click on the label of a tick box that runs the check',
      result: 'stopped',
      html: victim(
        `<label id="look"><input type="checkbox" onchange="${ASK}"> Run PNC check on save</label>`,
      ),
      act: press(),
    },
    {
      id: 'hidden-box',
      trick: 'a click on a drawn box, whose real tick box is hidden',
      result: 'stopped',
      html: victim(
        `<input type="checkbox" id="box" hidden onchange="${ASK}"><label id="look" for="box">Run PNC check now</label>`,
      ),
      act: press(),
    },
    {
      id: 'arrow-in-list',
      trick: 'an arrow key in a list whose next option is a check',
      result: 'stopped',
      html: victim(
        `<label>Actions <select id="look" onchange="if (value) ${ASK}"><option value="">Choose an action</option><option value="pnc">Run PNC check</option></select></label>`,
      ),
      act: pressKey('ArrowDown'),
    },
    {
      id: 'letter-in-list',
      trick: 'a letter that picks an option of a list',
      result: 'stopped',
      html: victim(
        `<label>Actions <select id="look" onchange="if (value) ${ASK}"><option value="">Choose an action</option><option value="pnc">Run PNC check</option></select></label>`,
      ),
      act: pressKey('r'),
    },
    {
      id: 'arrow-in-radios',
      trick: 'an arrow key that moves on to a radio button which is a check',
      result: 'stopped',
      html: victim(
        `<fieldset><legend>Next step</legend><label><input type="radio" name="next" checked id="look"> Save only</label><label><input type="radio" name="next" onchange="${ASK}"> Run PNC check</label></fieldset>`,
      ),
      act: pressKey('ArrowDown'),
    },
    {
      id: 'enter-in-field',
      trick: 'Enter in a field of a form whose button is a look-up',
      result: 'stopped',
      html: victim(
        '<form action="/look-up/status"><label>Share code <input id="look"></label><button>Check immigration status</button></form>',
      ),
      act: pressKey('Enter'),
    },
    {
      id: 'enter-without-button',
      trick: 'Enter in a look-up form without a button',
      result: 'stopped',
      html: victim(
        '<form action="/look-up/status"><h3>Immigration status check</h3><label>Reference <input id="look"></label></form>',
      ),
      act: pressKey('Enter'),
    },
    {
      id: 'paste-status',
      trick: 'a status pasted into its field',
      alone: true,
      result: 'stopped',
      html: victim(
        `<label>Immigration status <input id="look" oninput="${ASK}"></label><input id="from" value="visitor">`,
      ),
      act: async (page) => {
        await page.focus('#from');
        await page.keyboard.press('Control+a');
        await page.keyboard.press('Control+c');
        await page.focus('#look');
        await page.keyboard.press('Control+v');
      },
    },
    {
      id: 'composed-status',
      trick: 'a status composed in an input method',
      result: 'stopped',
      html: victim(`<label>Immigration status <input id="look" oninput="${ASK}"></label>`),
      act: async (page) => {
        const cdp = await page.context().newCDPSession(page);
        await page.focus('#look');
        const text = '\u3042';
        await cdp.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 });
      },
    },
    {
      id: 'entered-anew',
      trick: 'a victim who is entered anew as a suspect, under the same name and date of birth',
      result: 'stopped',
      html: `${victim(PERSON)}<section><h2>Suspect</h2>${PERSON}${LOOK_UP}</section>`,
      act: async (page) => {
        // Whom a page shows is read when it is quiet.
        await page.waitForTimeout(1500);
        await page.click('#look');
      },
    },
    {
      id: 'script-fills-status',
      trick: 'a browser or a script that fills the field of a status by itself',
      result: 'recorded',
      html: victim(`<label>Immigration status <input id="look" onchange="${ASK}"></label>`),
      act: (page) =>
        page.evaluate(
          "look.value = 'visitor'; look.dispatchEvent(new Event('change', { bubbles: true }))",
        ),
    },
    {
      id: 'mail-to-home-office',
      trick: 'a link that writes an e-mail to the Home Office',
      result: 'stopped',
      html: victim(
        `<a id="look" href="mailto:evidence@homeoffice.gov.uk" onclick="${ASK}">Send details to the Home Office</a>`,
      ),
      act: press(),
    },
    {
      id: 'file-for-referral',
      trick: 'a file chosen for a referral to Immigration Enforcement',
      result: 'stopped',
      html: victim(
        `<label>Referral to Immigration Enforcement <input type="file" id="look" onclick="${ASK}"></label>`,
      ),
      act: press(),
    },
  ],
};
