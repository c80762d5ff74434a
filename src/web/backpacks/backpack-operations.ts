import { backpackScopes, type BackpackScope } from '../../domain/backpack.ts';

/** Where the Open Badges API is (OB 3.0 §6.2). */
export const backpackPaths = {
  base: '/ims/ob/v3p0',
  discovery: '/discovery',
  credentials: '/credentials',
  profile: '/profile',
} as const;

export type BackpackOperation = {
  readonly id: 'getServiceDescription' | 'getCredentials' | 'upsertCredential' | 'getProfile' | 'putProfile';
  readonly method: 'get' | 'post' | 'put';
  readonly path: string;
  /** What a token must allow; without it the operation is open. */
  readonly scope?: BackpackScope;
  readonly summary: string;
};

/** Everything that is served: the routes are mounted from this, and the service description is written from it. */
export const backpackOperations: readonly BackpackOperation[] = [
  {
    id: 'getServiceDescription',
    method: 'get',
    path: backpackPaths.discovery,
    summary: 'This document.',
  },
  {
    id: 'getCredentials',
    method: 'get',
    path: backpackPaths.credentials,
    scope: backpackScopes.readCredentials,
    summary: 'The Open Badges 3.0 in the passport of the person, newest first.',
  },
  {
    id: 'upsertCredential',
    method: 'post',
    path: backpackPaths.credentials,
    scope: backpackScopes.addCredentials,
    summary: 'Takes a badge into the passport, or replaces it there, once it was checked.',
  },
  {
    id: 'getProfile',
    method: 'get',
    path: backpackPaths.profile,
    scope: backpackScopes.readProfile,
    summary: 'Name and confirmed address of the person.',
  },
  {
    id: 'putProfile',
    method: 'put',
    path: backpackPaths.profile,
    scope: backpackScopes.changeProfile,
    summary: 'Changes the name of the person.',
  },
];
