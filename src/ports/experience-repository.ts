import type { Experience } from '../domain/experience.ts';
import type { PersonId } from '../domain/person.ts';

export interface ExperienceRepository {
  find(id: string): Promise<Experience | undefined>;
  ofPerson(personId: PersonId): Promise<readonly Experience[]>;
  /** Inserts or replaces by id. */
  save(experience: Experience): Promise<void>;
  remove(id: string): Promise<void>;
}
