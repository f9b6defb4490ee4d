import { fen } from '@paifan/shared/money/fen';
import { sealForWeChat } from '../../src/gateways/wechat/sealForWeChat';
import type { TransferRequest } from '../../src/gateways/wechat/transfer';
import { openBox, valueOf, type TestBox } from './box';

const aTransfer = (change: Partial<TransferRequest> = {}): TransferRequest => ({
  outBillNo: 'BILL00000001',
  openid: 'oTestPayee00000000000000001',
  amountFen: fen(500),
  remark: '余额提现',
  name: null,
  ...change,
});

describe.each(['certificate', 'publicKey'] as const)('a merchant transfer (%s)', (mode) => {
  let box: TestBox;
  beforeEach(async () => {
    box = await openBox(mode);
  });
  afterEach(() => box.close());

  test('is made, handed to the payee, confirmed, and told of', async () => {
    const made = valueOf(await box.gateway.createTransfer(aTransfer()));
    expect(made).toMatchObject({ outBillNo: 'BILL00000001', state: 'WAIT_USER_CONFIRM' });
    const params = box.gateway.confirmParams(made.packageInfo ?? '');
    expect(box.simulator.payer.openTransfer(params)).toMatchObject({ amountFen: 500, remark: '余额提现' });
    box.simulator.payer.confirmTransfer(params.package);
    expect(valueOf(await box.gateway.queryTransfer('BILL00000001'))).toMatchObject({ state: 'TRANSFERING' });
    await box.simulator.runDue();
    const [notice] = box.shop.received;
    const opened = box.gateway.openNotification(notice?.headers ?? {}, notice?.body ?? Buffer.alloc(0));
    expect(opened).toMatchObject({
      ok: true,
      notification: {
        kind: 'transfer',
        mchid: box.keys.mchid,
        transfer: { state: 'SUCCESS', amountFen: 500 },
      },
    });
  });

  test('asked for again with the same values is the same; with others it is refused', async () => {
    const name = () => box.gateway.seal('欧阳明月');
    const first = valueOf(await box.gateway.createTransfer(aTransfer({ name: name() })));
    expect(valueOf(await box.gateway.createTransfer(aTransfer({ name: name() })))).toEqual(first);
    expect(await box.gateway.createTransfer(aTransfer({ amountFen: fen(501), name: name() }))).toMatchObject({
      kind: 'refused',
      code: 'INVALID_REQUEST',
    });
  });

  test('is not told the package again by a query', async () => {
    await box.gateway.createTransfer(aTransfer());
    const { packageInfo, amountFen } = valueOf(await box.gateway.queryTransfer('BILL00000001'));
    expect([packageInfo, amountFen]).toEqual([undefined, 500]);
  });

  test('is cancelled by a request without a body, a little later', async () => {
    await box.gateway.createTransfer(aTransfer());
    expect(valueOf(await box.gateway.cancelTransfer('BILL00000001')).state).toBe('CANCELING');
    await box.simulator.runDue();
    expect(valueOf(await box.gateway.queryTransfer('BILL00000001')).state).toBe('CANCELLED');
    expect(valueOf(await box.gateway.cancelTransfer('BILL00000001')).state).toBe('CANCELLED');
  });

  test('that nobody confirms within 24 hours fails', async () => {
    await box.gateway.createTransfer(aTransfer());
    box.clock.advance(24 * 3_600_000);
    expect(valueOf(await box.gateway.queryTransfer('BILL00000001'))).toMatchObject({
      state: 'FAIL',
      failReason: 'OVERDUE_CLOSE',
    });
  });

  test('that is not there is refused as such', async () => {
    expect(await box.gateway.queryTransfer('NOSUCHBILL')).toMatchObject({
      kind: 'refused',
      code: 'NOT_FOUND',
    });
    expect(await box.gateway.cancelTransfer('NOSUCHBILL')).toMatchObject({
      kind: 'refused',
      code: 'NOT_FOUND',
    });
  });

  test('of 2,000 yuan needs a name; below 0.30 yuan none is sent', async () => {
    const large = { outBillNo: 'LARGE', amountFen: fen(200_000) };
    expect(await box.gateway.createTransfer(aTransfer(large))).toMatchObject({ code: 'PARAM_ERROR' });
    const name = box.gateway.seal('欧阳明月');
    valueOf(await box.gateway.createTransfer(aTransfer({ ...large, name })));
    valueOf(await box.gateway.createTransfer(aTransfer({ outBillNo: 'SMALL', amountFen: fen(29), name })));
  });

  test('with a name that was encrypted for another key is refused', async () => {
    const name = { ...box.gateway.seal('欧阳明月'), serial: 'ABCDEF' };
    expect(await box.gateway.createTransfer(aTransfer({ name }))).toMatchObject({ kind: 'refused' });
  });

  test('that cannot be right is not sent', async () => {
    await expect(box.gateway.createTransfer(aTransfer({ outBillNo: 'with-dash' }))).rejects.toThrow(
      'createTransfer',
    );
    await expect(box.gateway.createTransfer(aTransfer({ amountFen: fen(0) }))).rejects.toThrow(
      'createTransfer',
    );
  });
});

test('nothing is encrypted before a key of WeChat Pay is known', () => {
  expect(() => sealForWeChat('name', new Map(), undefined)).toThrow('no key of WeChat Pay');
});
