import { describe, expect, it } from 'vitest';
import { mailboxOf } from '../../../adapters/email/mail-settings.ts';
import { smtpOptions } from '../../../adapters/email/smtp-transport.ts';

describe('smtpOptions', () => {
  it.each([
    ['smtps://u:p@mail.example', { host: 'mail.example', port: 465, secure: true, requireTLS: false }],
    ['smtp://u:p@mail.example', { host: 'mail.example', port: 587, secure: false, requireTLS: true }],
    ['smtp://u:p@127.0.0.1:25', { host: '127.0.0.1', port: 25, secure: false, requireTLS: false }],
    ['smtp://u:p@127.evil.example', { requireTLS: true }],
    ['smtp://relay.example:25', { host: 'relay.example', port: 25, secure: false, requireTLS: false }],
    ['smtps://[::1]:4650', { host: '::1', port: 4650, secure: true }],
  ])('reads %s', (url, expected) => {
    expect(smtpOptions(url)).toMatchObject(expected);
  });

  it('decodes user and password', () => {
    expect(smtpOptions('smtps://me%40school.nl:p%40ss%3Aw%2Ford@mail.example').auth).toEqual({
      user: 'me@school.nl',
      pass: 'p@ss:w/ord',
    });
    expect(smtpOptions('smtps://mail.example').auth).toBeUndefined();
  });
});

describe('mailboxOf', () => {
  it.each([
    ['Speldje <a@b.nl>', { name: 'Speldje', address: 'a@b.nl' }],
    ['"Maas, en Waal" <a@b.nl>', { name: 'Maas, en Waal', address: 'a@b.nl' }],
    [' a@b.nl ', { name: '', address: 'a@b.nl' }],
  ])('reads %s', (written, expected) => {
    expect(mailboxOf(written)).toEqual(expected);
  });

  it.each(['a@b.nl, c@d.nl', 'Speldje', 'x\r\ny <a@b.nl>', '<a@b.nl> <c@d.nl>', ''])(
    'refuses %j',
    (written) => {
      expect(() => mailboxOf(written)).toThrow('not a mail address');
    },
  );
});
