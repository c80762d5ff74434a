import type { Pane } from './pane.ts';

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** The page around the panes: its bar with tabs, language and appearance, and a place for each pane. */
export function renderPage(options: { panes: readonly Pane[]; serviceUrl: string }): string {
  const { panes, serviceUrl } = options;
  const styles = panes
    .map((pane) => `<link rel="stylesheet" href="/${pane.name}/files/${escape(pane.style)}">`)
    .join('\n    ');
  const tabs = panes
    .map(
      (pane, index) =>
        `<button type="button" role="tab" id="tab-${pane.name}" aria-controls="pane-${pane.name}" ` +
        `aria-selected="${index === 0}" data-pane="${pane.name}" data-nl="${escape(pane.title.nl)}" ` +
        `data-en="${escape(pane.title.en)}">${escape(pane.title.nl)}</button>`,
    )
    .join('');
  const places = panes
    .map(
      (pane, index) =>
        `<section class="pane" id="pane-${pane.name}" role="${panes.length > 1 ? 'tabpanel' : 'region'}" ` +
        `aria-labelledby="tab-${pane.name}" data-name="${pane.name}" ` +
        `data-script="/${pane.name}/files/${escape(pane.script)}"${index === 0 ? '' : ' data-waiting'}></section>`,
    )
    .join('\n      ');
  return `<!doctype html>
<html lang="nl" data-service="${escape(serviceUrl)}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Speldje · speeltuin</title>
    <link rel="icon" href="/page/pin.svg">
    <link rel="stylesheet" href="/page/page.css">
    ${styles}
    <script type="module" src="/page/page.js"></script>
  </head>
  <body>
    <header class="top">
      <h1><img src="/page/pin.svg" alt="" width="24" height="24"> Speldje <span data-nl="speeltuin" data-en="playground">speeltuin</span></h1>
      <div class="tabs${panes.length > 1 ? '' : ' single'}" role="tablist">${tabs}</div>
      <div class="tools">
        <a class="service" href="${escape(serviceUrl)}" target="_blank" rel="noopener" data-nl="De dienst" data-en="The service">De dienst</a>
        <button type="button" id="language" aria-label="English">EN</button>
        <button type="button" id="appearance" data-label-nl="Licht of donker" data-label-en="Light or dark" aria-label="Licht of donker">◐</button>
      </div>
    </header>
    <main class="panes">
      ${places}
    </main>
    <noscript><p class="noscript">De speeltuin heeft JavaScript nodig. / The playground needs JavaScript.</p></noscript>
  </body>
</html>
`;
}
