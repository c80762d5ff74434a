import { h } from './dom.js';

/** How long a notice stays, in milliseconds. */
const NOTICE = 7000;

/** Carries out what a person does, and tells them when the app or Slack would not have it. */
export function createActor({ words, as }) {
  let timer;
  const box = h('p', { class: 'notice', role: 'status', hidden: true });
  function notice(text) {
    box.textContent = text;
    box.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
      box.hidden = true;
    }, NOTICE);
  }

  async function act(what) {
    const w = words();
    let answer;
    try {
      const response = await fetch('/slack/act', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ as: as(), ...what }),
      });
      answer = await response.json();
    } catch {
      notice(w.appGone);
      return { ok: false };
    }
    if (answer.ok === false) notice(w.notPossible(answer.message));
    else if (answer.failure === 'http_timeout') notice(w.appSlow);
    else if (answer.failure) notice(w.appGone);
    else if (answer.status !== undefined && answer.status !== 200) notice(w.appFailed(answer.status));
    return answer;
  }

  return { act, notice, box };
}
