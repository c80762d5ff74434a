import type { Workspace } from './workspace.ts';

/** Who or what can be named in a text, longest names first, so that "@Student Sam" is not read as "@Student". */
function mentions(workspace: Workspace, team: string, labels: boolean): { typed: string; sent: string }[] {
  const people = [...workspace.members.values()]
    .filter((member) => member.team === team)
    .flatMap((member) => {
      const sent = labels ? `<@${member.id}|${member.name}>` : `<@${member.id}>`;
      return [
        { typed: `@${member.realName}`, sent },
        { typed: `@${member.name}`, sent },
      ];
    });
  const groups = [...workspace.userGroups.values()].map((group) => ({
    typed: `@${group.handle}`,
    sent: labels ? `<!subteam^${group.id}|@${group.handle}>` : `<!subteam^${group.id}>`,
  }));
  const channels = [...workspace.channels.values()]
    .filter((channel) => channel.kind === 'channel')
    .map((channel) => ({
      typed: `#${channel.name}`,
      sent: `<#${channel.id}|${labels ? channel.name : ''}>`,
    }));
  return [...people, ...groups, ...channels].toSorted((one, other) => other.typed.length - one.typed.length);
}

const KEPT = /<(?:[@#!][A-Za-z0-9^]+(?:\|[^<>]*)?|https?:\/\/[^<>\s]+)>/;

/**
 * What a person types, in Slack's written form: @names become `<@U…>`, #channels `<#C…>`, and & < > are
 * escaped. Marks that are already written so are left alone.
 * @param labels whether a mention carries its name (`<@U…|name>`), as in slash commands with should_escape
 */
export function writtenForm(workspace: Workspace, team: string, typed: string, labels: boolean): string {
  const known = mentions(workspace, team, labels);
  let rest = typed;
  let written = '';
  while (rest !== '') {
    const kept = KEPT.exec(rest);
    if (kept?.index === 0) {
      written += kept[0];
      rest = rest.slice(kept[0].length);
      continue;
    }
    const folded = rest.toLowerCase();
    const beforeWord = /(^|[^\p{L}\p{N}])$/u.test(written);
    const found = known.find(
      (one) =>
        beforeWord &&
        folded.startsWith(one.typed.toLowerCase()) &&
        !/^[\p{L}\p{N}_]/u.test(rest.slice(one.typed.length)),
    );
    if (found) {
      written += found.sent;
      rest = rest.slice(found.typed.length);
      continue;
    }
    const address = beforeWord ? /^https?:\/\/[^\s<>]+[^\s<>.,;:!?)]/.exec(rest)?.[0] : undefined;
    if (address) {
      written += `<${address.replaceAll('&', '&amp;')}>`;
      rest = rest.slice(address.length);
      continue;
    }
    const [letter = ''] = rest;
    written += letter.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;');
    rest = rest.slice(letter.length);
  }
  return written;
}
