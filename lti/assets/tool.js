// Moves between the tool's pages without leaving the document, so that reload and the back button work where no
// cookie does: the session is kept in the history entry of this very frame, never in an address.
const main = () => document.querySelector('.tool');

function tokenOf(form) {
  return form.elements.namedItem('session')?.value;
}

/** Shows the answer of the service in place of this page. */
async function show(path, fields, token, kind) {
  let answer;
  try {
    answer = await fetch(path, {
      method: 'POST',
      body: fields,
      headers: token ? { Authorization: `Bearer ${token}` } : {},
      credentials: 'omit',
    });
  } catch {
    return false;
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const next = page.querySelector('.tool') ?? page.querySelector('main');
  if (!next) return false;
  document.documentElement.lang = page.documentElement.lang;
  document.title = page.title;
  (main() ?? document.querySelector('main')).replaceWith(document.importNode(next, true));
  if (kind === 'push') history.pushState(stateOf(path, fields, token), '', '/lti/tool');
  if (page.body.dataset.leaves !== undefined) {
    document.querySelector('form[data-plain]').submit();
    return true;
  }
  const content = document.querySelector('#content');
  content?.focus({ preventScroll: true });
  scrollTo(0, 0);
  return true;
}

/** What a history entry needs to show its page again; files and what was done are not kept. */
function stateOf(path, fields, token) {
  const kept = [...fields].filter(([name, value]) => typeof value === 'string' && name !== 'session');
  return { path, fields: kept, token };
}

function restore(state) {
  const fields = new FormData();
  for (const [name, value] of state.fields) fields.append(name, value);
  return show(state.path, fields, state.token, 'restore');
}

/** Views are shown again by the back button; what was done is not done again. */
const views = /^\/lti\/tool\/(people|review|history|mine|badges|preview|ask-form|accounts|pick)$/;

async function send(form, path, submitter) {
  const fields = new FormData(form, submitter);
  const token = tokenOf(form);
  fields.delete('session');
  const shown = await show(path, fields, token, views.test(path) ? 'push' : 'stay');
  delete form.dataset.busy;
  // Without the network the browser's own page says more than we can.
  if (!shown) HTMLFormElement.prototype.submit.call(form);
}

// Said before minutes of sending are lost; the service says it too.
addEventListener('change', ({ target }) => {
  if (target.type !== 'file' || !target.dataset.mostBytes) return;
  const tooLarge = [...target.files].some(({ size }) => size > Number(target.dataset.mostBytes));
  target.setCustomValidity(tooLarge ? target.dataset.tooLarge : '');
  if (tooLarge) target.reportValidity();
});

addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.plain !== undefined) return;
  const { submitter } = event;
  const path = new URL(submitter?.getAttribute('formaction') ?? form.action, location.href).pathname;
  if (!path.startsWith('/lti/tool/')) return;
  event.preventDefault();
  if (form.dataset.busy !== undefined) return;
  form.dataset.busy = '';
  void send(form, path, submitter);
});

addEventListener('popstate', (event) => {
  if (event.state?.token) void restore(event.state);
});

const { view, leaves } = document.body.dataset;
if (leaves !== undefined) document.querySelector('form[data-plain]').submit();
else if (history.state?.token && view === undefined) void restore(history.state);
else if (view !== undefined) {
  // The address of a launch can't be loaded again; from here on this entry is the tool's.
  const form = document.querySelector('form');
  const token = form && tokenOf(form);
  if (token)
    history.replaceState(
      {
        path: `/lti/tool/${view}`,
        fields: document.body.dataset.badge ? [['badge', document.body.dataset.badge]] : [],
        token,
      },
      '',
      '/lti/tool',
    );
}
