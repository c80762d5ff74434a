import type { VNode } from 'preact';
import { inLocale, type Locale } from '../domain/localized-text.ts';
import type { Skill } from '../domain/skill.ts';
import { webWords } from '../i18n/web-messages.ts';
import { webAddress } from './web-address.ts';

/** Names as their keepers write them; the community's own framework needs no name here. */
const frameworks: Readonly<Record<string, string | undefined>> = {
  esco: 'ESCO',
  competentnl: 'CompetentNL',
  community: undefined,
};

export function SkillList(props: { readonly skills: readonly Skill[]; readonly locale: Locale }): VNode {
  const words = webWords(props.locale);
  return (
    <ul class="skills">
      {props.skills.map((skill) => {
        const name = inLocale(skill.name, props.locale);
        const href = webAddress(skill.url);
        const framework = skill.framework in frameworks ? frameworks[skill.framework] : skill.framework;
        return (
          <li>
            {href === undefined ? (
              <span>{name}</span>
            ) : (
              <a href={href} rel="noopener">
                {name}
              </a>
            )}
            {framework === undefined ? null : (
              <small>
                <span class="visually-hidden">{words.skillFramework(framework)}</span>
                <span aria-hidden="true">{framework}</span>
              </small>
            )}
          </li>
        );
      })}
    </ul>
  );
}
