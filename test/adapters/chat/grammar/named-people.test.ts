import { describe, expect, it } from 'vitest';
import {
  findNamed,
  type FoundPeople,
  withKnownPeople,
} from '../../../../adapters/chat/grammar/named-people.ts';
import { parseCommand } from '../../../../adapters/chat/grammar/parse-command.ts';
import type { NamedPerson } from '../../../../adapters/chat/grammar/person-reference.ts';
import { asSegments } from './platform-text.ts';
import { meaningOf } from './meaning-of.ts';

function people(members: Readonly<Record<string, readonly string[]>>): FoundPeople {
  return new Map(Object.entries(members).map(([name, ids]) => [name, ids.map((id) => ({ id }))]));
}

function namedIn(text: string): NamedPerson[] {
  return parseCommand(asSegments(text)).people.filter((person) => person.kind === 'named');
}

describe('names that the platform did not resolve', () => {
  it('give every reading, longest first, and the likely one', () => {
    expect(namedIn('award @Jan de Vries adviseur-lerende-regio Sterk advies')).toEqual([
      {
        kind: 'named',
        name: 'Jan de Vries',
        candidates: [
          'Jan de Vries adviseur-lerende-regio Sterk advies',
          'Jan de Vries adviseur-lerende-regio Sterk',
          'Jan de Vries adviseur-lerende-regio',
          'Jan de Vries',
          'Jan de',
          'Jan',
        ],
      },
    ]);
  });

  it.each([
    ['award @Jan, lasser', ['Jan']],
    ['award @Jan: lasser', ['Jan']],
    ['award @Jan "lasser"', ['Jan']],
    ['award @Jan voor lasser', ['Jan']],
    ['award @Jan {piet} lasser', ['Jan']],
    ['award @Jan 2b lasser', ['Jan']],
    ['award @J. Bakker, lasser', ['J. Bakker', 'J.']],
    ['award *@Jan* lasser', ['Jan lasser', 'Jan']],
    ['award Jan@School.example lasser', ['jan@school.example']],
  ])('end where no name can go on: %s', (text, candidates) => {
    expect(namedIn(text)[0]?.candidates).toEqual(candidates);
  });

  it.each([
    ['Jan de Vries', 'award | u1 | adviseur-lerende-regio | Sterk advies'],
    ['Jan', 'award | u1 | ?adviseur-lerende-regio'],
    ['Jan de Vries adviseur-lerende-regio', 'award | u1 | ?'],
  ])('settle name, badge and reason at once when "%s" is found', (name, meaning) => {
    const segments = asSegments('award @Jan de Vries adviseur-lerende-regio Sterk advies');
    expect(meaningOf(withKnownPeople(segments, people({ [name]: ['u1'] })))).toBe(meaning);
  });

  it.each([
    ['award lasser @Jan de Vries Sterk advies', 'award | u1 | lasser | Sterk advies'],
    ['award @Jan de Vries en @Piet Jansen lasser', 'award | u1 u2 | lasser'],
    ['award @Jan de Vries @Piet Jansen lasser', 'award | u1 u2 | lasser'],
    ['award @Jan de Vries, @jan@school.example: lasser', 'award | u1 u3 | lasser'],
    ['award jan@school.example lasser', 'award | u3 | lasser'],
    ['@Jan de Vries de verbinder', 'award | u1 | de-verbinder'],
    [
      'award {ada} lasser "samen met @Piet Jansen!"',
      'award | ada | lasser | samen met @Piet Jansen! | also: u2',
    ],
    ['award @Onbekend lasser', 'award | ?Onbekend | lasser'],
  ])('are replaced where exactly one person is found: %s', (text, meaning) => {
    const found = people({ 'Jan de Vries': ['u1'], 'Piet Jansen': ['u2'], 'jan@school.example': ['u3'] });
    expect(meaningOf(withKnownPeople(asSegments(text), found))).toBe(meaning);
  });

  it('prefer the longest name that anybody bears, and stay text when several bear it', () => {
    const found = people({ Jan: ['u1'], 'Jan de Vries': ['u2', 'u3'] });
    const segments = asSegments('award @Jan de Vries lasser');
    expect(withKnownPeople(segments, found)).toEqual(segments);
    const [named] = namedIn('award @Jan de Vries lasser');
    expect(named && findNamed(named, found)).toEqual({
      name: 'Jan de Vries',
      found: [{ id: 'u2' }, { id: 'u3' }],
    });
    expect(named && findNamed(named, people({}))).toBeUndefined();
  });

  it('change nothing when nobody is found', () => {
    const segments = asSegments('award @Jan {piet} "@ada" https://x.example lasser');
    expect(withKnownPeople(segments, people({}))).toEqual(segments);
  });
});
