import type { Express } from 'express';
import type { VNode } from 'preact';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import type { Skill } from '../../domain/skill.ts';
import { webWords } from '../../i18n/web-messages.ts';
import { listBadges, type ListedBadge } from '../../use-cases/list-badges.ts';
import { answerProblem } from '../answer-problem.tsx';
import { BadgeCard } from '../badges/badge-card.tsx';
import { pathPart } from '../path-part.ts';
import { localeOf } from '../request-locale.ts';
import { sendPage } from '../send-page.tsx';
import type { AppDeps } from '../web-deps.ts';
import { parseUrl } from '../../domain/parse-url.ts';

/** `/skills/:code`: where a skill of the community's own framework is found, since credentials point there. */
export function mountSkills(app: Express, deps: AppDeps): void {
  app.get('/skills/:code', async (request, response) => {
    const path = `/skills/${pathPart(request, 'code')}`;
    const listed = await listBadges(deps, {});
    const shown = listed.filter(({ badge }) => badge.skills.some((skill) => isAt(skill, path)));
    const skill = shown[0]?.badge.skills.find((candidate) => isAt(candidate, path));
    if (skill === undefined) {
      answerProblem(deps, request, response, 'not-found');
      return;
    }
    const locale = localeOf(request);
    const title = inLocale(skill.name, locale);
    sendPage(deps, request, response, {
      title,
      description: webWords(locale).skillLead,
      section: 'badges',
      openGraph: { title },
      cache: 'public, max-age=60',
      body: <SkillPage title={title} listed={shown} locale={locale} />,
    });
  });
}

/** The path alone counts, so that skills stay where they are when the deployment gets another name. */
function isAt(skill: Skill, path: string): boolean {
  return skill.framework === 'community' && parseUrl(skill.url)?.pathname === path;
}

function SkillPage(props: {
  readonly title: string;
  readonly listed: readonly ListedBadge[];
  readonly locale: Locale;
}): VNode {
  const words = webWords(props.locale);
  return (
    <>
      <header class="page-head">
        <p class="label">{words.skill}</p>
        <h1>{props.title}</h1>
      </header>
      <section aria-labelledby="badges">
        <h2 id="badges">{words.skillLead}</h2>
        <ul class="cards">
          {props.listed.map(({ badge }) => (
            <BadgeCard badge={badge} locale={props.locale} />
          ))}
        </ul>
      </section>
    </>
  );
}
