// Suggests skills while somebody types, as a combobox with a list (WAI-ARIA Authoring Practices, "Combobox"): arrows
// choose, Enter takes over, Escape closes. Without this the fields work as they are, with the suggestions of the page.
const pauseMs = 150;
const group = document.querySelector('[data-skills]');

if (group) {
  const { skills: address, none, one, many, label, list: suggestions } = group.dataset;
  const said = document.createElement('p');
  said.className = 'visually-hidden';
  said.setAttribute('role', 'status');
  group.after(said);
  let fields = 0;

  const enhance = (input) => {
    fields += 1;
    const id = `skill-list-${fields}`;
    const list = document.createElement('ul');
    list.id = id;
    list.className = 'suggestions';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', suggestions);
    list.hidden = true;
    const frame = document.createElement('div');
    frame.className = 'suggested';
    input.replaceWith(frame);
    frame.append(input, list);
    input.removeAttribute('list');
    for (const [name, value] of [
      ['role', 'combobox'],
      ['aria-autocomplete', 'list'],
      ['aria-expanded', 'false'],
      ['aria-controls', id],
    ])
      input.setAttribute(name, value);

    let waiting;
    let asking;
    let at = -1;

    const options = () => [...list.children];

    const close = () => {
      clearTimeout(waiting);
      asking?.abort();
      list.hidden = true;
      list.replaceChildren();
      at = -1;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    };

    const point = (next) => {
      const all = options();
      all[at]?.setAttribute('aria-selected', 'false');
      at = all.length === 0 ? -1 : (next + all.length) % all.length;
      const option = all[at];
      if (!option) return;
      option.setAttribute('aria-selected', 'true');
      option.scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', option.id);
    };

    const take = (option) => {
      input.value = option.dataset.name;
      close();
      said.textContent = option.dataset.name;
      another();
    };

    const show = (skills) => {
      list.replaceChildren(
        ...skills.map(({ name, framework }, index) => {
          const option = document.createElement('li');
          option.id = `${id}-${index}`;
          option.setAttribute('role', 'option');
          option.setAttribute('aria-selected', 'false');
          option.dataset.name = name;
          option.append(name);
          const from = document.createElement('small');
          from.textContent =
            { esco: 'ESCO', competentnl: 'CompetentNL', community: '' }[framework] ?? framework;
          if (from.textContent !== '') option.append(' ', from);
          return option;
        }),
      );
      at = -1;
      input.removeAttribute('aria-activedescendant');
      list.hidden = skills.length === 0;
      input.setAttribute('aria-expanded', String(skills.length > 0));
      said.textContent =
        skills.length === 0 ? none : skills.length === 1 ? one : many.replace('#', String(skills.length));
    };

    const ask = async () => {
      const typed = input.value.trim();
      asking?.abort();
      if (typed.length < 2) return close();
      asking = new AbortController();
      const { signal } = asking;
      try {
        const answer = await fetch(address + encodeURIComponent(typed), {
          headers: { accept: 'application/json' },
          signal,
        });
        if (!answer.ok || signal.aborted) return;
        const { skills } = await answer.json();
        if (signal.aborted || document.activeElement !== input) return;
        // What is typed in full needs no list, which would stand before what comes next.
        const [first, second] = skills;
        if (second === undefined && first?.name.toLowerCase() === typed.toLowerCase()) close();
        else show(skills);
      } catch {
        // The connection is away, or something else was typed meanwhile: what was typed counts, as without this.
      }
    };

    input.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, pauseMs);
      another();
    });
    input.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        if (list.hidden) void ask();
        else point(event.key === 'ArrowDown' ? at + 1 : at === -1 ? -1 : at - 1);
      } else if (event.key === 'Enter' && !list.hidden && at >= 0) {
        // The form is sent by Enter only where nothing is chosen from.
        event.preventDefault();
        take(options()[at]);
      } else if (event.key === 'Escape' && !list.hidden) {
        event.preventDefault();
        close();
      }
    });
    // The field keeps its focus while somebody presses on a suggestion.
    list.addEventListener('pointerdown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) take(option);
    });
    input.addEventListener('blur', close);
  };

  /** There is always an empty field for one more. */
  function another() {
    const inputs = [...group.querySelectorAll('input')];
    if (inputs.some((input) => input.value.trim() === '') || inputs.length >= 20) return;
    const input = inputs[0].cloneNode();
    for (const name of ['id', 'role', 'value', 'aria-autocomplete', 'aria-expanded', 'aria-controls'])
      input.removeAttribute(name);
    input.removeAttribute('aria-activedescendant');
    input.value = '';
    input.setAttribute('aria-label', label.replace('#', String(inputs.length + 1)));
    group.append(input);
    enhance(input);
  }

  for (const input of group.querySelectorAll('input')) enhance(input);
}
