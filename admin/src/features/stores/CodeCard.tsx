import { Skeleton } from 'antd';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { LoadError } from '../../ui/Loaded';

/** The address of a picture that came as bytes, for as long as it is shown. */
function usePictureUrl(bytes: Uint8Array | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (bytes === undefined) return undefined;
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return url;
}

/** A cashier's code as it hangs in the store: a card of A6, to look at and to print. */
export function CodeCard({
  picture,
  storeName,
  label,
}: {
  picture: Pick<UseQueryResult<Uint8Array>, 'data' | 'error' | 'refetch'>;
  storeName: string;
  label: string;
}) {
  const url = usePictureUrl(picture.data);
  if (picture.error) return <LoadError error={picture.error} retry={() => void picture.refetch()} />;
  if (url === null) return <Skeleton.Image active />;
  return (
    <section className="code-card" aria-label={`${storeName}的收银码`}>
      <h2>{storeName}</h2>
      <img src={url} alt="小程序收银码" />
      <p>微信扫一扫，向商家付款</p>
      <p className="quiet">{label}</p>
    </section>
  );
}
