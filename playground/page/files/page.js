// The page around the panes: tabs, language, appearance, and the stream that tells which pane changed.

const root = document.documentElement;
const listeners = new Map();
const languageListeners = new Set();

function stored(key, fallback) {
  try {
    return localStorage.getItem(key) ?? fallback;
  } catch {
    return fallback;
  }
}
function store(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing still plays.
  }
}

/** What a pane gets: the language, what is kept between visits, and word of changes. */
const page = {
  get language() {
    return root.lang;
  },
  serviceUrl: root.dataset.service,
  stored,
  store,
  onLanguage(listener) {
    languageListeners.add(listener);
  },
  onChange(name, listener) {
    listeners.set(name, listener);
  },
};

function setLanguage(language) {
  root.lang = language;
  store('language', language);
  for (const element of document.querySelectorAll('[data-nl]'))
    element.textContent = element.dataset[language];
  for (const element of document.querySelectorAll('[data-label-nl]')) {
    element.setAttribute('aria-label', element.dataset[language === 'nl' ? 'labelNl' : 'labelEn']);
  }
  const button = document.querySelector('#language');
  button.textContent = language === 'nl' ? 'EN' : 'NL';
  button.lang = language === 'nl' ? 'en' : 'nl';
  button.setAttribute('aria-label', language === 'nl' ? 'English' : 'Nederlands');
  document.title = language === 'nl' ? 'Speldje · speeltuin' : 'Speldje · playground';
  for (const listener of languageListeners) listener(language);
}

function setAppearance(appearance) {
  if (appearance === 'auto') delete root.dataset.appearance;
  else root.dataset.appearance = appearance;
  store('appearance', appearance);
}

document
  .querySelector('#language')
  .addEventListener('click', () => setLanguage(root.lang === 'nl' ? 'en' : 'nl'));
document.querySelector('#appearance').addEventListener('click', () => {
  const dark = root.dataset.appearance
    ? root.dataset.appearance === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  setAppearance(dark ? 'light' : 'dark');
});

/** Beside each other where there is room, else behind tabs. */
const places = [...document.querySelectorAll('.pane')];
const tabs = [...document.querySelectorAll('[role=tab]')];
const wide = matchMedia(`(min-width: ${places.length * 700}px)`);
function arrange() {
  document.querySelector('.panes').classList.toggle('tabbed', places.length > 1 && !wide.matches);
}
wide.addEventListener('change', arrange);
function choose(name) {
  for (const place of places) place.toggleAttribute('data-waiting', place.dataset.name !== name);
  for (const tab of tabs) {
    tab.setAttribute('aria-selected', String(tab.dataset.pane === name));
    tab.tabIndex = tab.dataset.pane === name ? 0 : -1;
  }
}
for (const [index, tab] of tabs.entries()) {
  tab.addEventListener('click', () => choose(tab.dataset.pane));
  tab.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(index + step + tabs.length) % tabs.length];
    next.focus();
    choose(next.dataset.pane);
  });
}
arrange();

setAppearance(stored('appearance', 'auto'));
setLanguage(stored('language', navigator.language.startsWith('en') ? 'en' : 'nl'));
for (const place of places) {
  const { mount } = await import(place.dataset.script);
  await mount(place, page);
}
const changes = new EventSource('/changes');
changes.addEventListener('change', (event) => listeners.get(event.data)?.());
// After a break anything may have happened.
changes.addEventListener('open', () => {
  for (const listener of listeners.values()) listener();
});
