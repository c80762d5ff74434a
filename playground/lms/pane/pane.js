const words = {
  nl: {
    as: 'Kijk als',
    link: 'Open',
    add: 'Activiteit toevoegen',
    hide: 'Namen achterhouden',
    storage: 'Opslag voor tools',
    grades: 'Cijferboek',
    none: 'nog niets',
    again: 'Open opnieuw',
  },
  en: {
    as: 'View as',
    link: 'Open',
    add: 'Add an activity',
    hide: 'Hold names back',
    storage: 'Storage for tools',
    grades: 'Gradebook',
    none: 'nothing yet',
    again: 'Open again',
  },
};

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

const ask = async (path) => (await fetch(`/lms/${path}`)).json();

/** Shows the course in a frame; what is set here changes how the platform behaves. */
export async function mount(place, page) {
  const text = () => words[page.language === 'en' ? 'en' : 'nl'];
  let state = await ask('state');
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
  const toggle = (label, name) =>
    make(
      'label',
      {},
      make('input', {
        type: 'checkbox',
        checked: state.manners[name],
        onchange: (event) =>
          fetch('/lms/manners', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ [name]: event.target.checked }),
          }),
      }),
      label,
    );
  const draw = () => {
    const say = text();
    bar.replaceChildren(
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
      toggle(say.hide, 'hideNames'),
      toggle(say.storage, 'storage'),
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
    state = await ask('state');
    draw();
  });
}
