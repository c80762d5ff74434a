const key = (as, channel) => `slack.seen.${as}.${channel.id}`;
const newest = (channel, me) => channel.messages.findLast((message) => message.user !== me)?.ts ?? '0';

/** Remembers, for each person, what they have seen; kept in the browser. */
export function createSeen(page) {
  return {
    mark: (as, channel, me) => page.store(key(as, channel), newest(channel, me)),
    unread: (as, channel, me) => newest(channel, me) > page.stored(key(as, channel), '0'),
    /** Direct messages of the bot, by person, for the list of people. */
    markDirect: (person) => page.store(`slack.direct.${person.id}`, person.newest),
    unreadDirect: (person) => person.newest > page.stored(`slack.direct.${person.id}`, '0'),
  };
}
