import type { LtiCourse, LtiMember, LtiRoster } from '../ports/lti-course-repository.ts';
import type { LtiKey } from '../ports/lti-key-repository.ts';
import type { LtiLogin } from '../ports/lti-login-repository.ts';
import type { LtiPlatform } from '../ports/lti-platform-repository.ts';
import type { LtiRefusalEntry } from '../ports/lti-refusal-log.ts';
import type { LtiRepositories } from '../ports/lti-repositories.ts';
import type { LtiSession } from '../ports/lti-session-repository.ts';
import { documentSchema, moment, optionalPart, part, text, whole } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';
import { toStored, type Stored } from './stored.ts';

const flag = { type: Boolean, required: true };

export const ltiSchemas = {
  ltiPlatforms: documentSchema({
    name: text,
    issuer: text,
    clientId: text,
    authUrl: text,
    tokenUrl: text,
    tokenAudience: String,
    jwksUrl: text,
    deployments: part,
    status: { ...text, enum: ['waiting', 'accepted', 'disabled'] },
    extraTeachingRoles: [String],
    vouchesForEmail: flag,
    frameOrigins: [String],
    createdAt: moment,
    version: whole,
  }),
  ltiLogins: documentSchema({
    platformId: text,
    nonce: text,
    browserHash: text,
    storageTarget: String,
    request: part,
    createdAt: moment,
    expiresAt: moment,
    usedAt: Date,
  }),
  ltiSessions: documentSchema({
    platformId: text,
    deploymentId: text,
    personId: text,
    subject: text,
    name: String,
    courseId: String,
    teaches: flag,
    roles: [String],
    locale: text,
    deepLink: optionalPart,
    createdAt: moment,
    expiresAt: moment,
  }),
  ltiKeys: documentSchema({ publicKey: text, sealedPrivateKey: text, createdAt: moment, activeFrom: moment }),
  ltiCourses: documentSchema({
    platformId: text,
    deploymentId: text,
    contextId: text,
    title: String,
    membershipsUrl: String,
    gradeScopes: [String],
    links: part,
    updatedAt: moment,
  }),
  ltiRosters: documentSchema({
    members: part,
    fetchedAt: moment,
    problem: String,
    namesWithheld: flag,
  }),
  ltiVisitors: documentSchema({ courseId: text, subject: text, member: part, at: moment }),
  ltiRefusals: documentSchema({
    at: moment,
    code: text,
    claim: String,
    platformId: String,
    issuer: String,
    found: String,
  }),
} as const;

type RosterDocument = Omit<LtiRoster, 'courseId'> & { readonly _id: string };
type VisitorDocument = {
  readonly _id: string;
  readonly courseId: string;
  readonly subject: string;
  readonly member: LtiMember;
  readonly at: Date;
};

function fromStored<T extends { readonly id: string }>({ _id, ...rest }: Stored<T>) {
  return { ...rest, id: _id };
}

export function ltiRepositories(scope: Scope, models: Models): LtiRepositories {
  const platforms = documents<Stored<LtiPlatform>>(scope, models.ltiPlatforms);
  const logins = documents<Stored<LtiLogin>>(scope, models.ltiLogins);
  const sessions = documents<Stored<LtiSession>>(scope, models.ltiSessions);
  const keys = documents<Stored<LtiKey>>(scope, models.ltiKeys);
  const courses = documents<Stored<LtiCourse>>(scope, models.ltiCourses);
  const rosters = documents<RosterDocument>(scope, models.ltiRosters);
  const visitors = documents<VisitorDocument>(scope, models.ltiVisitors);
  const refusals = documents<Stored<LtiRefusalEntry>>(scope, models.ltiRefusals);
  return {
    platforms: {
      async find(id) {
        const found = await platforms.one({ _id: id });
        return found && fromStored<LtiPlatform>(found);
      },
      async ofIssuer(issuer) {
        return (await platforms.many({ issuer }, { sort: { _id: 1 } })).map(fromStored<LtiPlatform>);
      },
      async list() {
        return (await platforms.many({}, { sort: { createdAt: 1, _id: 1 } })).map(fromStored<LtiPlatform>);
      },
      insert: (platform) => platforms.add([toStored(platform)]),
      save: (platform, version) => platforms.replace({ _id: platform.id, version }, toStored(platform)),
      async remove(id) {
        await platforms.remove({ _id: id });
      },
    },
    logins: {
      insert: (login) => logins.add([toStored(login)]),
      async find(id, now) {
        const found = await logins.one({ _id: id, expiresAt: { $gt: now } });
        return found && fromStored<LtiLogin>(found);
      },
      use: (id, now) =>
        logins.change(
          { _id: id, expiresAt: { $gt: now }, usedAt: { $exists: false } },
          { $set: { usedAt: now } },
        ),
    },
    sessions: {
      insert: (session) => sessions.add([toStored(session)]),
      async find(id, now) {
        const found = await sessions.one({ _id: id, expiresAt: { $gt: now } });
        return found && fromStored<LtiSession>(found);
      },
      async move(from, to) {
        for (const { _id } of await sessions.many({ personId: from }))
          await sessions.change({ _id }, { $set: { personId: to } });
      },
      async removeOfPerson(personId) {
        await sessions.remove({ personId });
      },
    },
    keys: {
      async list() {
        return (await keys.many({}, { sort: { activeFrom: 1, _id: 1 } })).map(fromStored<LtiKey>);
      },
      insert: (key) => keys.add([toStored(key)]),
      async remove(id) {
        await keys.remove({ _id: id });
      },
    },
    courses: {
      async find(id) {
        const found = await courses.one({ _id: id });
        return found && fromStored<LtiCourse>(found);
      },
      async save(course) {
        await courses.replace({ _id: course.id }, toStored(course), true);
      },
      async roster(courseId) {
        const found = await rosters.one({ _id: courseId });
        if (found === undefined) return undefined;
        const { _id, ...rest } = found;
        return { ...rest, courseId: _id };
      },
      async saveRoster({ courseId, ...rest }) {
        await rosters.replace({ _id: courseId }, { ...rest, _id: courseId }, true);
      },
      async saveVisitor(courseId, member, at) {
        const _id = `${courseId}:${member.subject}`;
        await visitors.replace({ _id }, { _id, courseId, subject: member.subject, member, at }, true);
      },
      async visitors(courseId) {
        return (await visitors.many({ courseId }, { sort: { _id: 1 } })).map(({ member }) => member);
      },
      async forget(platformId, subject) {
        const here = (await courses.many({ platformId })).map(({ _id }) => _id);
        await visitors.remove({ courseId: { $in: here }, subject });
        await rosters.remove({ _id: { $in: here } });
      },
    },
    refusals: {
      add: (entry) => refusals.add([toStored(entry)]),
      async latest(limit) {
        const found = await refusals.many({}, { sort: { at: -1, _id: -1 }, limit });
        return found.map(fromStored<LtiRefusalEntry>);
      },
    },
  };
}
