import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import type { Ids } from '../../ports/ids.ts';
import type { PostedForm } from '../posted-form.ts';
import { keepVisit, visitToken } from './session-cookie.ts';

/** What a form carries to show that this site gave it to this browser, and which form it is. */
export type FormProof = {
  /** Follows from the browser's cookie, which other sites can't read. */
  readonly csrf: string;
  /** A new name for each form that is shown, by which a form that is sent twice does its work once. */
  readonly newForm: () => string;
};

/** The proof for whoever holds this secret cookie. */
export function proofOf(secret: string, ids: Ids): FormProof {
  return { csrf: createHash('sha256').update(`form ${secret}`).digest('base64url'), newForm: () => ids.id() };
}

/** The proof for somebody who is not signed in; gives the browser a cookie where it has none. */
export function visitProof(
  deps: { readonly ids: Ids; readonly publicUrl: string },
  request: Request,
  response: Response,
): FormProof {
  const known = visitToken(request, deps);
  const token = known ?? deps.ids.token();
  if (known === undefined) keepVisit(response, deps, token);
  return proofOf(token, deps.ids);
}

/**
 * Whether a form came from a page that this site gave to this browser. A browser that says that another site sent it
 * (Fetch Metadata, `Sec-Fetch-Site`) is believed at once.
 */
export function proves(request: Request, form: PostedForm, proof: FormProof | undefined): boolean {
  const site = request.get('sec-fetch-site');
  if (proof === undefined || site === 'cross-site' || site === 'same-site') return false;
  const [given, expected] = [form.text('csrf'), proof.csrf].map((text) => Buffer.from(text));
  return given?.length === expected?.length && timingSafeEqual(given ?? Buffer.of(), expected ?? Buffer.of());
}

/** Names a posted form once and for all; a form without a name is one of its own. */
export function formName(form: PostedForm, ids: Ids): string {
  const name = form.text('form');
  return /^[\w-]{8,64}$/u.test(name) ? name : ids.id();
}

/** The hidden fields of every form that changes something. */
export function ProofFields(props: { readonly proof: FormProof }): VNode {
  return (
    <>
      <input type="hidden" name="csrf" value={props.proof.csrf} />
      <input type="hidden" name="form" value={props.proof.newForm()} />
    </>
  );
}
