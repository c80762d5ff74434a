import type { Response } from 'express';

/** The values of Imsx_CodeMinorFieldValue (OB 3.0 §B.3.6) that are used here, with the status that belongs to each. */
const statuses = {
  invalid_query_parameter: 400,
  unauthorizedrequest: 401,
  forbidden: 403,
  not_found: 404,
  not_allowed: 405,
  not_acceptable: 406,
  invalid_data: 422,
  server_busy: 429,
  internal_server_error: 500,
} as const;
export type CodeMinor = keyof typeof statuses;

/** Answers with an Imsx_StatusInfo (OB 3.0 §B.3.1). `status` where it is another than the code's own. */
export function sendImsxStatus(
  response: Response,
  code: CodeMinor,
  description: string,
  status: number = statuses[code],
): void {
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('application/json')
    .send(
      JSON.stringify({
        imsx_codeMajor: 'failure',
        imsx_severity: code === 'not_found' ? 'status' : 'error',
        imsx_description: description,
        imsx_codeMinor: {
          imsx_codeMinorField: [
            { imsx_codeMinorFieldName: 'TargetEndSystem', imsx_codeMinorFieldValue: code },
          ],
        },
      }),
    );
}
