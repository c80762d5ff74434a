import { renderBlocks } from './blocks.js';
import { h, menu } from './dom.js';
import { emoji, OFFERED } from './emoji.js';
import { mrkdwn } from './mrkdwn.js';

const COLOURS = ['#0b6b63', '#7a4a12', '#3d4f8f', '#8a2f4f', '#4b6a1e', '#5b3b86', '#7d3a1d', '#1f5d7a'];

/** A round sign with a person's initials, in a colour that stays theirs. */
export function avatar(member) {
  const name = member?.realName ?? '?';
  const initials = name
    .split(' ')
    .map((word) => word[0])
    .slice(0, 2)
    .join('');
  const sum = [...(member?.id ?? '')].reduce(
    (total, letter, index) => total + letter.codePointAt(0) * (index + 1),
    0,
  );
  const sign = h(
    'span',
    { class: member?.bot ? 'avatar bot' : 'avatar', 'aria-hidden': 'true' },
    member?.bot ? '' : initials,
  );
  if (member?.bot) sign.append(h('img', { src: '/page/pin.svg', alt: '' }));
  else sign.style.background = COLOURS[sum % COLOURS.length];
  return sign;
}

function time(ts, language) {
  const at = new Date(Number(ts) * 1000);
  return h(
    'time',
    { datetime: at.toISOString() },
    at.toLocaleTimeString(language === 'nl' ? 'nl-NL' : 'en-GB', { hour: '2-digit', minute: '2-digit' }),
  );
}

function fileNode(file) {
  const address = `/slack/file/${file.id}`;
  if (/^image\/(png|jpeg|gif|webp)$/.test(file.mimetype)) {
    return h(
      'a',
      { href: address, target: '_blank', class: 'picture' },
      h('img', { src: address, alt: file.name }),
    );
  }
  return h(
    'a',
    { href: address, class: 'file' },
    `📄 ${file.name}`,
    h('small', {}, ` ${Math.ceil(file.size / 1024)} kB`),
  );
}

/** One message: who, when, what, its buttons, reactions and the way to its thread. */
export function renderMessage(message, room) {
  const { act, language, names, openThread, replies, words, state, startEdit } = room;
  const w = words();
  const ref = { channel: message.channel, ts: message.ts };
  const author =
    message.user === 'USLACKBOT'
      ? { id: 'USLACKBOT', realName: 'Slackbot', bot: false }
      : names.member(message.user);
  const own = message.user === state().me;
  const context = {
    words: w,
    names,
    changed: (element, block, value) =>
      act({ act: 'press', message: ref, actionId: element.action_id, blockId: block.block_id, value }),
    async suggest(element, block, value) {
      const answer = await act({
        act: 'suggest',
        message: ref,
        actionId: element.action_id,
        blockId: block.block_id,
        value,
      });
      return answer.options ?? [];
    },
  };
  const react = (name, remove) => act({ act: 'react', message: ref, emoji: name, remove });
  const entries = [
    ...state()
      .shortcuts.filter((one) => one.kind === 'message')
      .map((one) => ({
        text: one.name,
        act: () => act({ act: 'messageShortcut', message: ref, callbackId: one.callbackId }),
      })),
    ...(own ? [{ text: w.edit, act: () => startEdit(message) }] : []),
    ...(own ? [{ text: w.remove, danger: true, act: () => act({ act: 'remove', message: ref }) }] : []),
  ];
  const toolbar =
    message.ephemeral || message.tombstone
      ? null
      : h(
          'div',
          { class: 'toolbar', role: 'group', 'aria-label': w.more },
          OFFERED.slice(0, 3).map((name) =>
            h(
              'button',
              {
                type: 'button',
                'aria-label': w.react(name.replaceAll('_', ' ')),
                onclick: () => react(name, false),
              },
              emoji(name),
            ),
          ),
          openThread
            ? h(
                'button',
                {
                  type: 'button',
                  'aria-label': w.reply,
                  title: w.reply,
                  onclick: () => openThread(message.ts),
                },
                '💬',
              )
            : null,
          entries.length > 0 ? menu(w.more, '⋯', entries) : null,
        );
  const body = message.tombstone
    ? h('p', { class: 'quiet' }, w.removed)
    : message.blocks.length > 0
      ? renderBlocks(message.blocks, context)
      : mrkdwn(message.text, names);
  const count = replies?.(message.ts) ?? 0;
  return h(
    'article',
    { class: `message${message.ephemeral ? ' ephemeral' : ''}`, 'aria-label': `${author?.realName ?? ''}` },
    avatar(author),
    h(
      'div',
      { class: 'content' },
      message.ephemeral ? h('p', { class: 'only-you' }, `👁 ${w.onlyYou}`) : null,
      h(
        'p',
        { class: 'who' },
        h('strong', {}, author?.realName ?? message.user),
        message.bot && message.user !== 'USLACKBOT' ? h('span', { class: 'tag' }, w.app) : null,
        author?.guest ? h('span', { class: 'tag' }, w.guest) : null,
        author?.stranger && !author.bot ? h('span', { class: 'tag' }, w.stranger) : null,
        time(message.ts, language()),
        message.edited && !message.tombstone ? h('small', { class: 'quiet' }, w.edited) : null,
      ),
      h('div', { class: 'said' }, body),
      message.files.length > 0 ? h('div', { class: 'files' }, message.files.map(fileNode)) : null,
      message.reactions.length > 0
        ? h(
            'div',
            { class: 'reactions' },
            message.reactions.map((reaction) => {
              const mine = reaction.users.includes(state().me);
              return h(
                'button',
                {
                  type: 'button',
                  'aria-pressed': String(mine),
                  title: reaction.users.map((user) => names.user(user)).join(', '),
                  'aria-label': `${reaction.name.replaceAll('_', ' ')}: ${reaction.users.length}`,
                  onclick: () => react(reaction.name, mine),
                },
                `${emoji(reaction.name)} ${reaction.users.length}`,
              );
            }),
          )
        : null,
      count > 0 && openThread
        ? h(
            'button',
            { type: 'button', class: 'replies', onclick: () => openThread(message.ts) },
            `${w.replies(count)} →`,
          )
        : null,
    ),
    toolbar,
  );
}
