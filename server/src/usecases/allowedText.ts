import { ApiError } from '@paifan/shared/errors/errors';
import { forbiddenIn } from '@paifan/shared/texts/forbidden';

/**
 * Refuses texts that promise what nobody may promise, whoever writes them. SPEC section 12.
 * @param texts by the name of their field
 * @throws ApiError forbidden_phrase, with each field and phrase
 */
export function assertAllowedTexts(texts: Readonly<Record<string, string>>): void {
  const problems = Object.entries(texts).flatMap(([field, text]) =>
    forbiddenIn(text).map((phrase) => ({ field, phrase })),
  );
  const [first] = problems;
  if (first === undefined) return;
  throw new ApiError('forbidden_phrase', `不得使用「${first.phrase}」一类的表述`, { problems });
}
