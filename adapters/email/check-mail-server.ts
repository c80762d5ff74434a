import { smtpFailure } from './smtp-failure.ts';
import { smtpTransport } from './smtp-transport.ts';

/** Whether the mail server answers and takes our password; sends nothing. The words hold no secret. */
export async function checkMailServer(
  smtpUrl: string,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly error: string }> {
  const transport = smtpTransport(smtpUrl);
  try {
    await transport.verify();
    return { ok: true };
  } catch (error) {
    return { ok: false, error: smtpFailure(error).error };
  } finally {
    transport.close();
  }
}
