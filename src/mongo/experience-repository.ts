import { experienceKinds, type Experience } from '../domain/experience.ts';
import type { ExperienceRepository } from '../ports/experience-repository.ts';
import { documentSchema, moment, part, text } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';
import { toStored, type Stored } from './stored.ts';

type ExperienceDocument = Stored<Experience>;

export const experienceSchema = documentSchema({
  personId: text,
  kind: { ...text, enum: experienceKinds },
  title: text,
  organisation: String,
  from: String,
  until: String,
  description: String,
  skills: part,
  links: part,
  visibility: { ...text, enum: ['shown', 'hidden'] },
  createdAt: moment,
  updatedAt: moment,
});

function toExperience({ _id, ...rest }: ExperienceDocument): Experience {
  return { ...rest, id: _id };
}

export function experienceRepository(scope: Scope, models: Models): ExperienceRepository {
  const experiences = documents<ExperienceDocument>(scope, models.experiences);
  return {
    async find(id) {
      const found = await experiences.one({ _id: id });
      return found && toExperience(found);
    },
    async ofPerson(personId) {
      const found = await experiences.many({ personId }, { sort: { createdAt: 1, _id: 1 } });
      return found.map(toExperience);
    },
    async save(experience) {
      await experiences.replace({ _id: experience.id }, toStored(experience), true);
    },
    async remove(id) {
      await experiences.remove({ _id: id });
    },
  };
}
