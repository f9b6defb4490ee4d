import { Failure } from '@paifan/shared/client/failure';
import { waitingText } from './waiting';

describe('what waits for a product that is to go off sale', () => {
  it('is told in numbers, over all its queues', () => {
    const waiting = [
      { queueKey: 'product:1', entries: 2, remainingFen: 12_345 },
      { queueKey: 'product:2', entries: 1, remainingFen: 655 },
    ];
    const text = waitingText(new Failure('entries_waiting', 409, '仍有会员在等待', { waiting }));
    expect(text).toContain('3 个权益');
    expect(text).toContain('¥130.00');
  });

  it.each([[new Failure('product_invalid', 422, '不能上架')], [new Error('entries_waiting')], [null]])(
    'is nothing where that is not why: %p',
    (thrown) => expect(waitingText(thrown)).toBeNull(),
  );
});
