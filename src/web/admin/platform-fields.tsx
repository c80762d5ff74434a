import type { VNode } from 'preact';
import type { Locale } from '../../domain/localized-text.ts';
import { platformWords } from '../../i18n/web-platform-messages.ts';
import { extraTeachingRoles } from '../../ports/lti-platform-repository.ts';
import {
  platformKinds,
  type PlatformFaults,
  type PlatformField,
  type TypedPlatform,
} from './platform-form.ts';

type Props = {
  readonly locale: Locale;
  readonly typed: TypedPlatform;
  readonly faults: PlatformFaults;
};

/** Every field of a platform that is connected by hand. */
export function PlatformFields(props: Props): VNode {
  const { locale, typed } = props;
  const words = platformWords(locale);
  const { fields } = typed;
  return (
    <>
      <fieldset>
        <legend>{words.kind}</legend>
        {platformKinds.map((kind) => (
          <label>
            <input type="radio" name="kind" value={kind} checked={kind === fields.kind} /> {words.kinds[kind]}
          </label>
        ))}
        <small>{words.kindHint}</small>
      </fieldset>
      <Field {...props} name="name" label={words.name} hint={words.nameHint} required />
      <Field {...props} name="issuer" label={words.issuer} hint={words.issuerHint} isUrl required />
      <Field {...props} name="clientId" label={words.clientId} required />
      <Field
        {...props}
        name="deployments"
        label={words.deployments}
        hint={words.deploymentsHint}
        lines
        required
      />
      <details open={hasAddress(props)}>
        <summary>{words.addresses}</summary>
        <Field {...props} name="authUrl" label={words.authUrl} isUrl />
        <Field {...props} name="tokenUrl" label={words.tokenUrl} isUrl />
        <Field {...props} name="jwksUrl" label={words.jwksUrl} isUrl />
        <Field {...props} name="tokenAudience" label={words.tokenAudience} hint={words.tokenAudienceHint} />
      </details>
      <CommonFields {...props} />
    </>
  );
}

function hasAddress({ typed, faults }: Props): boolean {
  return (['authUrl', 'tokenUrl', 'jwksUrl', 'tokenAudience'] as const).some(
    (name) => typed.fields[name] !== '' || faults[name] !== undefined,
  );
}

/** The fields that can be changed later too. */
export function CommonFields(props: Props): VNode {
  const { locale, typed } = props;
  const words = platformWords(locale);
  return (
    <>
      <Field {...props} name="frameOrigins" label={words.frameOrigins} hint={words.frameOriginsHint} lines />
      <fieldset>
        <legend>{words.teaching}</legend>
        {extraTeachingRoles.map((role) => (
          <label>
            <input type="checkbox" name="teaching" value={role} checked={typed.teaching.includes(role)} />{' '}
            {words.teachingRoles[role]}
          </label>
        ))}
      </fieldset>
      <label>
        <input
          type="checkbox"
          role="switch"
          name="trustEmail"
          value="1"
          checked={typed.trustEmail}
          aria-describedby="trust-email-hint"
        />{' '}
        {words.trustEmail}
      </label>
      <small id="trust-email-hint">{words.trustEmailHint}</small>
    </>
  );
}

export function Field(
  props: Props & {
    readonly name: PlatformField;
    readonly label: string;
    readonly hint?: string;
    readonly isUrl?: boolean;
    readonly lines?: boolean;
    readonly required?: boolean;
  },
): VNode {
  const { name, label, hint, isUrl = false, lines = false, required = false, typed, faults, locale } = props;
  const fault = faults[name];
  const described = [
    ...(hint === undefined ? [] : [`${name}-hint`]),
    ...(fault === undefined ? [] : [`${name}-fault`]),
  ].join(' ');
  const common = {
    id: name,
    name,
    required,
    maxlength: 2000,
    spellcheck: false,
    ...(described === '' ? {} : { 'aria-describedby': described }),
    ...(fault === undefined ? {} : { 'aria-invalid': 'true' as const }),
  };
  const value = typed.fields[name];
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {lines ? (
        <textarea {...common} rows={2}>
          {value}
        </textarea>
      ) : isUrl ? (
        <input {...common} type="url" value={value} />
      ) : (
        <input {...common} type="text" value={value} autocapitalize="none" />
      )}
      {hint === undefined ? null : <small id={`${name}-hint`}>{hint}</small>}
      {fault === undefined ? null : (
        <small id={`${name}-fault`} role="alert">
          {platformWords(locale).faults[fault]}
        </small>
      )}
    </div>
  );
}
