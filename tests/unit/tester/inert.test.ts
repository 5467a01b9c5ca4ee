// @vitest-environment jsdom
/** A form that is tried out does nothing by itself, and says to the guard what it says at work. */
import { describe, expect, it } from 'vitest';
import { attachRoots, makeInert } from '../../../entrypoints/tester-form/inert.ts';

function inert(html: string) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const left = makeInert(page);
  return { page, left, body: page.body.innerHTML.trim(), html: page.documentElement.outerHTML };
}

describe('an inert form', () => {
  it.each([
    ['a script', '<p>x</p><script>alert(1)</script>', '<p>x</p>'],
    ['a script in a drawing', '<svg><script>alert(1)</script></svg>', '<svg></svg>'],
    ['what an element runs', '<p onclick="alert(1)" ONFOCUS="x()">x</p>', '<p>x</p>'],
    ['a frame', '<iframe srcdoc="<script></script>"></iframe><p>x</p>', '<p>x</p>'],
    ['an object', '<object data="/x"></object><embed src="/x">', ''],
    ['a picture', '<img src="/x" srcset="/y 2x" alt="Photo">', '<img alt="Photo">'],
    [
      'a picture in a drawing',
      '<svg><image href="/x"></image></svg>',
      '<svg><image></image></svg>',
    ],
    [
      'media',
      '<video src="/x" poster="/y"><source src="/z"><track src="/t"></video>',
      '<video></video>',
    ],
    ['a picture button', '<input type="image" src="/x" alt="Go">', '<input type="image" alt="Go">'],
    ['a ping', '<a href="/x" ping="/y">x</a>', '<a href="/x">x</a>'],
    ['what takes the focus', '<input autofocus="">', '<input>'],
    [
      'a picture of a style',
      '<p style="background:url(//x/y)">x</p>',
      '<p style="background:none">x</p>',
    ],
  ])('does without %s', (_what, html, expected) => {
    expect(inert(html).body).toBe(expected);
  });

  it.each([
    '<base href="http://x.test/">',
    '<meta http-equiv="refresh" content="0;url=http://x.test/">',
    '<link rel="stylesheet" href="http://x.test/">',
    '<style>@import "http://x.test/"; p { background: url( http://x.test/ ) }</style>',
  ])('fetches and follows nothing that its head names: %s', (tag) => {
    expect(inert(`<head>${tag}</head><body><p>x</p>`).html).not.toContain('x.test');
  });

  it.each(['javascript:a()', ' java\tscript:a()', 'JAVASCRIPT:a()', 'data:text/html,x', 'blob:x'])(
    'has no link, form or button that runs something: %j',
    (address) => {
      const { body } = inert(
        `<a href="${address}">x</a><form action="${address}"><button formaction="${address}">y</button></form>`,
      );
      expect(body).toBe(
        '<a href="#">x</a><form action="#"><button formaction="#">y</button></form>',
      );
    },
  );

  it('keeps what the guard reads: names, texts, chosen options, and where links and forms lead', () => {
    const html =
      '<form action="https://rms.test/pnc" method="post"><label for="a">Role</label><select id="a" data-src="r"><option selected="">Victim</option></select><a href="https://x.test/visa?id=1">Visa check</a><button formaction="/pnc" aria-label="PNC">Go</button></form>';
    expect(inert(html).body).toBe(html);
  });

  it('says what was left out, and counts no harmless part of the head', () => {
    const { left } = inert(
      '<meta charset="utf-8"><title>x</title><link href="/x"><body><script></script><noscript></noscript><iframe></iframe><img src="/x">',
    );
    expect(left).toEqual({ scripts: 2, frames: 1, fetched: 2 });
  });

  it('looks into the inner parts of components, and opens them', () => {
    const { page, left } = inert(
      '<div><template shadowrootmode="closed"><script></script><img src="/x"><button>PNC check</button></template></div>',
    );
    expect(left).toEqual({ scripts: 1, frames: 0, fetched: 1 });
    attachRoots(page);
    const root = page.querySelector('div')?.shadowRoot;
    expect(root?.innerHTML).toBe('<img><button>PNC check</button>');
  });

  it('leaves a template where the element around it can have no inner part', () => {
    const { page } = inert(
      '<select></select><a><template shadowrootmode="open"><b>x</b></template></a>',
    );
    attachRoots(page);
    expect(page.querySelector('template')).not.toBeNull();
  });

  it('is not stopped by fields that have the names of its own functions', () => {
    const { body } = inert(
      '<form onsubmit="x()" action="javascript:x()"><input name="getAttributeNames"><input name="removeAttribute"><input name="getAttribute"><input name="remove"><input name="attributes"></form>',
    );
    expect(body).toMatch(/^<form action="#"><input/);
  });
});
