import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import { formatFault } from '../../src/catalogue/catalogue-fault.ts';
import { diskFiles } from '../../src/catalogue/disk-files.ts';
import { readCatalogue } from '../../src/catalogue/read-catalogue.ts';

async function readDemo(): Promise<Catalogue> {
  const reading = await readCatalogue('catalogue', { files: diskFiles });
  if (!reading.ok) throw new Error(reading.faults.map(formatFault).join('\n'));
  return reading.catalogue;
}

describe('the demo catalogue', () => {
  let demo: Catalogue;
  beforeAll(async () => {
    demo = await readDemo();
  });

  it('reads without a fault', () => {
    const { community, issuers, badges } = demo;
    expect(community.name).toEqual({ nl: 'Lerende regio Maas en Waal', en: 'Learning Region Maas en Waal' });
    expect(issuers.length).toBeGreaterThanOrEqual(4);
    expect(badges.length).toBeGreaterThanOrEqual(12);
    expect(new Set(badges.map(({ issuer }) => issuer)).size).toBe(issuers.length);
  });

  it('has the badge with which everything is tried', () => {
    const { badges } = demo;
    expect(badges.find(({ slug }) => slug === 'adviseur-lerende-regio')).toMatchObject({
      issuer: 'stichting-stimulering-techniek-maas-en-waal',
      title: { nl: 'Adviseur Lerende Regio Maas en Waal', en: 'Adviser Learning Region Maas en Waal' },
      award: 'direct',
      repeatable: false,
    });
  });

  it('shows each kind of badge at least once', () => {
    const { badges } = demo;
    expect(badges.some(({ parts }) => parts.length > 1)).toBe(true);
    expect(badges.some(({ repeatable }) => repeatable)).toBe(true);
    expect(badges.some(({ award }) => award === 'review')).toBe(true);
    expect(badges.some(({ validFor }) => validFor === 'P2Y')).toBe(true);
    expect(badges.some(({ evidence }) => evidence === 'required')).toBe(true);
    expect(badges.some(({ confirmEvidence }) => confirmEvidence)).toBe(true);
  });

  it('has a picture of its own for each badge and issuer, small and 512 pixels square', () => {
    const { badges, issuers } = demo;
    const images = [...badges, ...issuers].map(({ image }) => image);
    expect(new Set(images.map(({ svg }) => Buffer.from(svg).toString('base64'))).size).toBe(images.length);
    for (const { svg, png } of images) {
      expect(svg.byteLength).toBeLessThan(8192);
      const header = Buffer.from(png);
      expect(header.subarray(1, 4).toString('latin1')).toBe('PNG');
      expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([512, 512]);
    }
  });

  it('says in both languages what each picture shows', () => {
    const { badges } = demo;
    for (const { imageDescription } of badges) expect(imageDescription?.en).not.toBe(imageDescription?.nl);
  });
});
