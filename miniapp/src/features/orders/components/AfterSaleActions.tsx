import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '@/api/client';
import { ActionBar } from '@/ui/ActionBar';
import { ask } from '@/ui/ask';
import { Button } from '@/ui/Button';
import { classNames } from '@/ui/classNames';
import { say, useWrite } from '@/ui/useWrite';
import { afterSaleQuery, type AfterSale } from '../api/afterSales';
import { SendBackSheet } from './SendBackSheet';

/** What the buyer can do with a request. */
export function AfterSaleActions({ sale }: { sale: AfterSale }) {
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const show = (next: AfterSale) => {
    client.setQueryData(afterSaleQuery(next.no).queryKey, next);
    void client.invalidateQueries({ queryKey: ['orders'] });
  };
  const cancel = useWrite(async () => {
    if (!(await ask({ title: '撤销这次申请？', content: '撤销后可以重新申请。' }))) return;
    show(await request('POST /api/after-sales/:no/cancel', { params: { no: sale.no } }));
    say('已撤销');
  });
  if (!sale.may.cancel && !sale.may.sendBack) return null;
  return (
    <>
      <ActionBar>
        {sale.may.cancel && (
          <Button
            className={classNames('t-cancel', !sale.may.sendBack && 'button--wide')}
            text="撤销申请"
            busy={cancel.busy}
            onTap={cancel.run}
          />
        )}
        {sale.may.sendBack && (
          <Button
            kind="main"
            className="t-send-back"
            text={sale.returnParcel === null ? '填写寄回单号' : '修改寄回单号'}
            onTap={() => setSending(true)}
          />
        )}
      </ActionBar>
      {sending && (
        <SendBackSheet
          sale={sale}
          onClose={() => setSending(false)}
          onSent={(next) => {
            show(next);
            setSending(false);
          }}
        />
      )}
    </>
  );
}
