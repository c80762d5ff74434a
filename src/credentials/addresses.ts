import { isIP } from 'node:net';
import type { IssuerKey } from '../domain/issuer-key.ts';
import { CredentialError } from './credential-error.ts';
import { parseUrl } from '../domain/parse-url.ts';

/**
 * Refuses an address on which no credential may be made, since a credential names it for ever: one that is
 * not https with a host name. On the own machine (localhost, for trying things out) http and IP addresses do.
 * Throws CredentialError `public-url-unfit` {publicUrl}.
 */
export function assertPublicUrl(publicUrl: string): void {
  const unfit = (): CredentialError => new CredentialError('public-url-unfit', { publicUrl });
  const url = parseUrl(publicUrl);
  if (url === undefined || /[/?#\s]$/u.test(publicUrl)) throw unfit();
  const { protocol, hostname, search, hash, username } = url;
  if (search !== '' || hash !== '' || username !== '') throw unfit();
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/u.test(hostname);
  if (loopback && (protocol === 'http:' || protocol === 'https:')) return;
  const named = isIP(hostname) === 0 && !hostname.startsWith('[') && hostname.includes('.');
  if (protocol !== 'https:' || !named) throw unfit();
}

/**
 * The issuer's id: did:web on every deployment (did:web §3.1: the port's colon is escaped, path parts are joined
 * by colons), so that `/issuers/:slug/did.json` is the one key document. Chosen over an https id because
 * certifiers and wallets resolve a did:web without knowing our addresses, and one form for all deployments
 * leaves nothing to choose wrongly. On localhost did:web means https, which a trial does not serve: there our own
 * reader answers for the document itself, and nobody else can reach it anyhow.
 */
export function issuerDid(publicUrl: string, issuerSlug: string): string {
  const { host, pathname } = new URL(publicUrl);
  const path = pathname.split('/').filter((part) => part !== '');
  return ['did:web', host.replace(':', '%3A'), ...path, 'issuers', issuerSlug].join(':');
}

/** The https address of a did:web's document (did:web §3.2); undefined for what is no did:web. */
export function didWebUrl(did: string): string | undefined {
  const [scheme, method, host, ...path] = did.split(':');
  if (scheme !== 'did' || method !== 'web' || !host) return undefined;
  const parts = path.map((part) =>
    /^[\w.%~-]+$/u.test(part) && !/^(?:\.|%2e)+$/iu.test(part) ? part : undefined,
  );
  if (parts.includes(undefined)) return undefined;
  const authority = host.replace(/%3A/iu, ':');
  if (!/^[\w.-]+(?::\d+)?$/u.test(authority)) return undefined;
  const url = `https://${authority}${parts.length === 0 ? '/.well-known' : `/${parts.join('/')}`}/did.json`;
  return parseUrl(url) === undefined ? undefined : url;
}

/** The address of a key, as `verificationMethod` of a proof and `kid` of a JWT. */
export function keyUrl(publicUrl: string, issuerSlug: string, key: Pick<IssuerKey, 'id'>): string {
  return `${issuerDid(publicUrl, issuerSlug)}#${key.id}`;
}

export function awardUrl(publicUrl: string, awardId: string): string {
  return `${publicUrl}/awards/${awardId}`;
}

export function endorsementUrl(publicUrl: string, endorsementId: string): string {
  return `${publicUrl}/endorsements/${endorsementId}`;
}

export function badgeUrl(publicUrl: string, badgeSlug: string): string {
  return `${publicUrl}/badges/${badgeSlug}`;
}

export function issuerUrl(publicUrl: string, issuerSlug: string): string {
  return `${publicUrl}/issuers/${issuerSlug}`;
}

/** `yyyy-mm-ddThh:mm:ssZ`: a moment as credentials write it, cut to the second as JWTs count. */
export function dateTime(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}

/** Host and port of an address; empty for what is none. */
export function hostOf(url: string | undefined): string {
  return (url === undefined ? undefined : parseUrl(url)?.host) ?? '';
}
