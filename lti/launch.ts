import type { LtiPlatform } from '../src/ports/lti-platform-repository.ts';
import type { LtiDeepLinkRequest } from '../src/ports/lti-session-repository.ts';

export type MessageType = 'LtiResourceLinkRequest' | 'LtiDeepLinkingRequest';

/** A launch whose every claim was checked. Texts that came empty or unresolved (`$User.Id`) are absent. */
export type Launch = {
  readonly platform: LtiPlatform;
  readonly messageType: MessageType;
  readonly deploymentId: string;
  readonly targetLink: string;
  /** Absent in an anonymous launch (LTI 1.3 Core §5.3.6). */
  readonly subject?: string;
  readonly name?: string;
  readonly email?: string;
  /** BCP 47. */
  readonly locale?: string;
  readonly roles: readonly string[];
  readonly context?: { readonly id: string; readonly title?: string };
  readonly resourceLinkId?: string;
  readonly custom: Readonly<Record<string, string>>;
  readonly membershipsUrl?: string;
  readonly grades?: { readonly scopes: readonly string[]; readonly lineItem?: string };
  readonly deepLink?: LtiDeepLinkRequest;
};
