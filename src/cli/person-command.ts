import type { Command } from 'commander';
import { z } from 'zod';
import { operatorActor } from '../domain/actor.ts';
import { standingOf } from '../domain/award.ts';
import { foldAddress } from '../domain/identity.ts';
import { inLocale } from '../domain/localized-text.ts';
import type { Person } from '../domain/person.ts';
import { granteeKey } from '../domain/role.ts';
import { askRecovery } from '../use-cases/ask-recovery.ts';
import { erasePerson } from '../use-cases/erase-person.ts';
import { exportPerson } from '../use-cases/export-person.ts';
import { showPassport } from '../use-cases/show-passport.ts';
import { CliFault } from './cli-fault.ts';
import { asJson, done, type CommandContext } from './command-context.ts';
import type { Composition } from './compose.ts';
import { addErasedCommand } from './erased-command.ts';
import { findPerson, identityForms } from './find-person.ts';

const optionShape = z.object({ yes: z.boolean().default(false), json: z.boolean().default(false) });

const recoverShape = optionShape.extend({ lost: z.array(z.string()).default([]) });

/** `person show`, `person export`, `person recover`, `person erase` and `person erased`. */
export function addPersonCommand(program: Command, context: CommandContext): void {
  const group = program.command('person').description('what is kept of somebody');
  group
    .command('show')
    .description('their identities, roles and passport')
    .argument('<identity>', identityForms)
    .option('--json', 'one JSON document on standard output')
    .action((identity: string, raw: unknown) =>
      context.composed(async (composition) => {
        const person = await findPerson(composition.store, identity);
        await show(context, composition, person, optionShape.parse(raw).json);
      }),
    );
  group
    .command('export')
    .description('everything that is kept of them, as JSON on standard output')
    .argument('<identity>', identityForms)
    .option('--json', 'as it is without it')
    .action((identity: string) =>
      context.composed(async (composition) => {
        const person = await findPerson(composition.store, identity);
        const { record } = done(
          await exportPerson(composition, { actor: operatorActor, personId: person.id }),
        );
        await context.terminal.print(asJson(record));
      }),
    );
  group
    .command('recover')
    .description('give them a new e-mail address, when they can reach none of theirs any more')
    .argument('<identity>', identityForms)
    .argument('<address>', 'the new address; it gets a link, which works with the code that this prints')
    .option('--lost <address...>', 'addresses of theirs that are lost, and go when the new one is confirmed')
    .option('--json', 'one JSON document on standard output')
    .action((identity: string, address: string, raw: unknown) =>
      context.composed(async (composition) => {
        const person = await findPerson(composition.store, identity);
        await recover(context, composition, person, address, recoverShape.parse(raw));
      }),
    );
  group
    .command('erase')
    .description('erase them for good; of their awards only id, badge and status stay')
    .argument('<identity>', `${identityForms}; or the mark erased:… of whom a backup brought back`)
    .option('--yes', 'erase without asking')
    .option('--json', 'one JSON document on standard output')
    .action((identity: string, raw: unknown) =>
      context.composed(async (composition) => {
        const person = await findPerson(composition.store, identity);
        await erase(context, composition, person, optionShape.parse(raw));
      }),
    );
  addErasedCommand(group, context);
}

async function show(
  { terminal }: CommandContext,
  composition: Composition,
  person: Person,
  json: boolean,
): Promise<void> {
  const { passport } = done(await showPassport(composition, { personId: person.id }));
  const roles = await rolesOf(composition, person);
  if (json) return terminal.print(asJson({ ...passport, roles }));
  const now = composition.clock();
  const lines = [
    `${person.name ?? '(no name known)'}  person:${person.id}`,
    ...person.identities.map(
      ({ key, vouchedBy, goneAt }) =>
        `  identity ${key} (${vouchedBy}${goneAt === undefined ? '' : ', deactivated'})`,
    ),
    ...roles.map(({ role, issuer }) => `  ${role} of ${issuer}`),
    ...passport.awards.map(
      (award) =>
        `  badge ${award.badge.slug}, ${award.awardedAt.toISOString().slice(0, 10)}, ${standingOf(award, now)}, award ${award.id}`,
    ),
    ...passport.experiences.map(({ id, kind }) => `  experience ${id} (${kind}, declared)`),
    ...passport.skills.map(
      ({ skill, awarded, declared }) =>
        `  skill ${inLocale(skill.name, 'en')}: shown ${awarded} times, declared ${declared} times`,
    ),
  ];
  for (const line of lines) await terminal.print(line);
}

async function recover(
  { terminal }: CommandContext,
  composition: Composition,
  person: Person,
  address: string,
  options: z.output<typeof recoverShape>,
): Promise<void> {
  const known = new Set(person.identities.map(({ key }) => key));
  const lost = options.lost.map((each) => `email:${foldAddress(each.replace(/^email:/u, ''))}`);
  const unknown = lost.filter((key) => !known.has(key));
  if (unknown.length > 0)
    throw new CliFault(1, [`Nothing was sent: ${unknown.join(', ')} is not an address of theirs.`]);
  const { code, expiresAt } = done(
    await askRecovery(composition, { actor: operatorActor, personId: person.id, address, lost }),
  );
  const shown = `${code.slice(0, 4)}-${code.slice(4)}`;
  await terminal.print(
    options.json
      ? asJson({ person: `person:${person.id}`, code: shown, expiresAt: expiresAt.toISOString() })
      : `A link is on its way to ${foldAddress(address)}. It works until ${expiresAt.toISOString()}, with this code,
which you give to the person yourself and not by mail to that address: ${shown}`,
  );
}

async function rolesOf({ store }: Composition, person: Person) {
  const grants = await store.roles.ofGrantees([granteeKey({ kind: 'person', personId: person.id })]);
  const slugs = new Map((await store.issuers.list()).map(({ id, slug }) => [id, slug]));
  return grants.map(({ role, issuerId }) => ({ role, issuer: slugs.get(issuerId) ?? issuerId }));
}

async function erase(
  { terminal }: CommandContext,
  composition: Composition,
  person: Person,
  options: z.output<typeof optionShape>,
): Promise<void> {
  const identities = person.identities.map(({ key }) => key).join(', ');
  const who = `${person.name ?? 'somebody without a name'} (${identities || `person:${person.id}`})`;
  if (!options.yes && !terminal.interactive)
    throw new CliFault(2, [`Nothing was erased: add --yes to erase ${who} for good.`]);
  if (!options.yes && !(await terminal.confirm(`Erase ${who} for good? This cannot be undone.`))) {
    terminal.complain('Nothing was erased.');
    return;
  }
  const { awards, marks } = done(
    await erasePerson(composition, { actor: operatorActor, personId: person.id }),
  );
  await terminal.print(
    options.json
      ? asJson({ erased: marks, awardsLeftWithoutPerson: awards })
      : [
          `Erased. ${awards} ${awards === 1 ? 'award stays' : 'awards stay'} without a person, so that revocation still works.`,
          `If a backup from before is put back, erase again: ${marks.join(', ')}`,
        ].join('\n'),
  );
}
