import { Skeleton } from 'antd';
import { LoadError, type Reading } from '../../ui/Loaded';
import { usePictureUrl } from '../../ui/usePictureUrl';

export const CODE_CARD_SIZES = ['A6', 'A5'] as const;
export type CodeCardSize = (typeof CODE_CARD_SIZES)[number];

/** A cashier's code as it hangs in the store, to look at and to print. */
export function CodeCard({
  picture,
  storeName,
  label,
  size,
}: {
  picture: Reading<Uint8Array>;
  storeName: string;
  label: string;
  size: CodeCardSize;
}) {
  const url = usePictureUrl(picture.data);
  if (picture.error) return <LoadError error={picture.error} retry={() => void picture.refetch()} />;
  if (url === null) return <Skeleton.Image active />;
  return (
    <section className={`code-card code-card-${size.toLowerCase()}`} aria-label={`${storeName}的收银码`}>
      <h2>{storeName}</h2>
      <img src={url} alt="小程序收银码" />
      <p>微信扫一扫，向商家付款</p>
      <p className="quiet">{label}</p>
    </section>
  );
}
