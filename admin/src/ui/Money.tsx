import { hundredthsText, moneyText } from '@paifan/shared/client/moneyText';

/** An amount in fen. `flow`: money that moved, with its sign and, coming in, in jade. */
export const Money = ({ fen, flow = false }: { fen: number; flow?: boolean }) => (
  <span className={flow && fen > 0 ? 'amount amount-in' : 'amount'}>{moneyText(fen, flow)}</span>
);

/** Points, love or a voucher, in hundredths. */
export const Hundredths = ({ amount }: { amount: number }) => (
  <span className="amount">{hundredthsText(amount)}</span>
);
