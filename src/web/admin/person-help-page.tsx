import type { VNode } from 'preact';
import type { Person } from '../../domain/person.ts';
import { peopleWords } from '../../i18n/web-people-messages.ts';
import { MeForm } from '../me/me-frame.tsx';
import type { Visit } from '../session/signed-in-pages.ts';

type Props = { readonly visit: Visit; readonly person: Person };

const pageOf = (person: Person) => `/admin/people/${person.id}`;

/** Asks for the new address, after saying how it goes. */
export function RecoverForm(
  props: Props & {
    readonly address: string;
    readonly lost: readonly string[];
    readonly fault: string | undefined;
  },
): VNode {
  const { visit, person, fault } = props;
  const words = peopleWords(visit.locale);
  const addresses = person.identities.flatMap(({ key, identity }) =>
    identity.kind === 'email' ? [{ key, address: identity.address }] : [],
  );
  return (
    <>
      <ol>
        {words.recoverHow.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <MeForm visit={visit} action={`${pageOf(person)}/recover`} class="wide-form">
        <div class="field">
          <label for="address">{words.newAddress}</label>
          <input
            id="address"
            name="address"
            type="email"
            autocomplete="off"
            required
            maxlength={254}
            value={props.address}
            {...(fault === undefined ? {} : { 'aria-invalid': 'true' as const, 'aria-describedby': 'fault' })}
          />
          {fault === undefined ? null : (
            <small id="fault" role="alert">
              {fault}
            </small>
          )}
        </div>
        {addresses.length === 0 ? null : (
          <fieldset aria-describedby="lost-hint">
            <legend>{words.lost}</legend>
            {addresses.map(({ key, address }) => (
              <label>
                <input type="checkbox" name="lost" value={key} checked={props.lost.includes(key)} /> {address}
              </label>
            ))}
            <small id="lost-hint">{words.lostHint}</small>
          </fieldset>
        )}
        <div class="buttons">
          <button type="submit">{words.ask}</button>
          <a href={pageOf(person)}>{words.back}</a>
        </div>
      </MeForm>
    </>
  );
}

/** The code to be handed over; shown this once. */
export function RecoveryAsked(
  props: Props & { readonly address: string; readonly code: string; readonly expiresAt: Date },
): VNode {
  const { visit, person, address, code, expiresAt } = props;
  const words = peopleWords(visit.locale);
  return (
    <>
      <p role="status">{words.asked(address, words.day(expiresAt))}</p>
      <p>
        {words.handOver}
        <br />
        <strong class="handed-code">
          {code.slice(0, 4)}-{code.slice(4)}
        </strong>
      </p>
      <p class="muted">{words.askedHint}</p>
      <p>
        <a href={pageOf(person)}>{words.back}</a>
      </p>
    </>
  );
}

/** What erasing means, and the name that shows that the owner means this one. */
export function EraseForm(props: Props & { readonly word: string }): VNode {
  const { visit, person, word } = props;
  const words = peopleWords(visit.locale);
  return (
    <>
      <ul>
        {words.eraseWhat.map((what) => (
          <li>{what}</li>
        ))}
      </ul>
      <MeForm visit={visit} action={`${pageOf(person)}/erase`} class="wide-form">
        <div class="field">
          <label for="sure">{words.eraseSure(word)}</label>
          <input id="sure" name="sure" autocomplete="off" autocapitalize="none" maxlength={254} required />
        </div>
        <div class="buttons">
          <button type="submit" class="danger">
            {words.eraseDo}
          </button>
          <a href={pageOf(person)}>{words.back}</a>
        </div>
      </MeForm>
    </>
  );
}
