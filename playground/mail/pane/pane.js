const words = {
  nl: {
    inbox: 'Postvak van iedereen',
    none: 'Nog geen mail. Typ in Slack bijvoorbeeld: /badge koppel sam@school.example',
    html: 'Opgemaakt',
    text: 'Platte tekst',
    to: 'Aan',
    unsubscribe: 'Afmelden met één klik',
    choose: 'Kies links een bericht.',
  },
  en: {
    inbox: "Everybody's inbox",
    none: 'No mail yet. Type in Slack, for instance: /badge link sam@school.example',
    html: 'Formatted',
    text: 'Plain text',
    to: 'To',
    unsubscribe: 'Unsubscribe in one click',
    choose: 'Choose a message on the left.',
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

/** Shows every mail that arrived: a list, and the chosen one in a frame of its own, as HTML or as text. */
export async function mount(place, page) {
  const text = () => words[page.language === 'en' ? 'en' : 'nl'];
  let chosen;
  let form = 'html';
  let mails = [];
  const list = make('ol', { class: 'mail-list' });
  const shown = make('div', { class: 'mail-shown' });
  place.append(make('div', { class: 'mail' }, list, shown));

  const show = () => {
    const mail = mails.find(({ number }) => number === chosen);
    if (mail === undefined) {
      shown.replaceChildren(make('p', { class: 'mail-hint' }, mails.length === 0 ? '' : text().choose));
      return;
    }
    const forms = ['html', 'text'].map((one) =>
      make(
        'button',
        {
          type: 'button',
          'aria-pressed': String(one === form),
          onclick: () => {
            form = one;
            show();
          },
        },
        text()[one],
      ),
    );
    shown.replaceChildren(
      make(
        'header',
        {},
        make('h2', {}, mail.subject),
        make('p', {}, `${text().to}: ${mail.to}`),
        make('div', { class: 'mail-forms' }, ...forms, ...unsubscribe(mail)),
      ),
      make('iframe', {
        src: `/mail/${form}/${mail.number}`,
        title: mail.subject,
        sandbox: 'allow-popups allow-popups-to-escape-sandbox',
      }),
    );
  };
  const unsubscribe = (mail) =>
    mail.unsubscribe === undefined
      ? []
      : [make('a', { href: mail.unsubscribe, target: '_blank', rel: 'noopener' }, text().unsubscribe)];

  const fill = () => {
    list.setAttribute('aria-label', text().inbox);
    list.replaceChildren(
      ...(mails.length === 0
        ? [make('li', { class: 'mail-hint' }, text().none)]
        : mails.map((mail) =>
            make(
              'li',
              {},
              make(
                'button',
                {
                  type: 'button',
                  'aria-current': String(mail.number === chosen),
                  onclick: () => {
                    chosen = mail.number;
                    fill();
                    show();
                  },
                },
                make('span', { class: 'mail-to' }, mail.to),
                make('span', { class: 'mail-subject' }, mail.subject),
                make(
                  'time',
                  { datetime: mail.at },
                  new Date(mail.at).toLocaleTimeString(page.language, { hour: '2-digit', minute: '2-digit' }),
                ),
              ),
            ),
          )),
    );
  };

  const refresh = async () => {
    ({ mails } = await (await fetch('/mail/state')).json());
    fill();
    if (!mails.some(({ number }) => number === chosen)) show();
  };
  page.onChange('mail', refresh);
  page.onLanguage(() => {
    fill();
    show();
  });
  await refresh();
}
