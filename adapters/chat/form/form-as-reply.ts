import { chatWords } from '../../../src/i18n/chat-messages.ts';
import { formWords } from '../../../src/i18n/chat-form-messages.ts';
import { chatActions, type Reply } from '../reply/reply.ts';
import { writeFormRequest } from './form-request.ts';
import type { Form } from './form.ts';

/**
 * A form where none can be opened, as in a message: a button that opens it. `late`: the platform opened nothing in
 * time, so what to type instead is there too.
 */
export function formAsReply(form: Form, late: boolean): Reply {
  const m = formWords(form.locale);
  const { form: name } = form.request;
  const { examples } = chatWords(form.locale);
  const example = name === 'decline' ? examples.review : name === 'evidence' ? examples.help : examples[name];
  const summary = [late ? m.tooLate : form.title];
  return {
    summary,
    parts: [
      ...(late ? [{ kind: 'text' as const, text: [...summary, '\n', { code: example }] }] : []),
      {
        kind: 'buttons',
        buttons: [
          {
            label: form.title,
            action: chatActions.openForm,
            value: writeFormRequest(form.request, 1900),
            style: 'primary',
          },
        ],
      },
    ],
  };
}
