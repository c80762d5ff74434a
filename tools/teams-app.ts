import { readFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import { ZipFile } from 'yazl';

const folder = new URL('../manifest/teams/', import.meta.url);
/** The moment that stands with every file, so that the same app is the same package. */
const moment = new Date(1980, 0, 1);

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const host = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/u;

export type TeamsApp = { readonly appId: string; readonly host: string };

/** Why there can be no app of that; undefined when there can. */
export function teamsAppFault({ appId, host: where }: TeamsApp): string | undefined {
  if (!guid.test(appId))
    return '--app-id is the application (client) id, such as 0b0b0b0b-0000-4000-8000-0b0b0b0b0b0b';
  if (!host.test(where)) return '--host is the public host alone, such as speldje.example.nl';
  return undefined;
}

/** The files of the app's package, by name. */
export function teamsAppFiles(app: TeamsApp): ReadonlyMap<string, Uint8Array> {
  const text = (name: string) => readFileSync(new URL(name, folder), 'utf8');
  const manifest = text('manifest.json').replaceAll('{APP_ID}', app.appId).replaceAll('{HOST}', app.host);
  return new Map([
    ['manifest.json', Buffer.from(manifest)],
    ['en.json', Buffer.from(text('en.json'))],
    ['nl.json', Buffer.from(text('nl.json'))],
    ['color.png', drawn('color.svg', 192)],
    ['outline.png', drawn('outline.svg', 32)],
  ]);
}

function drawn(name: string, size: number): Uint8Array {
  const svg = readFileSync(new URL(name, folder));
  return new Uint8Array(new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng());
}

/** The package as Teams takes it: a zip with the files at its top. */
export async function teamsAppPackage(app: TeamsApp): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, content] of teamsAppFiles(app))
    zip.addBuffer(Buffer.from(content), name, { mtime: moment });
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
