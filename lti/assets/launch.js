// Keeps the browser's secret with the platform between login and launch (LTI Client Side postMessages,
// Platform Storage), and closes or submits what needs no decision.
const { dataset } = document.body;
const waitMs = 2000;

function platformWindow() {
  const opener = window.opener ?? window.parent;
  if (!dataset.target || dataset.target === '_parent') return opener;
  try {
    return opener.frames[dataset.target] ?? opener;
  } catch {
    return opener;
  }
}

/** Asks the platform; gives its answer, or undefined when none comes in time or it refuses. */
function ask(message) {
  return new Promise((resolve) => {
    const id = crypto.randomUUID();
    const end = (answer) => {
      clearTimeout(late);
      removeEventListener('message', onMessage);
      resolve(answer);
    };
    const late = setTimeout(() => end(undefined), waitMs);
    const onMessage = (event) => {
      if (event.origin !== dataset.origin || event.data?.message_id !== id) return;
      if (event.data.subject !== `${message.subject}.response`) return;
      end(event.data.error ? undefined : event.data);
    };
    addEventListener('message', onMessage);
    platformWindow().postMessage({ ...message, message_id: id }, dataset.origin);
  });
}

if (dataset.step === 'put') {
  await ask({ subject: 'lti.put_data', key: dataset.key, value: dataset.secret });
  location.replace(dataset.next);
} else if (dataset.step === 'get') {
  const answer = await ask({ subject: 'lti.get_data', key: dataset.key });
  const form = document.querySelector('form[data-proof]');
  if (typeof answer?.value === 'string') {
    form.elements.namedItem('browser_secret').value = answer.value;
    form.submit();
  } else {
    document.querySelector('[data-waiting]').hidden = true;
    document.querySelector('[data-new-window]').hidden = false;
  }
} else if (dataset.step === 'submit') {
  document.querySelector('form').submit();
}

// LTI Dynamic Registration 1.0 §3.6: the platform's window is told that it can close this one.
document.querySelector('[data-close]')?.addEventListener('click', () => {
  (window.opener ?? window.parent).postMessage({ subject: 'org.imsglobal.lti.close' }, '*');
});
