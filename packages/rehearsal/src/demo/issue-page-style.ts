/** The look of the issue's page: close to GitHub's, light and dark, down to a phone's width. */
export const issuePageStyle = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --text: #1f2328; --quiet: #59636e; --line: #d1d9e0; --soft: #f6f8fa; --link: #0969da;
  --code: #818b981f; --head: #f6f8fa; --bot: #ddf4ff; --open: #1f883d; --closed: #8250df;
  --note: #0969da; --tip: #1a7f37; --important: #8250df; --warning: #9a6700; --caution: #cf222e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --text: #f0f6fc; --quiet: #9198a1; --line: #3d444d; --soft: #151b23; --link: #4493f8;
    --code: #656c7633; --head: #151b23; --bot: #121d2f; --open: #238636; --closed: #8957e5;
    --note: #4493f8; --tip: #3fb950; --important: #ab7df8; --warning: #d29922; --caution: #f85149;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text); overflow-wrap: break-word;
  font: 14px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif, "Noto Color Emoji";
}
main { max-width: 860px; margin: 0 auto; padding: 16px; }
.notice { margin: 0 0 16px; padding: 8px 12px; border: 1px dashed var(--line); border-radius: 6px; color: var(--quiet); font-size: 12px; }
.repository { margin: 0; color: var(--quiet); }
h1 { margin: 0 0 8px; font-size: 26px; font-weight: 400; line-height: 1.25; }
.number { color: var(--quiet); font-weight: 300; }
header { padding-bottom: 8px; margin-bottom: 16px; border-bottom: 1px solid var(--line); }
header p { margin: 0 0 8px; }
.state { display: inline-block; padding: 4px 12px; border-radius: 999px; color: #ffffff; font-weight: 500; background: var(--open); }
.state.closed { background: var(--closed); }
.label { display: inline-block; padding: 1px 10px; border: 1px solid var(--line); border-radius: 999px; font-size: 12px; color: var(--quiet); }
article { display: flex; gap: 14px; margin: 0 0 16px; scroll-margin-top: 16px; }
article:target .box { outline: 2px solid var(--link); }
.moments { margin: 0 0 16px 54px; color: var(--quiet); }
.moments summary { cursor: pointer; }
.moments > details { margin: 8px 0 0 12px; }
.moments .box { margin: 8px 0 12px; color: var(--text); }
.avatar {
  flex: none; width: 40px; height: 40px; border-radius: 50%; text-align: center; line-height: 40px;
  font-size: 17px; font-weight: 600; color: #ffffff;
}
.look-1 { background: #8250df; } .look-2 { background: #0969da; } .look-3 { background: #bf3989; }
.look-4 { background: #1a7f37; } .look-5 { background: #bc4c00; } .look-6 { background: #0e7490; }
.look-7 { background: #6e7781; } .look-bot { background: #24292f; border-radius: 8px; }
.box { flex: 1; min-width: 0; border: 1px solid var(--line); border-radius: 6px; }
h2 {
  margin: 0; padding: 8px 16px; border-bottom: 1px solid var(--line); border-radius: 6px 6px 0 0;
  background: var(--head); color: var(--quiet); font-size: 14px; font-weight: 400;
}
.person h2 { background: var(--bot); }
h2 strong { color: var(--text); font-weight: 600; }
.tag { padding: 0 6px; border: 1px solid var(--line); border-radius: 999px; font-size: 12px; }
.body { padding: 16px; }
.body > :first-child { margin-top: 0; }
.body > :last-child { margin-bottom: 0; }
.body p, .body ul, .body ol, .body pre, .body details, .table, .alert, blockquote { margin: 0 0 16px; }
.body details + details { margin-top: -8px; }
.body ul, .body ol { padding-left: 2em; }
.body h3 { margin: 24px 0 16px; font-size: 1.25em; line-height: 1.25; }
.body hr { height: 4px; margin: 24px 0; border: 0; background: var(--line); }
.body summary { cursor: pointer; }
.body details[open] > summary { margin-bottom: 8px; }
a { color: var(--link); text-decoration: none; }
a[href]:hover { text-decoration: underline; }
.elsewhere { cursor: help; }
.mention { font-weight: 600; }
code { padding: 0.2em 0.4em; border-radius: 6px; background: var(--code); font: 85% ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
pre { padding: 16px; border-radius: 6px; background: var(--soft); overflow: auto; }
pre code { padding: 0; background: none; }
.table { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: 6px 13px; border: 1px solid var(--line); text-align: left; }
tbody tr:nth-child(2n) { background: var(--soft); }
blockquote { padding: 0 1em; border-left: 4px solid var(--line); color: var(--quiet); }
.alert { padding: 8px 16px; border-left: 4px solid var(--kind); }
.alert > :last-child { margin-bottom: 0; }
.alert-title { margin: 0 0 8px; color: var(--kind); font-weight: 500; }
.note { --kind: var(--note); } .tip { --kind: var(--tip); } .important { --kind: var(--important); }
.warning { --kind: var(--warning); } .caution { --kind: var(--caution); }
.reactions { margin: 0; padding: 0 16px 12px; }
.pill { display: inline-block; padding: 1px 8px; border: 1px solid var(--line); border-radius: 999px; font-size: 12px; }
@media (max-width: 560px) {
  article { display: block; }
  .avatar { display: none; }
  .moments { margin-left: 0; }
  main { padding: 12px; }
  .body { padding: 12px; }
  th, td { padding: 6px 8px; }
  h1 { font-size: 22px; }
}
`;
