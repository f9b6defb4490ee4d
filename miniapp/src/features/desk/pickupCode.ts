const CODE = /^\d{8}$/;

/** Eight digits, however they were typed: `1234 5678`; null: it is no pickup code. */
export function pickupCodeOf(typed: string): string | null {
  const digits = typed.replace(/\s/g, '');
  return CODE.test(digits) ? digits : null;
}
