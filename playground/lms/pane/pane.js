const words = {
  nl: {
    platform: 'Leeromgeving',
    platforms: { moodle: 'als Moodle', brightspace: 'als Brightspace' },
    as: 'Kijk als',
    link: 'Open',
    add: 'Activiteit toevoegen',
    again: 'Open opnieuw',
    behaviour: 'Gedrag van de leeromgeving',
    hideNames: 'Houdt namen achter',
    anonymous: 'Stuurt geen gebruiker mee',
    storage: 'Bewaart iets voor tools',
    upperCaseIds: 'Schrijft GUID’s in hoofdletters',
    errorPost: 'Meldt een fout bij het openen',
    clockAhead: 'Klok loopt 20 s voor',
    members: 'Deelnemerslijst',
    memberManners: {
      whole: 'compleet',
      401: 'geweigerd (401)',
      429: 'even wachten (429)',
      'other-origin': 'verwijst naar een ander adres',
      off: 'niet gedeeld',
    },
    grades: 'Cijferboek',
    none: 'nog niets',
  },
  en: {
    platform: 'Learning platform',
    platforms: { moodle: 'like Moodle', brightspace: 'like Brightspace' },
    as: 'View as',
    link: 'Open',
    add: 'Add an activity',
    again: 'Open again',
    behaviour: 'How the platform behaves',
    hideNames: 'Holds names back',
    anonymous: 'Sends no user along',
    storage: 'Keeps something for tools',
    upperCaseIds: 'Writes GUIDs in capitals',
    errorPost: 'Reports an error on opening',
    clockAhead: 'Clock runs 20 s ahead',
    members: 'List of people',
    memberManners: {
      whole: 'whole',
      401: 'refused (401)',
      429: 'wait a little (429)',
      'other-origin': 'points to another address',
      off: 'not shared',
    },
    grades: 'Gradebook',
    none: 'nothing yet',
  },
};
const toggles = ['hideNames', 'anonymous', 'storage', 'upperCaseIds', 'errorPost', 'clockAhead'];

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (typeof value === 'boolean') element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const ask = async (platform) => (await fetch(`/lms/state?${new URLSearchParams({ platform })}`)).json();

/** Shows the course in a frame; what is set here changes how the platform behaves. */
export async function mount(place, page) {
  const text = () => words[page.language === 'en' ? 'en' : 'nl'];
  let state = await ask('');
  let as = state.people[0].id;
  let link = state.links[0]?.id ?? '';
  const frame = make('iframe', { title: state.title });
  const bar = make('div', { class: 'lms-bar' });
  const grades = make('div', { class: 'lms-grades', 'aria-live': 'polite' });

  const open = () => {
    const where = link === '+' ? { as, what: 'deep-linking' } : { as, link };
    frame.src = `${state.url}/course/${state.course}?${new URLSearchParams(where)}`;
  };
  const choose = (label, options, value, onchange) =>
    make(
      'label',
      {},
      label,
      make(
        'select',
        { onchange: (event) => onchange(event.target.value) },
        ...options.map(([id, name]) => make('option', { value: id, selected: id === value }, name)),
      ),
    );
  const set = (manners) =>
    fetch(`/lms/manners?${new URLSearchParams({ platform: state.platform })}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(manners),
    });
  const toggle = (label, name) =>
    make(
      'label',
      {},
      make('input', {
        type: 'checkbox',
        checked: state.manners[name],
        onchange: (event) => set({ [name]: event.target.checked }),
      }),
      label,
    );
  let behaviourShown = false;
  const goTo = async (platform) => {
    state = await ask(platform);
    if (!state.links.some(({ id }) => id === link)) link = state.links[0]?.id ?? '';
    draw();
    open();
  };
  const draw = () => {
    const say = text();
    bar.replaceChildren(
      choose(
        say.platform,
        state.platforms.map((name) => [name, say.platforms[name]]),
        state.platform,
        goTo,
      ),
      choose(
        say.as,
        state.people.map(({ id, name, role }) => [id, `${name} (${role})`]),
        as,
        (value) => {
          as = value;
          open();
        },
      ),
      choose(
        say.link,
        [...state.links.map(({ id, title }) => [id, title]), ['+', `+ ${say.add}`]],
        link,
        (value) => {
          link = value;
          open();
        },
      ),
      make('button', { type: 'button', onclick: open }, say.again),
      make(
        'details',
        { open: behaviourShown, ontoggle: (event) => (behaviourShown = event.target.open) },
        make('summary', {}, say.behaviour),
        make(
          'div',
          { class: 'lms-bar' },
          ...toggles.map((name) => toggle(say[name], name)),
          choose(say.members, Object.entries(say.memberManners), state.manners.members, (members) =>
            set({ members }),
          ),
        ),
      ),
    );
    grades.replaceChildren(
      ...state.grades.map(({ label, scores }) =>
        make(
          'p',
          {},
          `${say.grades} – ${label}: ${
            scores.length === 0
              ? say.none
              : scores
                  .map(({ user, score }) => `${state.people.find(({ id }) => id === user)?.name} ${score}`)
                  .join(', ')
          }`,
        ),
      ),
    );
  };
  place.replaceChildren(make('div', { class: 'lms' }, bar, frame, grades));
  draw();
  open();
  page.onLanguage(draw);
  page.onChange('lms', async () => {
    state = await ask(state.platform);
    draw();
  });
}
