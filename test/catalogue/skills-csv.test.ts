import { describe, expect, it } from 'vitest';
import { readSkillsCsv, type SkillsCsvOptions } from '../../src/catalogue/skills-csv.ts';

async function* parts(...chunks: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
}

const own: SkillsCsvOptions = { framework: 'ons' };
async function read(text: string, options = own) {
  const rows = [];
  for await (const row of readSkillsCsv(parts(text), options)) rows.push(row);
  return {
    skills: rows.flatMap((row) => (row.ok ? [row.skill] : [])),
    faults: rows.flatMap((row) =>
      row.ok ? [] : [`${row.fault.line} ${row.fault.code} ${row.fault.message}`],
    ),
    lines: rows.flatMap((row) => (row.ok ? [row.line] : [])),
  };
}

describe('skills in our own columns', () => {
  it('have names, other names and descriptions in each language', async () => {
    const { skills, faults } = await read(
      '\uFEFFurl,code,name_nl,name_en,alt_nl,description_en\r\n' +
        'https://s.example/1,A1,"Lassen, MIG",Weld,lassen| MIG-lassen |lassen,Join metal.\r\n' +
        '\r\n' +
        'https://s.example/2,,Zagen,,,\r\n',
    );
    expect(faults).toEqual([]);
    expect(skills).toEqual([
      {
        framework: 'ons',
        url: 'https://s.example/1',
        code: 'A1',
        name: { nl: 'Lassen, MIG', en: 'Weld' },
        alt: { nl: ['lassen', 'MIG-lassen'], en: [] },
        description: { en: 'Join metal.' },
      },
      { framework: 'ons', url: 'https://s.example/2', name: { nl: 'Zagen' }, alt: { nl: [] } },
    ]);
  });

  it('may be parted by semicolons, as spreadsheets in Dutch do', async () => {
    const { skills, faults } = await read('url;name_nl\nhttps://s.example/1;Lassen, en zagen\n');
    expect(faults).toEqual([]);
    expect(skills[0]?.name).toEqual({ nl: 'Lassen, en zagen' });
  });

  it('are refused one by one, with the line, and the others are read', async () => {
    const { skills, faults } = await read(
      [
        'url,name_nl,alt_nl',
        'https://s.example/1,Een,"x',
        'y"',
        ',Geen adres,',
        'geen adres,Twee,',
        'javascript:alert(1),Drie,',
        'https://s.example/3,,',
        'https://s.example/1,Dubbel,',
        `https://s.example/4,${'n'.repeat(301)},`,
        'https://s.example/5,Vijf,',
      ].join('\n'),
    );
    expect(skills.map(({ name }) => name.nl)).toEqual(['Een', 'Vijf']);
    expect(faults).toEqual([
      '4 wrong-value the skill has no url',
      '5 wrong-value geen adres is no web address, written in full',
      '6 wrong-value javascript:alert(1) is no web address, written in full',
      '7 wrong-value the skill has no name',
      '8 duplicate-skill the skill https://s.example/1 stands on line 2 already',
      '9 wrong-value a name is longer than 300 signs',
    ]);
  });

  it.each([
    ['', '1 not-csv the file is empty; its first line names the columns'],
    ['url,naam\nx,y', '1 unknown-column unknown column naam;'],
    ['name_nl\ny', '1 unknown-column there is no column url'],
    ['url\nx', '1 unknown-column there is no column name_nl or name_en'],
    [
      'url,name_nl\nhttps://s.example/1,"open\nen open',
      '3 not-csv this is no CSV from here on: Quote Not Closed',
    ],
  ])('are none in %j', async (text, fault) => {
    const { skills, faults } = await read(text);
    expect(skills).toEqual([]);
    expect(faults.join('\n')).toContain(fault);
  });

  it('end where the file is not UTF-8, with the line', async () => {
    const rows = [];
    const latin = new Uint8Array([0x43, 0x61, 0x66, 0xe9]);
    for await (const row of readSkillsCsv(
      parts('url,name_nl\nhttps://s.example/1,Een\nhttps://s.example/2,', latin),
      own,
    ))
      rows.push(row);
    expect(rows.at(-1)).toMatchObject({ ok: false, fault: { code: 'not-utf8', line: 3 } });
  });
});

describe('skills in the columns of ESCO', () => {
  const address = (digit: string) =>
    `http://data.europa.eu/esco/skill/60c78287-22eb-4103-9c8c-28deaa460da${digit}`;
  const head =
    'conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,description';
  const row = (digit: string, more: string) =>
    `KnowledgeSkillCompetence,${address(digit)},skill/competence,transversal,${more}`;
  const esco: SkillsCsvOptions = { framework: 'esco', locale: 'en' };

  it('are in one language, with other names by lines or by bars', async () => {
    const { skills, faults, lines } = await read(
      [
        head,
        row('0', '"work in teams","work in groups\nteam-working",,released,Work together.'),
        row('1', 'lead others,guide others | direct others,,released,'),
        row('2', 'given up,,,obsolete,'),
      ].join('\n'),
      esco,
    );
    expect(faults).toEqual([]);
    expect(skills).toEqual([
      {
        framework: 'esco',
        url: address('0'),
        name: { en: 'work in teams' },
        alt: { en: ['work in groups', 'team-working'] },
        description: { en: 'Work together.' },
      },
      {
        framework: 'esco',
        url: address('1'),
        name: { en: 'lead others' },
        alt: { en: ['guide others', 'direct others'] },
      },
    ]);
    expect(lines).toEqual([2, 4]);
  });

  it('are refused without the language, and with addresses that are none of ESCO', async () => {
    expect((await read(`${head}\n`, { framework: 'esco' })).faults.join()).toContain('say which with --lang');
    const elsewhere = await read('conceptUri,preferredLabel\nhttps://s.example/1,x\n', esco);
    expect(elsewhere.faults.join()).toContain('2 wrong-value https://s.example/1 is no address of ESCO');
  });

  it('are read one at a time: of endless lines the first comes before the rest is made', async () => {
    let made = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode('conceptUri,preferredLabel\n');
      for (; made < 1_000_000; made += 1)
        yield new TextEncoder().encode(`http://data.europa.eu/esco/skill/n${made},skill ${made}\n`);
    }
    for await (const read of readSkillsCsv(endless(), esco)) {
      expect(read.ok).toBe(true);
      break;
    }
    expect(made).toBeLessThan(10_000);
  });
});
