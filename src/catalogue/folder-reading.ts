import type { z } from 'zod';
import type { CatalogueImage } from './catalogue.ts';
import { type CatalogueFault, type FaultInFile, fileStart, type Place } from './catalogue-fault.ts';
import type { CatalogueEntry, CatalogueFiles } from './catalogue-files.ts';
import type { DrawPicture } from '../ports/draw-picture.ts';
import { readPicture } from './read-picture.ts';
import { fitShape } from './shape-faults.ts';
import { readUtf8 } from './utf8-text.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** Reads the files of one catalogue and gathers the faults found on the way. Paths are relative to the folder. */
export class FolderReading {
  readonly #folder: string;
  readonly #files: CatalogueFiles;
  readonly #draw: DrawPicture;
  readonly #faults: CatalogueFault[] = [];

  constructor(folder: string, files: CatalogueFiles, draw: DrawPicture) {
    this.#folder = folder;
    this.#files = files;
    this.#draw = draw;
  }

  get faults(): readonly CatalogueFault[] {
    return this.#faults;
  }

  add(path: string, fault: FaultInFile): void {
    this.#faults.push({ ...fault, file: `${this.#folder}/${path}` });
  }

  addAt(path: string, code: FaultInFile['code'], message: string, place: Place = fileStart): void {
    this.add(path, { code, ...place, message });
  }

  /** Names in alphabetical order, hidden ones left out; empty when there is no such folder. */
  async namesIn(path: string, kind: CatalogueEntry['kind']): Promise<readonly string[]> {
    const entries = (await this.#files.list(`${this.#folder}/${path}`)) ?? [];
    return entries
      .filter((entry) => entry.kind === kind && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .toSorted();
  }

  /**
   * A YAML file that must be there, fitted to its shape. `undefined` when it cannot be read as YAML; without
   * `value` when it does not fit.
   */
  async shaped<S extends z.ZodType>(
    path: string,
    shape: S,
  ): Promise<{ readonly yaml: YamlFile; readonly value?: z.output<S> } | undefined> {
    const bytes = await this.#files.read(`${this.#folder}/${path}`);
    if (!bytes) {
      this.addAt(path, 'file-missing', 'the file is missing; add it');
      return undefined;
    }
    const text = this.#text(path, bytes);
    if (text === undefined) return undefined;
    const yaml = readYaml(text);
    for (const fault of yaml.faults) this.add(path, fault);
    if (yaml.data === undefined) return undefined;
    const fitted = fitShape(yaml, shape);
    for (const fault of fitted.faults) this.add(path, fault);
    return { yaml, ...fitted };
  }

  /** A file's bytes, for who reads them in another way. */
  async bytes(path: string): Promise<Uint8Array | undefined> {
    return this.#files.read(`${this.#folder}/${path}`);
  }

  /** The Markdown that `namedIn` names at `place`. */
  async criteria(folder: string, name: string, namedIn: string, place: Place): Promise<string | undefined> {
    const bytes = await this.#files.read(`${this.#folder}/${folder}/${name}`);
    if (!bytes) {
      this.addAt(namedIn, 'criteria-missing', `there is no ${name} in this folder; add it`, place);
      return undefined;
    }
    const text = this.#text(`${folder}/${name}`, bytes);
    if (text !== undefined && text.trim() === '') {
      this.addAt(`${folder}/${name}`, 'criteria-empty', 'the criteria are empty; say what must be shown');
      return undefined;
    }
    return text;
  }

  /** The picture that `namedIn` names at `place`. */
  async picture(
    folder: string,
    name: string,
    namedIn: string,
    place: Place,
  ): Promise<CatalogueImage | undefined> {
    const svg = await this.#files.read(`${this.#folder}/${folder}/${name}`);
    if (!svg) {
      this.addAt(namedIn, 'picture-missing', `there is no ${name} in this folder; add it`, place);
      return undefined;
    }
    const picture = await readPicture(svg, this.#draw);
    if (picture.ok) return picture.image;
    for (const fault of picture.faults) this.add(`${folder}/${name}`, fault);
    return undefined;
  }

  #text(path: string, bytes: Uint8Array): string | undefined {
    const decoded = readUtf8(bytes);
    if (decoded.ok) return decoded.text;
    this.add(path, decoded.fault);
    return undefined;
  }
}
