/** The prompt's style. Pixels, because `rem` is the page's; system colours where forced. */
export const PROMPT_STYLE = `
:host{all:initial}
dialog{box-sizing:border-box;width:min(560px,calc(100vw - 16px));max-height:calc(100vh - 16px);margin:auto;padding:0;border:0;border-radius:6px;background:#fff;color:#0b0c0c;font:16px/1.4 system-ui,"Segoe UI",Arial,sans-serif;box-shadow:0 8px 40px #0006;overflow:auto}
dialog::backdrop{background:#0b0c0c80}
.prompt{padding:20px;border-top:6px solid #1d70b8}
h2{margin:0 0 10px;font-size:20px;line-height:1.25}
p{margin:0 0 10px}
#why{white-space:pre-line}
.instead{padding:10px 12px;border-left:4px solid #00703c;background:#f3f8f5}
.message:empty{display:none}
.message{padding:10px 12px;border-left:4px solid #c3260c;background:#fdf1ef;font-weight:600}
.typed{display:block;margin-top:6px;font-weight:400;white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:#fd0;color:#0b0c0c;font-weight:600;text-decoration:underline}
.small,.hint{color:#484e53;font-size:14px}
.hint{margin:0 0 4px}
label{display:block;margin:10px 0 4px;font-weight:600}
select,textarea,input{box-sizing:border-box;width:100%;padding:7px 8px;border:2px solid #0b0c0c;border-radius:0;background:#fff;color:#0b0c0c;font:inherit}
textarea{resize:vertical}
[hidden]{display:none!important}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 12px;align-items:end}
.pair .hint,.pair .asked,.pair .acts{grid-column:1/-1;margin-top:4px}
.asked:empty{display:none}
.asked{padding:10px 12px;border-left:4px solid #1d70b8;background:#eef4fa;font-weight:600;overflow-wrap:anywhere}
.acts{display:flex;flex-wrap:wrap;gap:10px;align-items:center;margin:14px 0 10px}
button{padding:9px 14px;border:2px solid #1d70b8;border-radius:3px;background:#fff;color:#144e81;font:inherit;font-weight:600;cursor:pointer}
button.main{background:#1d70b8;color:#fff}
button.emergency{border-color:#a3200d;color:#a3200d}
.last{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:center;margin:0 0 12px;padding-top:12px;border-top:1px solid #b1b4b6}
button[disabled]{opacity:.6;cursor:default}
:is(button,select,textarea,input):focus{outline:3px solid #fd0;outline-offset:0;box-shadow:0 0 0 5px #0b0c0c}
.note{position:fixed;inset:auto 16px 16px auto;margin:0;max-width:min(420px,calc(100vw - 32px));padding:12px 14px;border:0;border-left:5px solid #1d70b8;background:#fff;color:#0b0c0c;font:15px/1.4 system-ui,"Segoe UI",Arial,sans-serif;box-shadow:0 4px 24px #0005}
@media (max-width:480px){.pair{grid-template-columns:1fr}.prompt{padding:14px}button{flex:1 1 100%}}
@media (max-height:320px){dialog{scroll-padding:4px 0 46px;width:100vw;max-width:none;max-height:100vh;border-radius:0;font-size:13px;line-height:1.25}.prompt{padding:6px 8px 0;border-top-width:3px}h2{margin:0 0 2px;font-size:14px}p{margin:0 0 4px}.instead{padding:2px 6px}.small,.hint{font-size:12px}label{margin:2px 0}select,textarea,input{padding:2px 4px}.acts{position:sticky;bottom:0;flex-wrap:nowrap;gap:4px;margin:0;padding:5px;background:#fff}.last{padding:4px 0;margin:0}button{flex:1 1 auto;padding:3px 6px}}
@media (forced-colors:active){button,dialog{border:2px solid CanvasText}}
`;
