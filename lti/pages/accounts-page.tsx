import type { VNode } from 'preact';
import type { Identity } from '../../src/domain/identity.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { confirmMailCode, mailCode } from '../../src/use-cases/link-by-mail.ts';
import { linkByChatCode, whoseChatCode } from '../../src/use-cases/link-by-chat.ts';
import { refusalText, Said, SessionForm, type ToolContent, type ToolContext } from '../tool-view.tsx';

/** The accounts that are one with this one, and the two ways to add another: a code from chat, a mailed code. */
export async function accountsView(context: ToolContext, said?: VNode): Promise<ToolContent> {
  const { deps, session, words, form } = context;
  const person = await deps.store.persons.find(session.personId);
  const accounts = await Promise.all(
    (person?.identities ?? [])
      .filter(({ goneAt }) => goneAt === undefined)
      .map(({ identity }) => accountName(context, identity)),
  );
  return {
    title: words.accounts,
    section: 'mine',
    body: (
      <>
        {said}
        <p>{words.accountsText}</p>
        <ul>
          {accounts.map((account) => (
            <li>{account}</li>
          ))}
        </ul>
        <section aria-labelledby="chat">
          <h2 id="chat">{words.accountsChat}</h2>
          <p>{words.accountsChatText}</p>
          <SessionForm token={context.token} action="account-look">
            <CodeField label={words.accountsCode} />
            <button type="submit">{words.goOn}</button>
          </SessionForm>
        </section>
        {deps.mailOn ? (
          <section aria-labelledby="mail">
            <h2 id="mail">{words.accountsMail}</h2>
            <p>{words.accountsMailText}</p>
            <SessionForm token={context.token} action="account-mail">
              <input type="hidden" name="form" value={deps.ids.token()} />
              <label>
                {words.accountsAddress}
                <input
                  type="email"
                  name="address"
                  value={form.text('address')}
                  autocomplete="email"
                  maxLength={254}
                  required
                />
              </label>
              <button type="submit" class="secondary">
                {words.accountsSend}
              </button>
            </SessionForm>
          </section>
        ) : null}
        <Back context={context} to="mine" />
      </>
    ),
  };
}

/** Whose account a code from chat would join; nothing is done before it is confirmed. */
export async function accountLookView(context: ToolContext): Promise<ToolContent> {
  const { deps, words, form, actor } = context;
  const code = form.text('code').slice(0, 40);
  const outcome = await whoseChatCode(deps, { actor, code });
  if (!outcome.ok) return accountsView(context, notDone(context, outcome.refusal));
  const { owner } = outcome;
  if (owner.isSelf) return accountsView(context, <Said kind="note">{words.accountsAlready}</Said>);
  return {
    title: words.accountsIsItYou,
    section: 'mine',
    body: (
      <>
        <p>
          <strong>{words.accountsOwner(owner.name ?? words.someone, owner.workspace)}</strong>
        </p>
        <p>{words.accountsWarning}</p>
        <SessionForm token={context.token} action="account-join">
          <input type="hidden" name="code" value={code} />
          <div class="actions">
            <button type="submit">{words.accountsJoin}</button>
            <button type="submit" class="plain" formaction="/lti/tool/accounts">
              {words.accountsNotMe}
            </button>
          </div>
        </SessionForm>
      </>
    ),
  };
}

export async function accountJoinAction(context: ToolContext): Promise<ToolContent> {
  const { deps, words, form, actor } = context;
  const outcome = await linkByChatCode(deps, { actor, code: form.text('code').slice(0, 40) });
  if (!outcome.ok) return accountsView(context, notDone(context, outcome.refusal));
  return accountsView(context, <Said kind="done">{words.accountsJoined}</Said>);
}

/** Mails a code, and asks for it. */
export async function accountMailAction(context: ToolContext): Promise<ToolContent> {
  const { deps, words, form, actor } = context;
  if (!deps.mailOn) return accountsView(context);
  const address = form.text('address').slice(0, 254);
  const outcome = await mailCode(deps, { actor, address, locale: context.locale });
  if (!outcome.ok) return accountsView(context, <Said kind="not-done">{words.accountsNoAddress}</Said>);
  return codePage(context, <Said kind="note">{words.accountsMailed(address)}</Said>);
}

export async function accountCodeAction(context: ToolContext): Promise<ToolContent> {
  const { deps, words, form, actor } = context;
  const outcome = await confirmMailCode(deps, { actor, code: form.text('code').slice(0, 40) });
  if (!outcome.ok) return codePage(context, notDone(context, outcome.refusal));
  const joined = outcome.merged ? words.accountsJoined : words.accountsLinked;
  return accountsView(context, <Said kind="done">{joined}</Said>);
}

function codePage(context: ToolContext, said: VNode): ToolContent {
  const { words } = context;
  return {
    title: words.accountsMail,
    section: 'mine',
    body: (
      <>
        {said}
        <SessionForm token={context.token} action="account-code">
          <CodeField label={words.accountsMailCode} />
          <button type="submit">{words.accountsConfirm}</button>
        </SessionForm>
        <Back context={context} to="accounts" />
      </>
    ),
  };
}

function CodeField(props: { readonly label: string }): VNode {
  return (
    <label>
      {props.label}
      <input
        type="text"
        name="code"
        autocomplete="one-time-code"
        autocapitalize="characters"
        maxLength={40}
        required
      />
    </label>
  );
}

function Back(props: { readonly context: ToolContext; readonly to: string }): VNode {
  return (
    <SessionForm token={props.context.token} action={props.to}>
      <button type="submit" class="plain">
        {props.context.words.back}
      </button>
    </SessionForm>
  );
}

function notDone({ words }: ToolContext, refusal: Refusal): VNode {
  return <Said kind="not-done">{refusalText(words, refusal)}</Said>;
}

async function accountName({ deps, words }: ToolContext, identity: Identity): Promise<string> {
  switch (identity.kind) {
    case 'email':
      return identity.address;
    case 'lti': {
      const platform = await deps.store.lti.platforms.find(identity.platform);
      return words.accountIn.lti(platform?.name ?? identity.platform);
    }
    case 'slack':
    case 'teams': {
      const place = identity.kind === 'slack' ? identity.workspace : identity.tenant;
      const workspace = await deps.store.workspaces.find(`${identity.kind}:${place}`);
      return words.accountIn[identity.kind](workspace?.name ?? '');
    }
  }
}
