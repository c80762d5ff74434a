import type { Request, Response } from 'express';
import type { JsonObject } from '../../ports/credential-signer.ts';
import type { CredentialCache } from '../../use-cases/credential-of-award.ts';
import type { AppDeps } from '../web-deps.ts';

export type AwardWebDeps = AppDeps & {
  readonly credentials: CredentialCache;
  /** Credentials that were read and found right: the same bytes stay right, so each is read once. */
  readonly foundRight: WeakSet<JsonObject>;
};

/** One form in which an award is served. */
export type AwardForm = {
  /** Media types by which it is asked for, as Express names them. */
  readonly types: readonly string[];
  /** `/awards/:id.EXTENSION` serves this form whatever the Accept header says. */
  readonly extension?: string;
  /** `type` is the one of `types` that was asked for. */
  readonly serve: (
    deps: AwardWebDeps,
    request: Request,
    response: Response,
    awardId: string,
    type: string,
  ) => Promise<void>;
};

/** The same award in other forms, for the Link header (RFC 8288). */
export function awardLinks(publicUrl: string, awardId: string, badgeSlug?: string): string {
  const award = `${publicUrl}/awards/${awardId}`;
  const links = [
    `<${award}>; rel="canonical"`,
    `<${award}.json>; rel="alternate"; type="application/vc+ld+json"`,
    ...(badgeSlug === undefined ? [] : [`<${publicUrl}/badges/${badgeSlug}>; rel="describedby"`]),
  ];
  return links.join(', ');
}
