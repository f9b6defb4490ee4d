import { z } from 'zod';
import { parseBody, type ApiClient } from './apiClient';
import { mapOutcome, type Outcome } from './outcome';
import type { AccessTokens } from './token';

/** A person's phone number, as WeChat has it. */
export interface PhoneNumber {
  /** Digits, without the country code. */
  readonly number: string;
  /** `86` for mainland China. */
  readonly countryCode: string;
}

const answerSchema = z.object({
  phone_info: z.object({
    purePhoneNumber: z.string().regex(/^\d{5,20}$/),
    countryCode: z.coerce.string().regex(/^\d{1,4}$/),
  }),
});

/**
 * Exchanges the code of a getPhoneNumber button (single use, 5 minutes; not the login code) for the number. Refused with 40029 when
 * the code is no good.
 */
export async function exchangePhoneCode(
  api: ApiClient,
  tokens: AccessTokens,
  code: string,
): Promise<Outcome<PhoneNumber>> {
  const outcome = await tokens.use((accessToken) =>
    api.post('/wxa/business/getuserphonenumber', { access_token: accessToken }, { code }),
  );
  return mapOutcome(parseBody(outcome, answerSchema), ({ phone_info: info }) => ({
    number: info.purePhoneNumber,
    countryCode: info.countryCode,
  }));
}
