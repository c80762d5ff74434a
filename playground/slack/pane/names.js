/** Who and what is called how, for one person's view of the workspace. */
export function namesIn(state) {
  return {
    me: state.me,
    people: state.members.filter((one) => !one.bot && !one.deactivated && !one.stranger),
    channels: state.channels.filter((one) => one.kind === 'channel'),
    member: (id) => state.members.find((one) => one.id === id),
    user: (id) => state.members.find((one) => one.id === id)?.realName,
    channel: (id) => state.channels.find((one) => one.id === id)?.name,
    group: (id) => state.groups.find((one) => one.id === id)?.handle,
  };
}

/** What a place is called: `# name`, a lock and a name, or the other person. */
export function titleOf(channel, names) {
  if (channel.kind === 'im') return names.user(channel.other) ?? '';
  return `${channel.kind === 'channel' ? '#' : '🔒'} ${channel.name}`;
}
