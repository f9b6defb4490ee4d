import { fen } from '@paifan/shared/money/fen';
import { askedFen, kindsOf, piecesOf, withKind, type AfterSaleDraft } from './afterSaleDraft';
import type { RefundableLine } from './api/afterSales';

const LINE: RefundableLine = {
  ...{ line: 0, title: '茶', paidFen: fen(8800), refundedFen: fen(0), worthFen: fen(8800) },
  ...{ leftFen: fen(8800), returnPieces: 2, unsentPieces: 1 },
};
const DRAFT: AfterSaleDraft = {
  ...{ kind: 'refundOnly', quantity: 1, amount: '88', reason: null, text: '', pictures: [] },
};

describe('a request for after-sale', () => {
  it('can bring goods back only when there are some', () => {
    expect(kindsOf(LINE)).toEqual(['refundOnly', 'returnRefund']);
    expect(kindsOf({ ...LINE, returnPieces: 0 })).toEqual(['refundOnly']);
  });

  it('names pieces that come back, or that need not be sent', () => {
    expect(piecesOf('returnRefund', LINE)).toEqual({ min: 1, max: 2 });
    expect(piecesOf('refundOnly', LINE)).toEqual({ min: 0, max: 1 });
    expect(withKind(DRAFT, 'returnRefund', LINE)).toMatchObject({ kind: 'returnRefund', quantity: 2 });
  });

  it.each([
    ['88', 8800],
    ['0.01', 1],
    ['0', null],
    ['88.01', null],
    ['', null],
    ['many', null],
  ])('asks for «%s»: %p fen', (amount, asked) => expect(askedFen({ amount }, LINE)).toBe(asked));
});
