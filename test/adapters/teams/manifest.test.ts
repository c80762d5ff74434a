import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { parseCommand } from '../../../adapters/chat/grammar/parse-command.ts';
import { extensionCommands } from '../../../adapters/teams/teams-dialog.ts';
import { teamsAppFault, teamsAppFiles, teamsAppPackage } from '../../../tools/teams-app.ts';
import { localizationRules, manifestRules } from './manifest-rules.ts';

const app = { appId: 'b0b00000-0000-4000-8000-00000000b0b0', host: 'speldje.example.nl' };
const files = teamsAppFiles(app);
const json = (name: string): unknown => JSON.parse(Buffer.from(files.get(name) ?? []).toString('utf8'));
const manifest = manifestRules.parse(json('manifest.json'));
const words = { en: localizationRules.parse(json('en.json')), nl: localizationRules.parse(json('nl.json')) };

/** Width, height and colour type of a PNG (PNG specification, IHDR). */
function header(png: Uint8Array) {
  const bytes = Buffer.from(png);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), colour: bytes[25] };
}

describe('the app package for Teams', () => {
  const folder = mkdtempSync(join(tmpdir(), 'speldje-teams-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is a zip of the manifest, its languages and its icons, made by the command', async () => {
    const out = join(folder, 'app.zip');
    execFileSync(
      process.execPath,
      [
        '--import',
        'tsx',
        'tools/build-teams-app.ts',
        '--app-id',
        app.appId.toUpperCase(),
        '--host',
        `https://${app.host}/`,
        '--out',
        out,
      ],
      { stdio: 'pipe' },
    );
    const bytes = readFileSync(out);
    expect(Buffer.compare(bytes, Buffer.from(await teamsAppPackage(app)))).toBe(0);
    const names = await new Promise<string[]>((resolve, reject) => {
      const found: string[] = [];
      yauzl.fromBuffer(bytes, { lazyEntries: false }, (error, zip) => {
        if (error) return reject(error);
        zip.on('entry', (entry: { fileName: string }) => void found.push(entry.fileName));
        return zip.on('end', () => resolve(found));
      });
    });
    expect(names).toEqual(['manifest.json', 'en.json', 'nl.json', 'color.png', 'outline.png']);
  });

  it.each([
    [{ appId: 'x', host: app.host }, '--app-id'],
    [{ appId: app.appId, host: 'localhost' }, '--host'],
    [{ appId: app.appId, host: 'speldje.example.nl/pad' }, '--host'],
    [{ appId: app.appId, host: '' }, '--host'],
  ])('is not made of %j', (wrong, option) => {
    expect(teamsAppFault(wrong)).toContain(option);
  });

  it('has icons of the sizes that Teams asks for, the outline white and transparent', () => {
    expect(header(files.get('color.png') ?? new Uint8Array())).toMatchObject({ width: 192, height: 192 });
    expect(header(files.get('outline.png') ?? new Uint8Array())).toEqual({
      width: 32,
      height: 32,
      colour: 6,
    });
    const outline = readFileSync('manifest/teams/outline.svg', 'utf8');
    for (const [, colour] of outline.matchAll(/(?:fill|stroke)="([^"]+)"/gu))
      expect(['none', '#fff']).toContain(colour);
  });

  it('is for the app and the host that were given, and asks for no more than it uses', () => {
    expect(JSON.stringify(json('manifest.json'))).not.toContain('{APP_ID}');
    expect(JSON.stringify(json('manifest.json'))).not.toContain('{HOST}');
    expect(manifest.id).toBe(app.appId);
    expect(manifest.bots[0]?.botId).toBe(app.appId);
    expect(manifest.validDomains).toEqual([app.host]);
    expect(manifest.authorization.permissions.resourceSpecific).toEqual([
      { name: 'ChannelMessage.Read.Group', type: 'Application' },
    ]);
    expect(manifest.bots[0]?.supportsTargetedMessages).toBe(true);
  });
});

describe('the manifest and the code', () => {
  const lists = manifest.bots[0]?.commandLists ?? [];

  it.each(['en', 'nl'] as const)('offers commands that are understood: %s', (language) => {
    for (const [list, { commands }] of lists.entries())
      for (const [at, { title }] of commands.entries()) {
        const said = words[language][`bots[0].commandLists[${list}].commands[${at}].title`] ?? '';
        const understood = parseCommand([{ kind: 'text', text: said }]);
        const verb = understood.kind === 'not-understood' ? undefined : understood.verb;
        const form =
          understood.kind !== 'not-understood' && understood.verb === 'open-form' ? understood.form : verb;
        expect(form, `${language}: ${said}`).toBe(title);
      }
  });

  it('has slash commands where others are, and none where nobody else is', () => {
    for (const { scopes, triggers } of lists)
      expect(triggers?.includes('slash')).toBe(!scopes.includes('personal'));
  });

  it('has the commands of the message extension that the code carries out', () => {
    const [extension] = manifest.composeExtensions;
    expect(extension?.commands.map(({ id }) => id)).toEqual(Object.values(extensionCommands));
    for (const { id, type, fetchTask } of extension?.commands ?? [])
      expect([type, fetchTask]).toEqual(
        id === extensionCommands.search ? ['query', undefined] : ['action', true],
      );
  });

  it('says everything in both languages, and nothing that is not there', () => {
    expect(Object.keys(words.nl)).toEqual(Object.keys(words.en));
    const at = (path: string) =>
      path
        .split(/[.[\]]+/u)
        .filter(Boolean)
        .reduce<unknown>(
          (value, key) =>
            typeof value === 'object' && value !== null
              ? Object.entries(value).find(([name]) => name === key)?.[1]
              : undefined,
          manifest,
        );
    const { $schema: _, ...said } = words.en;
    for (const [key, value] of Object.entries(said)) expect(at(key), key).toBe(value);
  });
});
