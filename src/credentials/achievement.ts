import type { BadgeSnapshot } from '../domain/badge.ts';
import { locales, type Locale, type LocalizedText } from '../domain/localized-text.ts';
import type { Skill } from '../domain/skill.ts';
import type { JsonObject } from '../ports/credential-signer.ts';
import { badgeUrl, issuerDid } from './addresses.ts';
import { signedText, signedTexts } from './signed-text.ts';

const words = {
  assessment: { nl: 'Beoordeling', en: 'Assessment' },
  level: { nl: 'Niveau', en: 'Level' },
  studyLoad: { nl: 'Studielast', en: 'Study load' },
  hours: { nl: 'uur', en: 'hours' },
} as const;

const frameworks: Readonly<Record<string, { readonly name: string; readonly targetType: string }>> = {
  esco: { name: 'ESCO', targetType: 'ext:ESCOSkill' },
  competentnl: { name: 'CompetentNL', targetType: 'ext:CompetentNLSkill' },
  community: { name: 'Community', targetType: 'ext:CommunitySkill' },
};

/** The language in which the credential speaks: Dutch where the badge has it, else English. */
export function mainLocale(badge: Pick<BadgeSnapshot, 'title'>): Locale {
  return badge.title.nl === undefined ? 'en' : 'nl';
}

function textIn(text: LocalizedText | undefined, locale: Locale): string {
  return signedText(text?.[locale] ?? text?.nl ?? text?.en ?? '');
}

/** Criteria, how they are assessed, level and study load as one Markdown text. */
function criteriaNarrative(badge: BadgeSnapshot, locale: Locale): string {
  const parts = [textIn(badge.criteria, locale)];
  const assessment = textIn(badge.assessment, locale);
  if (assessment !== '') parts.push(`**${words.assessment[locale]}**\n\n${assessment}`);
  const level = signedText(badge.level ?? '');
  if (level !== '') parts.push(`**${words.level[locale]}**: ${level}`);
  if (badge.studyLoadHours !== undefined)
    parts.push(`**${words.studyLoad[locale]}**: ${badge.studyLoadHours} ${words.hours[locale]}`);
  return parts.filter((part) => part !== '').join('\n\n');
}

/**
 * OB 3.0 Alignment. `targetType` knows no ESCO skill of its own, so the extension form is used
 * (`ext:` and a name of letters and digits, OB 3.0 §B.5.3 AlignmentTargetType).
 */
function alignment(skill: Skill, locale: Locale): JsonObject {
  const code = signedText(skill.code ?? '');
  const framework = frameworks[skill.framework] ?? {
    name: signedText(skill.framework),
    targetType: `ext:${skill.framework.replace(/[^A-Za-z0-9]+/gu, '')}Skill`,
  };
  return {
    type: ['Alignment'],
    targetName: textIn(skill.name, locale),
    targetUrl: signedText(skill.url),
    targetFramework: framework.name,
    targetType: framework.targetType,
    ...(code === '' ? {} : { targetCode: code }),
  };
}

/** The OB 3.0 Image of a badge or issuer. */
export function imageOf(url: string, alt: LocalizedText | undefined, locale: Locale): JsonObject {
  const caption = textIn(alt, locale);
  return { id: url, type: 'Image', ...(caption === '' ? {} : { caption }) };
}

/**
 * The badge as OB 3.0 Achievement. Open Badges gives each text in one language, as a plain string; the
 * edition in the other language therefore is a `related` Achievement (OB 3.0 §B.1.15: "identify alternate language
 * editions"), whose `name`, `description` and criteria (`narrative`) are signed along, as terms that the context
 * defines for every node: so it signs in safe mode and passes the JSON schema, which lets Related be extended.
 */
export function achievementOf(badge: BadgeSnapshot, publicUrl: string): JsonObject {
  const url = badgeUrl(publicUrl, badge.slug);
  const main = mainLocale(badge);
  const version = String(badge.version);
  const related = locales
    .filter((locale) => locale !== main && badge.title[locale] !== undefined)
    .map((locale) => ({
      id: `${url}?lang=${locale}`,
      type: ['Related'],
      inLanguage: locale,
      version,
      name: textIn(badge.title, locale),
      description: textIn(badge.description, locale),
      narrative: criteriaNarrative(badge, locale),
    }));
  const seen = new Set<string>();
  const alignments = badge.skills.filter((skill) => !seen.has(skill.url) && seen.add(skill.url));
  const tags = signedTexts(badge.tags);
  return {
    id: url,
    type: ['Achievement'],
    achievementType: 'Badge',
    name: textIn(badge.title, main),
    description: textIn(badge.description, main),
    inLanguage: main,
    version,
    criteria: { id: `${url}#criteria`, narrative: criteriaNarrative(badge, main) },
    image: imageOf(`${url}/picture.png`, badge.image.alt, main),
    creator: {
      id: issuerDid(publicUrl, badge.issuerSlug),
      type: ['Profile'],
      name: textIn(badge.issuerName, main),
    },
    ...(alignments.length === 0 ? {} : { alignment: alignments.map((skill) => alignment(skill, main)) }),
    ...(tags.length === 0 ? {} : { tag: tags }),
    ...(related.length === 0 ? {} : { related }),
  };
}
